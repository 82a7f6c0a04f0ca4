import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Folder of the real documents: `JIHENG_CORPUS`, else `../shared` beside the checkout; undefined where neither is there. */
export function corpusFolder(): string | undefined {
  const folder = process.env['JIHENG_CORPUS'] ?? join(ROOT, '..', 'shared');
  return existsSync(join(folder, 'seeds')) ? folder : undefined;
}

/**
 * The same, or a printed reason: for `describe.skipIf(!realDocuments('reading the seeds'))`.
 * What is skipped is counted by the test command.
 */
export function realDocuments(purpose: string): string | undefined {
  const folder = corpusFolder();
  if (!folder)
    console.warn(
      `[skipped] ${purpose}: no real documents (set JIHENG_CORPUS to the folder that holds seeds/)`,
    );
  return folder;
}
