import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, realpath, rename, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { StoreError } from '../store-error.ts';
import { DATABASE_ACCOUNT, isOpenToOthers, isRoot } from './account.ts';
import type { Account } from './run-program.ts';

/** Where the embedded database of a data folder lives and how to sign in; kept in `database.json` of that folder. */
export interface DatabaseHome {
  /** Folder of the database's files, on the disk. */
  readonly location: string;
  readonly password: string;
  /** Account the database runs as; undefined: the account of this process. */
  readonly account: Account | undefined;
  /** Where copies of the programs go. */
  readonly binariesFolder: string;
}

/** Folder of databases whose data folder other accounts cannot reach. */
const SYSTEM_FOLDER = '/var/lib/jiheng';
const STATE_FILE = 'database.json';
/** Name of the database's folder inside a data folder. */
const INSIDE = 'postgres';
const ODD_CHARACTERS = /["$`\\\n]/;

/** The database's files themselves. */
export function clusterFolder(home: Pick<DatabaseHome, 'location'>): string {
  return join(home.location, 'pgdata');
}

/** Reads where the database lives; decides and records it the first time. Call it under the start lock. */
export async function prepareHome(dataFolder: string): Promise<DatabaseHome> {
  const stateFile = join(dataFolder, STATE_FILE);
  const kept = (await readState(stateFile)) ?? (await decideState(dataFolder, stateFile));
  const state = { ...kept, location: resolve(await realpath(dataFolder), kept.location) };
  if (process.platform !== 'win32' && ODD_CHARACTERS.test(state.location)) {
    throw new StoreError(
      'STORE-FOLDER-NAME',
      `数据文件夹的名称含有特殊字符：${state.location}`,
      '换一个不含引号、$、` 和反斜杠的文件夹',
    );
  }
  await mkdir(state.location, { recursive: true });
  if (!isRoot()) {
    await refuseForeignFiles(state.location);
    return { ...state, account: undefined, binariesFolder: join(dataFolder, 'postgres-programs') };
  }
  // Parents made by us must let the database's account pass, whatever the umask is.
  if (state.location.startsWith(`${SYSTEM_FOLDER}/`)) await chmod(SYSTEM_FOLDER, 0o755);
  await chmod(state.location, 0o711);
  return {
    ...state,
    account: await accountOf(state.location),
    binariesFolder: join(SYSTEM_FOLDER, 'programs'),
  };
}

/** True when a data folder has an embedded database; looks only, creates nothing. */
export async function hasEmbeddedDatabase(dataFolder: string): Promise<boolean> {
  return (await exists(join(dataFolder, STATE_FILE))) || (await exists(join(dataFolder, INSIDE, 'pgdata')));
}

interface State {
  /** Relative inside of the data folder, so that a folder that is moved or copied takes its own database along. */
  readonly location: string;
  readonly password: string;
}

async function readState(file: string): Promise<State | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StoreError(
      'STORE-STATE-UNREADABLE',
      `无法读取 ${file}`,
      '用安装时的账户启动，或检查文件权限',
      error,
    );
  });
  if (text === undefined) return undefined;
  const state = parseState(text);
  if (!state)
    throw new StoreError(
      'STORE-STATE-DAMAGED',
      `${file} 已损坏`,
      '用备份恢复该文件，或换一个数据文件夹后用 jiheng-manage restore 恢复',
    );
  return state;
}

function parseState(text: string): State | undefined {
  try {
    const { location, password } = JSON.parse(text) as Partial<State>;
    return location && password ? { location, password } : undefined;
  } catch {
    return undefined;
  }
}

async function decideState(dataFolder: string, stateFile: string): Promise<State> {
  if (await exists(join(dataFolder, INSIDE, 'pgdata'))) {
    throw new StoreError(
      'STORE-STATE-MISSING',
      `${stateFile} 不见了，其中有数据库的密码`,
      '用备份恢复该文件，或换一个数据文件夹后用 jiheng-manage restore 恢复',
    );
  }
  const isReachable = !isRoot() || (await isOpenToOthers(dataFolder));
  const location = isReachable
    ? INSIDE
    : join(SYSTEM_FOLDER, `${basename(await realpath(dataFolder))}-${randomBytes(4).toString('hex')}`);
  const state: State = { location, password: randomBytes(24).toString('base64url') };
  await writeDurably(stateFile, JSON.stringify(state));
  return state;
}

/** Files written by one account cannot be used by another one; only root can take the account of the files. */
async function refuseForeignFiles(location: string): Promise<void> {
  const files = await stat(join(location, 'pgdata')).catch(() => undefined);
  if (!files || files.uid === process.getuid?.() || process.platform === 'win32') return;
  throw new StoreError(
    'STORE-DATA-OWNER',
    `数据库文件属于另一个账户：${location}`,
    '用原来的账户启动，或换一个数据文件夹',
  );
}

async function accountOf(location: string): Promise<Account> {
  const files = await stat(join(location, 'pgdata')).catch(() => undefined);
  return files && files.uid !== 0 ? { uid: files.uid, gid: files.gid } : DATABASE_ACCOUNT;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function writeDurably(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
