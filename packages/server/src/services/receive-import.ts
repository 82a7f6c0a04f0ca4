import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { ImportJob } from '@jiheng/api';
import { scopeOf, type Problem } from '@jiheng/domain';
import { createImportJob, inTransaction, saveDocument } from '@jiheng/store';
import { presentUnread } from '../presenters/import-job.ts';
import { audit, personIdOf } from './audit.ts';
import type { ServiceContext } from './context.ts';
import { getImport } from './get-import.ts';
import { mediaTypeOf } from './media-type.ts';

/** One file of a drop: on the disk, or refused with the reason. */
export type ReceivedFile =
  | { readonly file: string; readonly bytes: number; readonly path: string; readonly problem?: undefined }
  | { readonly file: string; readonly bytes: number; readonly path?: undefined; readonly problem: Problem };

type StoredFile = ReceivedFile & { readonly sha256?: string };

async function keepOriginal({ files, tenant }: ServiceContext, received: ReceivedFile): Promise<StoredFile> {
  if (received.path === undefined) return received;
  const { sha256 } = await files.put(tenant.tenantId, createReadStream(received.path));
  return { ...received, sha256 };
}

/**
 * 接收导入: keeps the originals, then writes the drop in one transaction; from here on nothing of it can be lost.
 * Reading follows in the background. `folder` is emptied.
 */
export async function receiveImport(
  context: ServiceContext,
  { folder, files }: { readonly folder: string; readonly files: readonly ReceivedFile[] },
): Promise<ImportJob> {
  const { db, tenant, actor, person, now } = context;
  const { tenantId } = tenant;
  const scope = scopeOf(person, 'form.import');
  const owner = { personId: personIdOf(person), scopePaths: scope.paths };
  const stored: StoredFile[] = [];
  try {
    for (const file of files) stored.push(await keepOriginal(context, file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const importId = await inTransaction(db, async (tx) => {
    const rows: Parameters<typeof createImportJob>[1]['files'][number][] = [];
    const kept = new Map<string, string>();
    for (const { file: fileName, bytes, sha256, problem } of stored) {
      if (sha256 === undefined) {
        const result = presentUnread(problem === undefined ? [] : [problem]);
        rows.push({ fileName, bytes, documentId: null, status: 'failed', result });
        continue;
      }
      const document = { tenantId, sha256, bytes, mediaType: mediaTypeOf(fileName), fileName, now };
      const reader = { scope, personId: person.personId };
      const documentId = kept.get(sha256) ?? (await saveDocument(tx, document, reader)).documentId;
      kept.set(sha256, documentId);
      rows.push({ fileName, bytes, documentId, status: 'waiting' });
    }
    const id = await createImportJob(tx, { tenantId, actor, ...owner, now, files: rows });
    const detail = {
      files: stored.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256: sha256 ?? null })),
    };
    await audit(context, tx, { action: 'import', subject: id, detail });
    return id;
  });
  context.wakeQueue();
  return getImport(context, importId);
}
