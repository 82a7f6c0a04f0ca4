import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../store-error.ts';

const RETRY_MS = 25;
const PATIENCE_MS = 120_000;

/**
 * Runs `work` while no other process of this machine starts or stops the database of `folder`.
 *
 * The lock is a listening local socket: the operating system gives it up when its process dies, however that happens,
 * so there is no stale lock to judge (Linux: abstract name, Windows: named pipe; elsewhere a socket file).
 */
export async function withStartLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const address = lockAddress(folder);
  const deadline = performance.now() + PATIENCE_MS;
  let server = await tryListen(address);
  while (!server) {
    if (performance.now() > deadline) {
      throw new StoreError(
        'STORE-DATABASE-BUSY',
        '另一个绩衡进程正在启动或停止数据库，等待超过两分钟',
        '稍候重试；仍不行时结束其他绩衡进程后再启动',
      );
    }
    await sleep(RETRY_MS);
    server = await tryListen(address);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}

function lockAddress(folder: string): string {
  const name = `jiheng-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  if (process.platform === 'linux') return `\0${name}`;
  return join(tmpdir(), `${name}.lock`);
}

async function tryListen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => {
    socket.destroy();
  });
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? 'UNKNOWN');
    });
    server.listen(address, () => {
      resolve(undefined);
    });
  });
  if (code === undefined) return server;
  if (code !== 'EADDRINUSE') {
    throw new StoreError('STORE-LOCK', `无法取得数据库启动锁（${code}）`, '检查系统临时文件夹是否可写后重试');
  }
  const isFile = !address.startsWith('\0') && !address.startsWith('\\\\');
  if (isFile && !(await isListening(address))) await unlink(address).catch(() => undefined);
  return undefined;
}

/** A socket file outlives its process; nobody answering means that it is stale. */
function isListening(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
