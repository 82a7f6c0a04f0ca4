import { uuidv7 } from 'uuidv7';
import { contentHash } from '../database/content-hash.ts';
import type { Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';

/** 审计记录: who did what to what, when. `action` and `subject` are names for the program, `detail` what a person asks. */
export interface AuditEntry {
  readonly tenantId: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
}

/** Writes an entry with the hash of its own content, in the transaction of the act itself. */
export async function insertAuditEntry(tx: Tx, entry: AuditEntry): Promise<void> {
  const row = {
    tenant_id: entry.tenantId,
    entry_id: uuidv7(),
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail,
  };
  await insertRows(tx, 'audit_entry', [{ ...row, content_sha256: contentHash(row) }]);
}
