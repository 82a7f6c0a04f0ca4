import { canonicalJson } from '../base/canonical-json.ts';

/** SHA-256 of a text in lower-case hex; passed in, since the domain does no such work itself. */
export type Sha256 = (text: string) => string;

/** What the first seal of a tenant builds on. */
export const AUDIT_GENESIS = '0'.repeat(64);
/** 审计日志格式: name and version in the first line of an exported log. */
export const AUDIT_LOG_FORMAT = 'jiheng-audit-log/1';

/** 审计记录 as it is hashed. */
export interface AuditContent {
  readonly tenantId: string;
  readonly entryId: string;
  /** ISO 8601 with milliseconds. */
  readonly at: string;
  readonly actor: string;
  readonly personId: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
}

/** 已封存的审计记录: one line of an exported log. */
export interface SealedEntry extends AuditContent {
  readonly sequence: number;
  readonly contentSha256: string;
  readonly previousSha256: string;
  readonly sealSha256: string;
}

/** First line of an exported log: whose it is, and what its end must be. */
export interface AuditLogHead {
  readonly format: typeof AUDIT_LOG_FORMAT;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly exportedAt: string;
  readonly entries: number;
  readonly headSha256: string;
}

/** Hash of an entry's own content. Entries of before there were persons have none and are hashed without. */
export function auditContentHash(content: AuditContent, sha256: Sha256): string {
  const { tenantId, entryId, at, actor, personId, action, subject, detail } = content;
  const hashed = { tenant_id: tenantId, entry_id: entryId, at, actor, action, subject, detail };
  return sha256(canonicalJson(personId === null ? hashed : { ...hashed, person_id: personId }));
}

/** 封存: hash that ties an entry to all before it. */
export function auditSealHash(
  seal: Pick<SealedEntry, 'sequence' | 'entryId' | 'contentSha256' | 'previousSha256'>,
  sha256: Sha256,
): string {
  const { sequence, entryId, contentSha256, previousSha256 } = seal;
  return sha256(canonicalJson({ sequence, entryId, contentSha256, previousSha256 }));
}

/** 核验: takes sealed entries in order and tells what is wrong with the first that does not fit. */
export class ChainChecker {
  private readonly sha256: Sha256;
  private readonly tenantId: string;
  private previous = AUDIT_GENESIS;
  private sequence = 0;

  constructor(tenantId: string, sha256: Sha256) {
    this.tenantId = tenantId;
    this.sha256 = sha256;
  }

  get entries(): number {
    return this.sequence;
  }

  get headSha256(): string {
    return this.previous;
  }

  /** Undefined when the entry continues the chain; else the fault in Chinese. */
  add(entry: SealedEntry): string | undefined {
    if (entry.tenantId !== this.tenantId) return '不属于本辖区';
    if (entry.sequence !== this.sequence + 1) {
      return `序号应为${String(this.sequence + 1)}，实为${String(entry.sequence)}，中间有缺失或次序被改动`;
    }
    if (auditContentHash(entry, this.sha256) !== entry.contentSha256) return '内容与其摘要不符，内容被改动';
    if (entry.previousSha256 !== this.previous) return '与前一条的封存摘要不符，前一条被替换';
    if (auditSealHash(entry, this.sha256) !== entry.sealSha256) return '封存摘要不符，封存被改动';
    this.sequence = entry.sequence;
    this.previous = entry.sealSha256;
    return undefined;
  }
}
