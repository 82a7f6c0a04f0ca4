import { auditContentHash, type AuditContent } from '@jiheng/domain';
import { uuidv7 } from 'uuidv7';
import { sha256 } from '../database/content-hash.ts';
import type { Tx } from '../database/db.ts';
import { insertRows, storableJson } from '../database/insert-rows.ts';

/** 审计记录: who did what to what, when. `action` and `subject` are names for the program, `detail` what a person asks. */
export interface AuditEntry {
  readonly tenantId: string;
  readonly at: Date;
  readonly actor: string;
  /** The person behind the name; names may be alike. */
  readonly personId?: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
}

/** Writes an entry with the hash of its own content, in the transaction of the act itself; the sealer links it in later. */
export async function insertAuditEntry(tx: Tx, entry: AuditEntry): Promise<void> {
  const { tenantId, personId = null, ...said } = entry;
  const entryId = uuidv7();
  // The hash is of what the database gives back: it stores neither U+0000 nor halves of surrogate pairs.
  const content = JSON.parse(storableJson({ ...said, tenantId, personId, entryId })) as AuditContent;
  await insertRows(tx, 'audit_entry', [
    {
      tenant_id: tenantId,
      entry_id: entryId,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      detail: entry.detail,
      content_sha256: auditContentHash(content, sha256),
      person_id: personId,
    },
  ]);
  await insertRows(tx, 'audit_unsealed', [{ tenant_id: tenantId, entry_id: entryId }]);
}
