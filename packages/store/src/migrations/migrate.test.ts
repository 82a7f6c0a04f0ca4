import { sql } from 'kysely';
import { databaseTargets } from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';
import type { Db, Tx } from '../database/db.ts';
import { migrate, SCHEMA_VERSIONS } from './migrate.ts';

/** The schema in the server's own words, without what differs between versions of PostgreSQL. */
async function describeSchema(db: Db): Promise<string> {
  const list = async (query: string): Promise<string[]> =>
    (await sql.raw<{ line: string }>(query).execute(db)).rows.map(({ line }) => line);
  const isOurs = `n.nspname = 'public' and c.relname not like 'kysely_%'`;
  const columns = await list(`
    select format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      case when l.collname is not null then ' collate ' || l.collname else '' end,
      case when a.attnotnull then ' not null' else '' end) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    left join pg_collation l on l.oid = a.attcollation
    where ${isOurs} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`);
  const constraints = await list(`
    select format('%s: %s', c.relname, pg_get_constraintdef(k.oid)) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${isOurs} and k.contype in ('p', 'u', 'f', 'c') order by c.relname, k.contype, pg_get_constraintdef(k.oid)`);
  const indexes = await list(`
    select i.indexdef as line from pg_indexes i
    where i.schemaname = 'public' and i.tablename not like 'kysely_%' order by i.tablename, i.indexname`);
  const triggers = await list(`
    select pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where ${isOurs} and not t.tgisinternal order by t.tgname`);
  return [columns, constraints, indexes, triggers].map((part) => part.join('\n')).join('\n\n') + '\n';
}

describe.each(databaseTargets())('migrations on $name', (target) => {
  it('make the schema that is committed', async () => {
    const database = await target.fresh({ isEmpty: true });
    try {
      expect(await migrate(database.db)).toEqual({
        applied: SCHEMA_VERSIONS,
        version: SCHEMA_VERSIONS.at(-1),
      });
      await expect(await describeSchema(database.db)).toMatchFileSnapshot('schema.sql');
    } finally {
      await database.close();
    }
  });

  it('do nothing the second time, and several processes may run them at once', async () => {
    const database = await target.fresh({ isEmpty: true });
    try {
      const outcomes = await Promise.all([migrate(database.db), migrate(database.db), migrate(database.db)]);
      expect(outcomes.flatMap(({ applied }) => applied)).toEqual(SCHEMA_VERSIONS);
      expect((await migrate(database.db)).applied).toEqual([]);
    } finally {
      await database.close();
    }
  });

  it('refuse a database that a newer program has written', async () => {
    const database = await target.fresh();
    try {
      await sql`insert into kysely_migration values ('29990101000000-of-the-future', now()::text)`.execute(
        database.db,
      );
      await expect(migrate(database.db)).rejects.toMatchObject({ code: 'STORE-SCHEMA-NEWER' });
    } finally {
      await database.close();
    }
  });

  it('keep text in byte order, every key behind its tenant, and money out of floats', async () => {
    const database = await target.fresh();
    try {
      const schema = (await describeSchema(database.db)).split('\n');
      const columns = schema.slice(0, schema.indexOf(''));
      expect(
        columns.filter((line) => line.includes(' text') && !/ collate C( not null)?$/.test(line)),
      ).toEqual([]);
      expect(columns.filter((line) => /real|double|float|serial/.test(line))).toEqual([]);
      const keys = schema.filter(
        (line) => /: (PRIMARY KEY|FOREIGN KEY)/.test(line) && !line.startsWith('tenant:'),
      );
      expect(keys.filter((line) => !/KEY \(tenant_id[,)]/.test(line))).toEqual([]);
    } finally {
      await database.close();
    }
  });

  it('make revisions and audit entries unchangeable', async () => {
    const database = await target.fresh();
    try {
      await sql`insert into tenant values ('00000000-0000-7000-8000-000000000001', null, 'x', null, false, now())`.execute(
        database.db,
      );
      await sql`insert into audit_entry values ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), now(), 'a', 'b', 'c', '{}', 'd')`.execute(
        database.db,
      );
      await expect(database.db.updateTable('audit_entry').set({ actor: 'other' }).execute()).rejects.toThrow(
        'never changed',
      );
      await expect(database.db.deleteFrom('audit_entry').execute()).rejects.toThrow('never changed');
    } finally {
      await database.close();
    }
  });
});

describe('transaction type', () => {
  it('does not take a plain database', () => {
    type IsTaken = Db extends Tx ? true : false;
    const isTaken: IsTaken = false;
    expect(isTaken).toBe(false);
  });
});
