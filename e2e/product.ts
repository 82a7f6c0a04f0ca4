import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const START_MS = 90_000;
const STOP_MS = 20_000;

/** The product as a person starts it: real server, embedded database, a data folder of its own. */
export interface Product {
  /** Address with its one-time token. */
  readonly address: string;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

function printedAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => {
      reject(new Error(`the server did not start in time:\n${printed}`));
    }, START_MS);
    const read = (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(printed)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${String(code)}:\n${printed}`));
    });
  });
}

/** Starts the server from source; the browser application must have been built (`npm run build`). */
export async function startProduct(args: readonly string[] = []): Promise<Product> {
  if (!existsSync(join(ROOT, 'packages/web/dist/index.html'))) {
    throw new Error('packages/web is not built: npm run build');
  }
  const folder = await mkdtemp(join(tmpdir(), 'jiheng-e2e-'));
  // Where other accounts may pass the database stays inside, also for root, and goes with the folder.
  await chmod(folder, 0o755);
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=@jiheng/source', join(ROOT, 'packages/server/src/main.ts'), ...args],
    {
      cwd: ROOT,
      env: { ...process.env, JIHENG_DATA: folder, PORT: String(await freePort()), DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => {
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    const timer = setTimeout(() => server.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { address: await printedAddress(server), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
