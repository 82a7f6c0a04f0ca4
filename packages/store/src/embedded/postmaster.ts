import { chown, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../store-error.ts';
import type { Binaries } from './binaries.ts';
import { clusterFolder, type DatabaseHome } from './home.ts';
import { isPostgresOf } from './process-check.ts';
import { runProgram } from './run-program.ts';

const POLL_MS = 20;
/** Recovery after a crash may take minutes on a slow disk; waiting goes on only while the server lives. */
const PATIENCE_MS = 300_000;
/** PostgreSQL appends; a log of years of starts is of no use. */
const MAX_LOG_BYTES = 4 * 1024 * 1024;
/** No system gives out such a process number. */
const IMPOSSIBLE_PID = 99_999_999;

/** Failures to start that go by: the last processes of a killed server, a port just taken, a slow recovery. */
const PASSING = /shared memory block|could not bind|lock file .* already exists|did not start in time/;

/** The parts of `postmaster.pid` that matter here. */
interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

/**
 * Port of the running postmaster of this home; starts one where none runs. It attaches to one that outlived its
 * application, waits for one that is starting, recovering or stopping, and sees through a lock file whose process
 * number now belongs to another program. Call it under the start lock.
 */
export async function ensurePostmaster(
  home: DatabaseHome,
  binaries: Binaries,
  wishedPort?: number,
): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  let failure = '';
  while (performance.now() < deadline) {
    const found = await readPidFile(home);
    if (found && (await isPostgresOf(found.pid, clusterFolder(home)))) {
      if (found.status === 'ready') return found.port;
      await sleep(POLL_MS);
      continue;
    }
    await disownPidFile(home, found);
    failure = await start(home, binaries, wishedPort ?? (await freePort()));
    // Left-over server processes of a killed postmaster need a moment to notice; a port may have been taken meanwhile.
    if (failure !== '' && !PASSING.test(failure)) break;
    await sleep(failure === '' ? 0 : POLL_MS * 10);
  }
  throw new StoreError(
    'STORE-DATABASE-START',
    '内置数据库无法启动',
    `查看 ${logFile(home)} 末尾的原因（常见：磁盘已满、文件权限被改），处理后重试`,
    failure,
  );
}

/** Stops the postmaster: connections are cut, everything is written, nothing is left to recover. */
export async function stopPostmaster(home: DatabaseHome, binaries: Binaries): Promise<void> {
  const stop = (mode: string): ReturnType<typeof runProgram> =>
    runProgram(binaries.pgCtl, ['stop', '-D', clusterFolder(home), '-m', mode, '-w', '-t', '60', '-s'], {
      cwd: home.location,
      account: home.account,
    });
  const found = await readPidFile(home);
  if (!found || !(await isPostgresOf(found.pid, clusterFolder(home)))) return;
  const outcome = await stop('fast');
  if (outcome.code !== 0) await stop('immediate');
}

async function start(home: DatabaseHome, binaries: Binaries, port: number): Promise<string> {
  const log = logFile(home);
  const from = await prepareLog(home, log);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    // One machine, no replicas: less log to write for the same durability.
    wal_level: 'minimal',
    max_wal_senders: '0',
    shared_buffers: '256MB',
    work_mem: '16MB',
    random_page_cost: '1.1',
    jit: 'off',
    // Parallel queries need shared memory that small containers do not have, and the cores are few.
    max_parallel_workers_per_gather: '0',
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const outcome = await runProgram(
    binaries.pgCtl,
    ['start', '-D', clusterFolder(home), '-l', log, '-w', '-t', '60', '-s', '-o', options.join(' ')],
    { cwd: home.location, account: home.account },
  );
  if (outcome.code === 0) return '';
  const said = await readFile(log);
  return `${outcome.output}\n${said.subarray(from).toString('utf8')}`;
}

function logFile(home: DatabaseHome): string {
  return join(home.location, 'postgres.log');
}

/** Opens the log for the database's account; returns where this start's lines begin. */
async function prepareLog(home: DatabaseHome, log: string): Promise<number> {
  if (((await stat(log).catch(() => undefined))?.size ?? 0) > MAX_LOG_BYTES) await rename(log, `${log}.old`);
  const handle = await open(log, 'a', 0o600);
  try {
    if (home.account) await handle.chown(home.account.uid, home.account.gid);
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function readPidFile(home: DatabaseHome): Promise<PidFile | undefined> {
  const text = await readFile(pidFile(home), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

function pidFile(home: DatabaseHome): string {
  return join(clusterFolder(home), 'postmaster.pid');
}

/**
 * PostgreSQL refuses to start while the lock file's process number is alive, even when it is now another program's.
 * Only the number is replaced: the rest leads PostgreSQL to the old shared memory, by which it makes sure itself that no
 * process of the former server still writes.
 */
async function disownPidFile(home: DatabaseHome, found: PidFile | undefined): Promise<void> {
  if (!found) return;
  const file = pidFile(home);
  if (!Number.isSafeInteger(found.pid) || found.pid <= 0) {
    await rm(file, { force: true });
    return;
  }
  const lines = (await readFile(file, 'utf8')).split('\n');
  const replaced = `${file}.disowned`;
  await writeFile(replaced, [String(IMPOSSIBLE_PID), ...lines.slice(1)].join('\n'), { mode: 0o600 });
  if (home.account) await chown(replaced, home.account.uid, home.account.gid);
  await rename(replaced, file);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}
