import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { UnreadableFile } from '../../unreadable-file.ts';

/** Where LibreOffice is found: by name, else where its installers put it. */
const EXECUTABLES: readonly string[] = [
  'soffice',
  'libreoffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
];
const TIME_LIMIT = 60_000;

type Outcome = 'done' | 'missing' | 'failed';

function run(executable: string, folder: string): Promise<Outcome> {
  // A profile of its own: two conversions at once, or one beside a user's open window, would hinder each other.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const flags = ['--headless', '--norestore', '--convert-to', 'docx', '--outdir', folder];
  return new Promise((resolve) => {
    execFile(
      executable,
      [profile, ...flags, join(folder, 'input.doc')],
      { timeout: TIME_LIMIT, killSignal: 'SIGKILL' },
      (error) => {
        if (!error) resolve('done');
        else resolve(error.code === 'ENOENT' ? 'missing' : 'failed');
      },
    );
  });
}

async function convertIn(
  folder: string,
  bytes: Uint8Array,
  executables: readonly string[],
): Promise<Uint8Array> {
  await writeFile(join(folder, 'input.doc'), bytes);
  for (const executable of executables) {
    const outcome = await run(executable, folder);
    if (outcome === 'missing') continue;
    try {
      return await readFile(join(folder, 'input.docx'));
    } catch {
      // LibreOffice ends well also where it could not open the file; only the result tells.
      throw new UnreadableFile('READ-CONVERSION-FAILED');
    }
  }
  throw new UnreadableFile('READ-NEEDS-LIBREOFFICE');
}

/** 转换旧版 Word 文档: a .doc as .docx, by LibreOffice in a process of its own with a time limit. */
export async function convertDoc(
  bytes: Uint8Array,
  executables: readonly string[] = EXECUTABLES,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'jiheng-doc-'));
  try {
    return await convertIn(folder, bytes, executables);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
