import { mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyBinaries, linkLibraries } from './binaries.ts';

describe('database programs', () => {
  let folder: string;
  let native: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiheng-programs-'));
    native = join(folder, 'package', 'native');
    await mkdir(join(native, 'bin'), { recursive: true });
    await mkdir(join(native, 'lib', 'postgresql'), { recursive: true });
    await writeFile(join(native, 'bin', 'postgres'), 'program', { mode: 0o600 });
    await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o600 });
    await writeFile(join(native, 'lib', 'libpq.a'), 'only for building');
    const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' };
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify([link]));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('get the links that the install script would have made, any number of times', async () => {
    expect(await linkLibraries(native)).toBe(true);
    expect(await linkLibraries(native)).toBe(true);
    expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
  });

  it('are copied with their links, without what only building needs, for every account to run', async () => {
    const target = join(folder, 'programs', 'linux-x64-18');
    await copyBinaries(native, target);
    expect(await readFile(join(target, 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
    expect((await readdir(join(target, 'lib'))).sort()).toEqual([
      'libpq.so.5',
      'libpq.so.5.18',
      'postgresql',
    ]);
    expect((await stat(join(target, 'bin', 'postgres'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(target, 'lib', 'libpq.so.5.18'))).mode & 0o777).toBe(0o644);
    expect(await readdir(join(folder, 'programs'))).toEqual(['linux-x64-18']);
  });

  it('are copied anew after a copy that was cut off, which goes', async () => {
    const target = join(folder, 'programs', 'linux-x64-18');
    await mkdir(join(folder, 'programs', 'unfinished-99999999', 'native'), { recursive: true });
    await copyBinaries(native, target);
    expect(await readdir(join(folder, 'programs'))).toEqual(['linux-x64-18']);
  });

  it('are there when another installation copied them at the same moment', async () => {
    const target = join(folder, 'programs', 'linux-x64-18');
    await copyBinaries(native, target);
    await copyBinaries(native, target);
    expect(await readdir(join(folder, 'programs'))).toEqual(['linux-x64-18']);
  });
});
