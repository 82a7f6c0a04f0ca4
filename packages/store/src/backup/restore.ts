import { access } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/db.ts';
import { inTransaction } from '../database/db.ts';
import type { FileStore } from '../documents/file-store.ts';
import { migrate, SCHEMA_VERSIONS } from '../migrations/migrate.ts';
import { StoreError } from '../store-error.ts';
import {
  ARCHIVE_FORMAT,
  MANIFEST_NAME,
  damaged,
  digest,
  parseEntryName,
  readAll,
  readArchive,
  type BackupTable,
  type Manifest,
  type ManifestEntry,
} from './archive.ts';
import { holdsData } from './holds-data.ts';

/** What a restore brought back. */
export interface RestoreOutcome {
  readonly rows: number;
  readonly originals: number;
  readonly createdAt: Date;
}

/**
 * 恢复: fills an empty database, embedded or server, from an archive. The whole archive is checked against its manifest
 * before anything is written; the tables are written in one transaction.
 */
export async function restore(db: Db, files: FileStore, inFile: string): Promise<RestoreOutcome> {
  const manifest = await checkArchive(inFile);
  await refuseFilledDatabase(db);
  await migrate(db, manifest.schemaVersion);
  const outcome = { rows: 0, originals: 0, createdAt: new Date(manifest.createdAt) };
  await inTransaction(db, (tx) =>
    readArchive(inFile, async (name, content) => {
      const entry = parseEntryName(name);
      if (!entry) {
        content.resume();
      } else if ('table' in entry) {
        outcome.rows += await restoreRows(tx, entry.table, await readAll(content));
      } else {
        await files.put(entry.tenantId, await readAll(content));
        outcome.originals += 1;
      }
    }),
  );
  await migrate(db);
  return outcome;
}

async function checkArchive(file: string): Promise<Manifest> {
  await access(file).catch((error: unknown) => {
    throw new StoreError('BACKUP-NOT-FOUND', `找不到备份文件：${file}`, '检查路径和文件名', error);
  });
  const found = new Map<string, Omit<ManifestEntry, 'name'>>();
  let manifestText: string | undefined;
  await readArchive(file, async (name, content) => {
    if (name === MANIFEST_NAME) manifestText = (await readAll(content)).toString('utf8');
    else found.set(name, await digest(content));
  });
  const manifest = parseManifest(manifestText);
  for (const { name, bytes, sha256 } of manifest.entries) {
    const entry = found.get(name);
    const meaning = parseEntryName(name);
    const isNamedRightly = meaning !== undefined && (!('sha256' in meaning) || meaning.sha256 === sha256);
    if (entry?.bytes !== bytes || entry.sha256 !== sha256 || !isNamedRightly) throw damaged(name);
  }
  if (found.size !== manifest.entries.length) throw damaged('含有清单以外的内容');
  return manifest;
}

function parseManifest(text: string | undefined): Manifest {
  if (text === undefined) throw damaged(`没有清单（${MANIFEST_NAME}），文件可能不完整`);
  const manifest = parseJson(text) as Partial<Manifest> | undefined;
  if (!manifest?.entries || !manifest.schemaVersion || !manifest.createdAt) throw damaged(MANIFEST_NAME);
  const isKnown =
    Number(manifest.format) === ARCHIVE_FORMAT && SCHEMA_VERSIONS.includes(manifest.schemaVersion);
  if (!isKnown) {
    throw new StoreError(
      'BACKUP-NEWER',
      `备份由更新版本的绩衡生成（${manifest.schemaVersion}）`,
      '升级本机的绩衡后再恢复',
    );
  }
  return manifest as Manifest;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function refuseFilledDatabase(db: Db): Promise<void> {
  if (!(await holdsData(db))) return;
  throw new StoreError(
    'RESTORE-NOT-EMPTY',
    '数据库中已有内容，恢复只写入空数据库',
    '换一个空的数据文件夹或数据库后再恢复',
  );
}

async function restoreRows(tx: Tx, table: BackupTable, lines: Buffer): Promise<number> {
  // Rows stay text from end to end: parsing them here would round numbers.
  const rows = lines.toString('utf8').split('\n');
  await sql`insert into ${sql.table(table)}
    select * from json_populate_recordset(null::${sql.table(table)}, ${`[${rows.join(',')}]`}::json)`.execute(
    tx,
  );
  return rows.length;
}
