import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

/** What the file would run or fetch stays undone: no macros, no embedded objects, nothing from elsewhere. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">${[
  'DisableMacrosExecution',
  'DisableActiveContent',
  'BlockUntrustedRefererLinks',
]
  .map(
    (name) =>
      `<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="${name}" oor:op="fuse"><value>true</value></prop></item>`,
  )
  .join('')}</oor:items>
`;

/** With its children: LibreOffice is a script that starts the program that does the work. */
function killAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

function run(executable: string, folder: string, timeLimit: number): Promise<Outcome> {
  // A profile of its own: two conversions at once, or one beside a user's open window, would hinder each other.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const flags = ['--headless', '--norestore', '--convert-to', 'docx', '--outdir', folder];
  return new Promise((resolve) => {
    const child = spawn(executable, [profile, ...flags, join(folder, 'input.doc')], {
      stdio: 'ignore',
      detached: process.platform !== 'win32',
    });
    const timer = setTimeout(killAll, timeLimit, child);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve(error.code === 'ENOENT' ? 'missing' : 'failed');
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? 'done' : 'failed');
    });
  });
}

async function convertIn(
  folder: string,
  bytes: Uint8Array,
  executables: readonly string[],
  timeLimit: number,
): Promise<Uint8Array> {
  await mkdir(join(folder, 'profile/user'), { recursive: true });
  await writeFile(join(folder, 'profile/user/registrymodifications.xcu'), SETTINGS);
  await writeFile(join(folder, 'input.doc'), bytes);
  for (const executable of executables) {
    const outcome = await run(executable, folder, timeLimit);
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
  timeLimit = TIME_LIMIT,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'jiheng-doc-'));
  try {
    return await convertIn(folder, bytes, executables, timeLimit);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
