import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';

import {
  AUDIT_GENESIS,
  AUDIT_LOG_FORMAT,
  auditContentHash,
  auditSealHash,
  type AuditLogHead,
  type SealedEntry,
} from '@jiheng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { run } from '../program.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiheng-log-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function log(count: number): { head: AuditLogHead; entries: SealedEntry[] } {
  let previousSha256 = AUDIT_GENESIS;
  const entries = Array.from({ length: count }, (_, index): SealedEntry => {
    const content = {
      tenantId: 't1',
      entryId: `e${String(index)}`,
      at: '2026-03-01T02:00:00.000Z',
      actor: '王会计',
      personId: 'p1',
      action: 'submit',
      subject: `form-${String(index)}`,
      detail: { opinion: '同意', score: 9.5 },
    };
    const contentSha256 = auditContentHash(content, sha256);
    const seal = { sequence: index + 1, entryId: content.entryId, contentSha256, previousSha256 };
    previousSha256 = auditSealHash(seal, sha256);
    return { ...content, ...seal, sealSha256: previousSha256 };
  });
  const tenant = { id: 't1', name: '测试财政局' };
  const exportedAt = '2026-03-02T00:00:00.000Z';
  const head = {
    format: AUDIT_LOG_FORMAT,
    tenant,
    exportedAt,
    entries: count,
    headSha256: previousSha256,
  } as const;
  return { head, entries };
}

async function verifyFile(file: string, ...options: readonly string[]): Promise<[number, string]> {
  const output = new PassThrough();
  const stream = output as unknown as NodeJS.WriteStream;
  const session = { stdin: Readable.from([]), stdout: stream, stderr: stream };
  const code = await run(['verify-log', file, ...options], session);
  return [code, String(output.read() ?? '')];
}

async function verify(lines: readonly unknown[], ...options: readonly string[]): Promise<[number, string]> {
  const file = join(folder, 'log.jsonl');
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(file, `${text.join('\n')}\n`);
  return verifyFile(file, ...options);
}

describe('jiheng verify-log', () => {
  it('finds a log whole, and a head that was noted earlier in it', async () => {
    const { head, entries } = log(5);
    const [code, text] = await verify([head, ...entries]);
    expect(code).toBe(0);
    expect(text).toContain(`完好：5条记录，链首摘要 ${head.headSha256}`);
    expect((await verify([head, ...entries], '--head', entries[2]?.sealSha256 ?? ''))[0]).toBe(0);
    expect((await verify([log(0).head]))[0]).toBe(0);
  });

  it('names the first line that was changed', async () => {
    const { head, entries } = log(5);
    const changed = entries.map((entry, at) =>
      at === 2 ? { ...entry, detail: { opinion: '不同意' } } : entry,
    );
    const [code, text] = await verify([head, ...changed]);
    expect(code).toBe(1);
    expect(text).toContain('第4行（第3条记录）：内容与其摘要不符');
    expect(text).toContain('此前的2条完好');
  });

  it('tells lines that were taken out, in the middle and at the end, and lines that are broken', async () => {
    const { head, entries } = log(5);
    const holed = await verify([head, ...entries.filter((_, at) => at !== 1)]);
    expect(holed[1]).toContain('第3行（第2条记录）：序号应为2');
    const [code, text] = await verify([head, ...entries.slice(0, 4)]);
    expect([code, text.includes('末尾被截去')]).toEqual([1, true]);
    expect((await verify([head, entries[0], '{"sequence":']))[1]).toContain('不是导出时的日志记录');
  });

  it('tells a log that was made anew as a whole by the head that was noted', async () => {
    const { head, entries } = log(4);
    const [code, text] = await verify([head, ...entries], '--head', 'a'.repeat(64));
    expect(code).toBe(1);
    expect(text).toContain('没有抄存的链首摘要');
  });

  it('tells lines that changed places, came in between or stand there twice', async () => {
    const { head, entries } = log(5);
    const [first, second, third, fourth, fifth] = entries;
    const forged = { ...third, entryId: 'e9', subject: 'form-9' };
    const resealed = { ...forged, contentSha256: auditContentHash(forged as SealedEntry, sha256) };
    for (const [lines, line] of [
      [[first, third, second, fourth, fifth], 3],
      [[first, second, second, third, fourth, fifth], 4],
      [[first, second, forged, third, fourth, fifth], 4],
      [[first, second, resealed, fourth, fifth], 4],
      [[second, third, fourth, fifth], 2],
      [[...entries, ...entries.slice(-1)], 7],
      [[first, { ...second, tenantId: 't2' }, third, fourth, fifth], 3],
    ] as const) {
      const [code, text] = await verify([head, ...lines]);
      expect([code, text.includes(`第${String(line)}行`)], text).toEqual([1, true]);
    }
  });

  it('tells an end that was cut off with the count corrected, by the head that was noted', async () => {
    const { head, entries } = log(5);
    const cut = entries.slice(0, 3);
    const lie = { ...head, entries: 3, headSha256: cut[2]?.sealSha256 };
    expect((await verify([lie, ...cut]))[0]).toBe(0);
    expect((await verify([lie, ...cut], '--head', head.headSha256))[0]).toBe(1);
  });

  it.each<[what: string, change: (line: string) => string]>([
    ['a field beside the hashed ones', (line) => line.replace('{', '{"note":"作废",')],
    ['a field said twice', (line) => line.replace('"actor":"王会计"', '"actor":"李会计","actor":"王会计"')],
    ['other blanks', (line) => line.replace('"actor":', '"actor": ')],
    ['no person', (line) => line.replace(',"personId":"p1"', '')],
  ])('takes no line with %s for the exported one', async (_what, change) => {
    const { head, entries } = log(2);
    const [first, second] = entries.map((entry) => JSON.stringify(entry));
    expect(change(second ?? '')).not.toBe(second);
    const [code, text] = await verify([head, first, change(second ?? '')]);
    expect([code, text.includes('第3行（第2条记录）')], text).toEqual([1, true]);
  });

  it('refuses what is no log', async () => {
    expect((await verify(['姓名,单位']))[0]).toBe(2);
    expect((await verifyFile(join(folder, 'missing')))[0]).toBe(2);
    expect((await verifyFile(folder))[0]).toBe(2);
  });
});
