import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './run-program.ts';

/**
 * Numeric account for the database of an application that runs as root (PostgreSQL refuses to run as root). It lies in a
 * range that neither distributions nor systemd hand out, and needs no entry in the system's list of accounts.
 */
export const DATABASE_ACCOUNT: Account = { uid: 60_842, gid: 60_842 };

const NOBODY: Account = { uid: 65_534, gid: 65_534 };

/** PostgreSQL refuses to run as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** `initdb` alone insists on an account with a name; `nobody` is on every system. Its files are given away afterwards. */
export async function namedAccount(): Promise<Account> {
  const list = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, , uid, gid] = /^nobody:.*$/m.exec(list)?.[0].split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : NOBODY;
}

/** True when every account may pass through `folder` and the folders above it. */
export async function isOpenToOthers(folder: string): Promise<boolean> {
  let path = await realpath(folder);
  for (;;) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    const parent = dirname(path);
    if (parent === path) return true;
    path = parent;
  }
}
