import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIME_LIMIT = 120_000;

/**
 * True where LibreOffice is installed, else a printed reason: for `describe.skipIf(!hasLibreOffice('opening exports'))`. With
 * `JIHENG_REQUIRE=office` a machine without it fails.
 */
export function hasLibreOffice(purpose: string): boolean {
  if (spawnSync('soffice', ['--version'], { timeout: TIME_LIMIT }).status === 0) return true;
  const how = `no LibreOffice (apt install libreoffice-writer libreoffice-calc)`;
  if ((process.env['JIHENG_REQUIRE'] ?? '').split(',').includes('office'))
    throw new Error(`${purpose}: ${how}`);
  console.warn(`[skipped] ${purpose}: ${how}`);
  return false;
}

/** What LibreOffice makes of a file, in a process and with a profile of its own. Rejects where it cannot open the file. */
export async function convertByLibreOffice(bytes: Uint8Array, from: string, to: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'jiheng-office-'));
  try {
    await writeFile(join(folder, `paper.${from}`), bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const flags = [profile, '--headless', '--norestore', '--convert-to', to, '--outdir', join(folder, 'out')];
    await run('soffice', [...flags, join(folder, `paper.${from}`)], { timeout: TIME_LIMIT });
    return await readFile(join(folder, 'out', `paper.${to}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
