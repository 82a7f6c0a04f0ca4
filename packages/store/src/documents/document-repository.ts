import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { storableText } from '../database/insert-rows.ts';
import { isId } from '../database/id.ts';
import type { DocumentTable } from '../database/tables.ts';

/** 原件: a file as it came; its bytes lie in the file store under `sha256`. */
export interface StoredDocument {
  readonly documentId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly createdAt: Date;
}

export interface NewDocument {
  readonly tenantId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly now: Date;
}

/** Inserts the document, or finds the one of equal bytes that the tenant already has (`isNew` false, first name kept). */
export async function saveDocument(
  db: Db | Tx,
  document: NewDocument,
): Promise<StoredDocument & { readonly isNew: boolean }> {
  const inserted = await db
    .insertInto('document')
    .values({
      tenant_id: document.tenantId,
      document_id: uuidv7(),
      sha256: document.sha256,
      bytes: document.bytes,
      media_type: document.mediaType,
      file_name: storableText(document.fileName),
      created_at: document.now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'sha256']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { ...toDocument(inserted), isNew: true };
  const known = await db
    .selectFrom('document')
    .selectAll()
    .where('tenant_id', '=', document.tenantId)
    .where('sha256', '=', document.sha256)
    .executeTakeFirstOrThrow();
  return { ...toDocument(known), isNew: false };
}

export async function findDocument(
  db: Db | Tx,
  tenantId: string,
  documentId: string,
): Promise<StoredDocument | undefined> {
  if (!isId(documentId)) return undefined;
  const row = await db
    .selectFrom('document')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return row && toDocument(row);
}

function toDocument(row: Omit<DocumentTable, 'tenant_id'>): StoredDocument {
  return {
    documentId: row.document_id,
    sha256: row.sha256,
    bytes: row.bytes,
    mediaType: row.media_type,
    fileName: row.file_name,
    createdAt: row.created_at,
  };
}
