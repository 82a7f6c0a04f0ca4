import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { isId } from '../database/id.ts';
import { StoreError } from '../store-error.ts';

/** Version of the archive's own layout. */
export const ARCHIVE_FORMAT = 1;
/** 清单 of an archive, its first file. */
export const MANIFEST_NAME = 'manifest.json';

/** 备份清单: the last entry of an archive, so that one that was cut off is known by its absence. */
export interface Manifest {
  readonly format: typeof ARCHIVE_FORMAT;
  /** Name of the newest migration of the database that was backed up. */
  readonly schemaVersion: string;
  readonly createdAt: string;
  readonly entries: readonly ManifestEntry[];
}

/** One file of an archive, as the manifest promises it. */
export interface ManifestEntry {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Tables in an order in which a row comes after the rows it refers to. */
export const BACKUP_TABLES = [
  'tenant',
  'organisation',
  'person',
  'assignment',
  'project',
  'project_grant',
  'campaign',
  'campaign_member',
  'campaign_extension',
  'document',
  'import_job',
  'import_file',
  'form',
  'form_revision',
  'revision_origin',
  'score_sheet',
  'indicator',
  'fund_row',
  'finding',
  'form_source',
  'proposed_revision',
  'fact_source',
  'fact',
  'dirty_subject',
  'form_draft',
  'draft_operation',
  'flow_step',
  'opinion',
  'silence',
  'notice',
  'audit_entry',
  'audit_seal',
  'audit_unsealed',
] as const;
export type BackupTable = (typeof BACKUP_TABLES)[number];

/** `tables/form/000001.jsonl` */
export function tableEntryName(table: BackupTable, chunk: number): string {
  return `tables/${table}/${String(chunk).padStart(6, '0')}.jsonl`;
}

/** `originals/<tenant>/<sha256>` */
export function originalEntryName(tenantId: string, sha256: string): string {
  return `originals/${tenantId}/${sha256}`;
}

/** What an entry's name says, undefined for a name no backup writes. */
export function parseEntryName(
  name: string,
): { readonly table: BackupTable } | { readonly tenantId: string; readonly sha256: string } | undefined {
  const [kind, first, second, ...rest] = name.split('/');
  if (first === undefined || second === undefined || rest.length > 0) return undefined;
  // The names become names of files: nothing else may come out of an archive that was made by others.
  if (kind === 'originals')
    return isId(first) && /^[0-9a-f]{64}$/.test(second) ? { tenantId: first, sha256: second } : undefined;
  const table = BACKUP_TABLES.find((known) => known === first);
  return kind === 'tables' && table ? { table } : undefined;
}

/** Calls `visit` for every entry in turn; it must read the entry to its end. Throws `StoreError` for a damaged archive. */
export async function readArchive(
  file: string,
  visit: (name: string, content: Readable) => Promise<void>,
): Promise<void> {
  const tar = extract();
  // A failure on either side ends the other one; what the visitor throws comes out of the loop.
  const unpacking = pipeline(createReadStream(file), createGunzip(), tar);
  unpacking.catch(() => undefined);
  try {
    for await (const entry of tar) await visit(entry.header.name, entry as unknown as Readable);
    await unpacking;
  } catch (error) {
    tar.destroy();
    if (error instanceof StoreError) throw error;
    throw damaged(`${file} 无法解压`, error);
  }
}

/** Bytes and hash of what is read. */
export async function digest(content: AsyncIterable<Uint8Array>): Promise<Omit<ManifestEntry, 'name'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A whole file of an archive; only for those that are small. */
export async function readAll(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The refusal of a damaged archive: `place` names the entry. */
export function damaged(place: string, cause?: unknown): StoreError {
  return new StoreError(
    'BACKUP-DAMAGED',
    `备份文件已损坏：${place}；未恢复任何内容`,
    '换用另一份备份；或从原来的介质重新复制该文件后再试',
    cause,
  );
}
