import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { pack, type Pack } from 'tar-stream';
import type { Db, Tx } from '../database/db.ts';
import type { FileStore } from '../documents/file-store.ts';
import { migrate } from '../migrations/migrate.ts';
import { StoreError } from '../store-error.ts';
import {
  ARCHIVE_FORMAT,
  BACKUP_TABLES,
  MANIFEST_NAME,
  originalEntryName,
  tableEntryName,
  type BackupTable,
  type Manifest,
  type ManifestEntry,
} from './archive.ts';
import { holdsData } from './holds-data.ts';

/** What a backup holds. */
export interface BackupOutcome {
  readonly rows: number;
  readonly originals: number;
  readonly bytes: number;
}

const ROWS_PER_FETCH = 1000;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** What the system says when a file cannot be written. */
const UNWRITABLE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);

/**
 * 备份: one portable archive of all tables as JSON lines, the originals and a manifest of hashes. It sees the database as
 * it is at one moment, while others go on working. The file appears under its name when it is complete. A database
 * without anything in it is refused: its backup would be taken for one of the data that lie elsewhere.
 */
export async function backup(db: Db, files: FileStore, outFile: string, now: Date): Promise<BackupOutcome> {
  if (!(await holdsData(db))) throw nothingToBackUp('数据库');
  const { version } = await migrate(db);
  const unfinished = `${outFile}.unfinished`;
  try {
    const archive = new ArchiveWriter(pack());
    const written = pipeline(
      archive.pack,
      createGzip({ level: 6 }),
      createWriteStream(unfinished, { mode: 0o600 }),
    );
    const filled = fill(db, files, archive).then(() => archive.finish(version, now));
    // Whichever side fails first ends the other one.
    filled.catch((error: unknown) => {
      archive.pack.destroy(error as Error);
    });
    await Promise.all([filled, written]);
    await syncFile(unfinished);
    await rename(unfinished, outFile);
    return archive.outcome;
  } catch (error) {
    throw UNWRITABLE.has((error as NodeJS.ErrnoException).code ?? '') ? notWritten(outFile, error) : error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function fill(db: Db, files: FileStore, archive: ArchiveWriter): Promise<void> {
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      for (const table of BACKUP_TABLES) await writeTable(tx, table, archive);
      for (const { tenant_id, sha256 } of await listOriginals(tx))
        await writeOriginal(files, archive, tenant_id, sha256);
    });
}

async function writeTable(tx: Tx, table: BackupTable, archive: ArchiveWriter): Promise<void> {
  await sql`declare backup_rows no scroll cursor for select row_to_json(t)::text as row from ${sql.table(table)} t`.execute(
    tx,
  );
  let lines: string[] = [];
  let size = 0;
  let chunk = 0;
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return;
    await archive.write(tableEntryName(table, (chunk += 1)), Buffer.from(lines.join('\n')));
    archive.outcome.rows += lines.length;
    lines = [];
    size = 0;
  };
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(ROWS_PER_FETCH)} from backup_rows`.execute(
      tx,
    );
    for (const { row } of rows) {
      lines.push(row);
      size += row.length;
      if (size > CHUNK_BYTES) await flush();
    }
    if (rows.length < ROWS_PER_FETCH) break;
  }
  await flush();
  await sql`close backup_rows`.execute(tx);
}

function listOriginals(tx: Tx): Promise<{ tenant_id: string; sha256: string }[]> {
  return tx
    .selectFrom('document')
    .select(['tenant_id', 'sha256'])
    .distinct()
    .orderBy('tenant_id')
    .orderBy('sha256')
    .execute();
}

async function writeOriginal(
  files: FileStore,
  archive: ArchiveWriter,
  tenantId: string,
  sha256: string,
): Promise<void> {
  const name = originalEntryName(tenantId, sha256);
  const content = await files.read(tenantId, sha256).catch((error: unknown) => {
    throw lost(name, error);
  });
  const entry = await archive.write(name, content);
  if (entry.sha256 !== sha256) throw lost(name);
  archive.outcome.originals += 1;
}

/** The refusal to back up nothing: `place` is where data were looked for. */
export function nothingToBackUp(place: string): StoreError {
  return new StoreError(
    'BACKUP-NO-DATA',
    `${place}中没有绩衡的数据，未生成备份`,
    '检查 JIHENG_DATA 是否指向绩衡的数据文件夹，或用 DATABASE_URL 指明所用的数据库',
  );
}

function notWritten(file: string, cause: unknown): StoreError {
  return new StoreError(
    'BACKUP-NOT-WRITTEN',
    `无法写入备份文件：${file}`,
    '检查文件夹是否存在、能否写入、磁盘是否已满',
    cause,
  );
}

function lost(name: string, cause?: unknown): StoreError {
  return new StoreError(
    'BACKUP-ORIGINAL-LOST',
    `原件丢失或已被改动：${name}；未生成备份`,
    '从以前的备份或来源处找回该文件，放回数据文件夹后再备份',
    cause,
  );
}

/** Puts entries into the archive and remembers their hashes. */
class ArchiveWriter {
  readonly pack: Pack;
  readonly outcome = { rows: 0, originals: 0, bytes: 0 };
  private readonly entries: ManifestEntry[] = [];

  constructor(target: Pack) {
    this.pack = target;
  }

  async write(name: string, content: Buffer): Promise<ManifestEntry> {
    const entry = { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    this.entries.push(entry);
    this.outcome.bytes += entry.bytes;
    await this.put(name, content);
    return entry;
  }

  async finish(schemaVersion: string, now: Date): Promise<void> {
    const manifest: Manifest = {
      format: ARCHIVE_FORMAT,
      schemaVersion,
      createdAt: now.toISOString(),
      entries: this.entries,
    };
    await this.put(MANIFEST_NAME, Buffer.from(JSON.stringify(manifest)));
    this.pack.finalize();
  }

  private put(name: string, content: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pack.entry({ name }, content, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
