import { Readable } from 'node:stream';
import { AUDIT_GENESIS, AUDIT_LOG_FORMAT, type AuditLogHead } from '@jiheng/domain';
import { findAuditHead, inTransaction, sealAudit, sealedEntries, type AuditHead } from '@jiheng/store';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { demandWholeLog } from './list-audit.ts';

async function* lines(
  { db, tenant, now }: ServiceContext,
  head: AuditHead | undefined,
): AsyncGenerator<string> {
  const first: AuditLogHead = {
    format: AUDIT_LOG_FORMAT,
    tenant: { id: tenant.tenantId, name: tenant.name },
    exportedAt: now.toISOString(),
    entries: head?.sequence ?? 0,
    headSha256: head?.sha256 ?? AUDIT_GENESIS,
  };
  yield `${JSON.stringify(first)}\n`;
  for await (const entry of sealedEntries(db, tenant.tenantId, first.entries))
    yield `${JSON.stringify(entry)}\n`;
}

/** 导出审计日志: the whole chain as JSON lines; that it was exported is its last entry. */
export async function exportAudit(
  context: ServiceContext,
): Promise<{ readonly fileName: string; readonly content: Readable }> {
  demandWholeLog(context);
  const { db, tenant, now } = context;
  await inTransaction(db, (tx) => audit(context, tx, { action: 'export-audit', subject: '', detail: {} }));
  await sealAudit(db, now);
  const head = await findAuditHead(db, tenant.tenantId);
  return {
    fileName: `${tenant.name}审计日志-${now.toISOString().slice(0, 10)}.jsonl`,
    content: Readable.from(lines(context, head)),
  };
}
