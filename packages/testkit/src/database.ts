import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate, openDatabase, startEmbedded, type Database } from '@jiheng/store';

/** A PostgreSQL on which tests run: the embedded one always, a server when its address is given. */
export interface DatabaseTarget {
  readonly name: 'embedded' | 'server';
  /** A fresh, migrated database of its own; `close` drops it. */
  fresh(options?: { readonly isEmpty?: boolean }): Promise<Database>;
}

const MIGRATIONS = resolve(dirname(fileURLToPath(import.meta.url)), '../../store/src/migrations');
const HOUR = 3_600_000;

/** For `describe.each(databaseTargets())('… on $name', (target) => …)`. */
export function databaseTargets(): readonly DatabaseTarget[] {
  const url = process.env['JIHENG_TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  const embedded: DatabaseTarget = {
    name: 'embedded',
    fresh: (options) => freshEmbedded(options?.isEmpty ?? false),
  };
  if (!url) return [embedded];
  return [embedded, { name: 'server', fresh: (options) => freshOn(url, options?.isEmpty ?? false) }];
}

/**
 * All test processes share one embedded server, as two applications on one data folder would: the first starts it, the
 * last one stops it.
 */
async function freshEmbedded(isEmpty: boolean): Promise<Database> {
  const dataFolder = join(tmpdir(), `jiheng-tests-${process.getuid?.() ?? 'user'}`);
  const server = await startEmbedded({ dataFolder });
  try {
    const database = await freshOn(server.url('postgres'), isEmpty);
    return { ...database, isEmbedded: true, close: () => database.close().finally(() => server.close()) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Copies a database that was migrated once; that takes a tenth of migrating anew. */
async function freshOn(adminUrl: string, isEmpty: boolean): Promise<Database> {
  const admin = await openDatabase({ url: adminUrl, maxConnections: 1 });
  try {
    await dropForgotten(admin);
    const name = `jiheng_test_${Date.now()}_${randomBytes(4).toString('hex')}`;
    const template = isEmpty ? 'template0' : await provideTemplate(admin, adminUrl);
    await admin.pool.query(`create database ${name} template ${template} encoding 'UTF8'`);
    const database = await openDatabase({ url: inDatabase(adminUrl, name), maxConnections: 5 });
    const close = async (): Promise<void> => {
      await database.close();
      await admin.pool.query(`drop database if exists ${name} with (force)`);
      await admin.close();
    };
    return { ...database, close };
  } catch (error) {
    await admin.close();
    throw error;
  }
}

async function provideTemplate(admin: Database, adminUrl: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(readFileSync(join(MIGRATIONS, file)));
  const name = `jiheng_template_${hash.digest('hex').slice(0, 16)}`;
  // The admin pool has one connection, so the lock is held by the session that creates and released by the same.
  await admin.pool.query(`select pg_advisory_lock(hashtext('jiheng test template'))`);
  try {
    const known = await admin.pool.query('select from pg_database where datname = $1', [name]);
    if (known.rowCount === 0) {
      await admin.pool.query(`drop database if exists ${name}_new with (force)`);
      await admin.pool.query(`create database ${name}_new template template0 encoding 'UTF8'`);
      const database = await openDatabase({ url: inDatabase(adminUrl, `${name}_new`), maxConnections: 1 });
      await migrate(database.db).finally(() => database.close());
      await admin.pool.query(`alter database ${name}_new rename to ${name}`);
    }
  } finally {
    await admin.pool.query(`select pg_advisory_unlock(hashtext('jiheng test template'))`);
  }
  return name;
}

/** Databases of tests that were killed. */
async function dropForgotten(admin: Database): Promise<void> {
  const { rows } = await admin.pool.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^jiheng_test_[0-9]+_'`,
  );
  for (const { name } of rows) {
    const createdAt = Number(name.split('_')[2]);
    if (createdAt < Date.now() - HOUR) await admin.pool.query(`drop database if exists ${name} with (force)`);
  }
}

function inDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}
