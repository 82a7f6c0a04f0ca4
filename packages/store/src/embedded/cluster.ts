import { randomBytes } from 'node:crypto';
import { chown, lchown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../store-error.ts';
import { namedAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { clusterFolder, type DatabaseHome } from './home.ts';
import { runProgram, type Account } from './run-program.ts';

/** Name of the account inside the database, and of the database. */
export const DATABASE_USER = 'jiheng';

const UNFINISHED = 'pgdata-unfinished-';

/**
 * Makes the database's files where there are none yet. They are made under another name and renamed when complete, so
 * that a first start that was cut off leaves nothing half made. Call it under the start lock.
 */
export async function provideCluster(home: DatabaseHome, binaries: Binaries): Promise<void> {
  await removeUnfinished(home.location);
  const version = await readFile(join(clusterFolder(home), 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    await makeCluster(home, binaries);
  } else if (version.trim() !== binaries.major) {
    throw new StoreError(
      'STORE-DATA-VERSION',
      `数据库文件是 PostgreSQL ${version.trim()} 的，内置程序是 ${binaries.major}：${home.location}`,
      '用写入它的绩衡版本执行 jiheng-manage backup，再在新版本的空数据文件夹中执行 restore',
    );
  }
}

/**
 * What a first start that was cut off left behind. Its `initdb` may outlive it by a moment and still write there, so what
 * cannot be removed now goes with the next start.
 */
async function removeUnfinished(location: string): Promise<void> {
  for (const name of await readdir(location)) {
    if (!name.startsWith(UNFINISHED)) continue;
    await rm(join(location, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function makeCluster(home: DatabaseHome, binaries: Binaries): Promise<void> {
  const work = join(home.location, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const account = home.account && (await namedAccount());
  const files = join(work, 'pgdata');
  const passwordFile = join(work, 'password');
  await mkdir(files, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, home.password, { mode: 0o600 });
  if (account) for (const path of [work, files, passwordFile]) await chown(path, account.uid, account.gid);
  const outcome = await runProgram(
    binaries.initdb,
    [
      `--pgdata=${files}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--text-search-config=simple',
      '--no-instructions',
    ],
    { cwd: home.location, account },
  ).catch((error: unknown) => {
    throw unusable(error);
  });
  if (outcome.code !== 0) throw unusable(outcome.output);
  if (home.account) await giveAway(files, home.account);
  await rename(files, clusterFolder(home));
  await rm(work, { recursive: true, force: true });
}

async function giveAway(folder: string, account: Account): Promise<void> {
  await chown(folder, account.uid, account.gid);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await lchown(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
}

function unusable(cause: unknown): StoreError {
  if (typeof cause === 'string' && cause.includes('could not look up effective user')) {
    return new StoreError(
      'STORE-NAMELESS-ACCOUNT',
      '启动绩衡的账户在本机没有名称，内置数据库无法建立',
      '用 /etc/passwd 中有名称的账户启动，或用 DATABASE_URL 指定一台 PostgreSQL 15 以上的服务器',
      cause,
    );
  }
  return new StoreError(
    'STORE-DATABASE-INIT',
    '内置数据库无法建立',
    '检查磁盘空间和数据文件夹的权限；仍不行时用 DATABASE_URL 指定一台 PostgreSQL 15 以上的服务器',
    cause,
  );
}
