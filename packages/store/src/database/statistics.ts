import { sql } from 'kysely';
import type { Db } from './db.ts';

/**
 * 统计信息 of the tables that others refer to. The checks of foreign keys keep the plan of their first use for as long as
 * a connection lives; made while the tables were nearly empty, it reads many rows for every check. New statistics make
 * PostgreSQL plan anew.
 */
export async function refreshStatistics(db: Db): Promise<void> {
  await sql`analyze form, form_revision`.execute(db);
}
