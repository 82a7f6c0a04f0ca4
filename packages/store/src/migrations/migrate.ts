import { Migrator, sql, type Migration } from 'kysely';
import type { Db } from '../database/db.ts';
import { StoreError } from '../store-error.ts';
import * as createTables from './20261121030000-create-tables.ts';
import * as peopleAndWork from './20261121050000-people-and-work.ts';
import * as reviewWork from './20261121061000-review-work.ts';
import * as sessionsAndPlaces from './20261121060000-sessions-and-places.ts';
import * as exportsOfForms from './20261121070000-exports.ts';
import * as draftPresence from './20261121080000-draft-presence.ts';
import * as setChecks from './20261121090000-set-checks.ts';
import * as facts from './20261121120000-facts.ts';
import * as noticesOfProjects from './20261121130000-notices-of-projects.ts';
import * as documentsOfPlaces from './20261121133000-documents-of-places.ts';
import * as exportsWithoutForms from './20261121150000-exports-without-forms.ts';

/** Forward only; a released migration is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '20261121030000-create-tables': createTables,
  '20261121050000-people-and-work': peopleAndWork,
  '20261121061000-review-work': reviewWork,
  '20261121060000-sessions-and-places': sessionsAndPlaces,
  '20261121070000-exports': exportsOfForms,
  '20261121080000-draft-presence': draftPresence,
  '20261121090000-set-checks': setChecks,
  '20261121120000-facts': facts,
  '20261121130000-notices-of-projects': noticesOfProjects,
  '20261121133000-documents-of-places': documentsOfPlaces,
  '20261121150000-exports-without-forms': exportsWithoutForms,
};

/** 数据库版本: names of the migrations this program knows, oldest first. */
export const SCHEMA_VERSIONS: readonly string[] = Object.keys(MIGRATIONS).sort();

export interface MigrationOutcome {
  /** Names of the migrations applied now. */
  readonly applied: readonly string[];
  /** Name of the newest migration. */
  readonly version: string;
}

/** Brings the schema to the newest version, or to `version`. Several processes may call it at once. */
export async function migrate(db: Db, version?: string): Promise<MigrationOutcome> {
  await refuseNewerSchema(db);
  const migrator = migratorOf(db);
  const { error, results } =
    version === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(version);
  if (error !== undefined) {
    throw new StoreError(
      'STORE-MIGRATION',
      '数据库结构升级失败，数据未被改动',
      '保留日志并联系技术支持；可继续使用升级前的版本',
      error,
    );
  }
  return {
    applied: (results ?? []).map(({ migrationName }) => migrationName),
    version: version ?? SCHEMA_VERSIONS.at(-1) ?? '',
  };
}

function migratorOf(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
}

/** An older program must not write into the tables of a newer one. */
async function refuseNewerSchema(db: Db): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.find(({ name }) => !SCHEMA_VERSIONS.includes(name));
  if (!unknown) return;
  throw new StoreError(
    'STORE-SCHEMA-NEWER',
    `数据库由更新版本的绩衡写入（${unknown.name}）`,
    '升级本机的绩衡后再启动',
  );
}
