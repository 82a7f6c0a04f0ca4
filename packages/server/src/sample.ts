import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listImportJobs } from '@jiheng/store';
import type { ServiceContext } from './services/context.ts';
import { receiveImport, type ReceivedFile } from './services/receive-import.ts';

const SAMPLE_FOLDER = fileURLToPath(new URL('../sample', import.meta.url));

/**
 * Drops the documents of the sample bureau into the import, as a person would. Does nothing when that was done before,
 * so a first start that was cut off is made good by the next one. Returns the number of files.
 */
export async function importSample(context: ServiceContext, spoolFolder: string): Promise<number> {
  const earlier = await listImportJobs(context.db, context.tenant.tenantId, 1);
  if (earlier.length > 0) return 0;
  const names = (await readdir(SAMPLE_FOLDER)).filter((name) => name.endsWith('.txt')).sort();
  const folder = join(spoolFolder, randomUUID());
  await mkdir(folder, { recursive: true });
  const files: ReceivedFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    await copyFile(join(SAMPLE_FOLDER, name), path);
    files.push({ file: name, bytes: (await stat(path)).size, path });
  }
  if (files.length > 0) await receiveImport(context, { folder, files });
  return files.length;
}
