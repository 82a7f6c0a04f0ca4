import type { Db } from '../database/db.ts';

/** True when the database has our tables and at least one 辖区 in them. */
export async function holdsData(db: Db): Promise<boolean> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'tenant')) return false;
  return (await db.selectFrom('tenant').select('tenant_id').limit(1).executeTakeFirst()) !== undefined;
}
