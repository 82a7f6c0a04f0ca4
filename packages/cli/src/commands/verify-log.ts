import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { AUDIT_LOG_FORMAT, ChainChecker, type AuditLogHead, type SealedEntry } from '@jiheng/domain';

import { EXIT, type Exit, type Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function headOf(line: string): AuditLogHead | undefined {
  const value = parsed(line);
  const tenant = value?.['tenant'];
  const isHead = value?.['format'] === AUDIT_LOG_FORMAT && typeof tenant === 'object' && tenant !== null;
  return isHead ? (value as unknown as AuditLogHead) : undefined;
}

const TEXTS = [
  'tenantId',
  'entryId',
  'at',
  'actor',
  'action',
  'subject',
  'contentSha256',
  'previousSha256',
  'sealSha256',
] as const;
const FIELDS = new Set<string>([...TEXTS, 'personId', 'detail', 'sequence']);

/**
 * A line as an export writes it. The hashes are of what it says: what is said beside that, or twice, or is written in
 * another way would stand in the file and in no hash.
 */
function entryOf(line: string): SealedEntry | undefined {
  const value = parsed(line);
  const isEntry =
    value !== undefined &&
    TEXTS.every((name) => typeof value[name] === 'string') &&
    (value['personId'] === null || typeof value['personId'] === 'string') &&
    typeof value['sequence'] === 'number' &&
    Object.keys(value).every((name) => FIELDS.has(name)) &&
    JSON.stringify(value) === line;
  return isEntry ? (value as unknown as SealedEntry) : undefined;
}

/** A log while its lines come in, up to the first that does not hold. */
class LogReading {
  head: AuditLogHead | undefined;
  fault: string | undefined;
  hasNoted: boolean;
  private checker: ChainChecker | undefined;
  private readonly noted: string | undefined;
  private line = 0;

  constructor(noted: string | undefined) {
    this.noted = noted;
    this.hasNoted = noted === undefined;
  }

  get entries(): number {
    return this.checker?.entries ?? 0;
  }

  get headSha256(): string {
    return this.checker?.headSha256 ?? '';
  }

  /** False when there is no point in reading on. */
  add(text: string): boolean {
    this.line += 1;
    if (this.checker === undefined) {
      this.head = headOf(text);
      if (this.head !== undefined) this.checker = new ChainChecker(this.head.tenant.id, sha256);
      return this.head !== undefined;
    }
    const entry = entryOf(text);
    const found = entry === undefined ? '不是导出时的日志记录，不完整或写法被改动' : this.checker.add(entry);
    if (found !== undefined) {
      this.fault = `第${String(this.line)}行（第${String(this.entries + 1)}条记录）：${found}`;
      return false;
    }
    if (this.headSha256 === this.noted) this.hasNoted = true;
    return true;
  }

  end({ entries, headSha256 }: AuditLogHead): void {
    if (this.fault !== undefined || (entries === this.entries && headSha256 === this.headSha256)) return;
    const count = `日志共${String(this.entries)}条，与文件开头所载的${String(entries)}条或链首摘要不符`;
    this.fault = `${count}，末尾被截去或改动`;
  }
}

async function read(file: string, noted: string | undefined): Promise<LogReading & { head: AuditLogHead }> {
  const reading = new LogReading(noted);
  try {
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
    for await (const line of lines) if (!reading.add(line)) break;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EISDIR') throw error;
    throw new UsageError(`没有找到文件 ${file}`, '请核对文件名。');
  }
  const { head } = reading;
  if (head === undefined) {
    throw new UsageError(`${file} 不是绩衡导出的审计日志`, '请使用“设置 · 审计日志”中导出的文件。');
  }
  reading.end(head);
  return Object.assign(reading, { head });
}

/** `jiheng verify-log`: whether an exported log is whole and unchanged; needs nothing but the file. */
export async function verifyLog(
  { stdout }: Session,
  file: string,
  { head: noted }: { readonly head?: string },
): Promise<Exit> {
  const { head, entries, headSha256, fault, hasNoted } = await read(file, noted?.toLowerCase());
  stdout.write(`${head.tenant.name}的审计日志，导出于 ${head.exportedAt}\n`);
  if (fault !== undefined) {
    stdout.write(`已被改动或不完整。首处：${fault}\n此前的${String(entries)}条完好。\n`);
    return EXIT.findings;
  }
  if (!hasNoted) {
    stdout.write(
      `${String(entries)}条记录前后一致，但其中没有抄存的链首摘要 ${noted ?? ''}：这不是当时的那份日志。\n`,
    );
    return EXIT.findings;
  }
  stdout.write(`完好：${String(entries)}条记录，链首摘要 ${headSha256}\n`);
  return EXIT.clean;
}
