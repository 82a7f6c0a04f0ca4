import { sql, type Kysely } from 'kysely';

const DOCUMENTS = `
alter table document drop constraint document_tenant_id_sha256_key;
create index document_by_content on document (tenant_id, sha256);
`;

/** Equal bytes may be dropped by units that must not learn of each other; each then has a document of its own. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(DOCUMENTS).execute(db);
}
