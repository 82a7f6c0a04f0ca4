import { ROOT_PATH } from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { storableText } from '../database/insert-rows.ts';
import { isId } from '../database/id.ts';
import type { DocumentTable } from '../database/tables.ts';
import { isDocumentInScope, type DocumentReader } from './document-scope.ts';
import type { NewDocument, StoredDocument } from './document-types.ts';

const EVERYONE: DocumentReader = { scope: { paths: [ROOT_PATH], projects: [] }, personId: '' };

/**
 * Finds the document of equal bytes that the reader may see (`isNew` false, first name kept), or inserts another one: that
 * others have dropped the same bytes must not show. Without a reader every document of the tenant counts.
 */
export async function saveDocument(
  db: Db | Tx,
  document: NewDocument,
  reader: DocumentReader = EVERYONE,
): Promise<StoredDocument & { readonly isNew: boolean }> {
  const { tenantId, sha256 } = document;
  // Two drops of the same bytes at the same moment see each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 5))`.execute(db);
  const equal = await db
    .selectFrom('document')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .orderBy('document_id')
    .execute();
  for (const known of equal) {
    const isSeen =
      reader.scope.paths.includes(ROOT_PATH) ||
      (await isDocumentInScope(db, tenantId, known.document_id, reader));
    if (isSeen) return { ...toDocument(known), isNew: false };
  }
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
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...toDocument(inserted), isNew: true };
}

/** 原件; undefined for an id of none. */
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
