import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..');
const START_MS = 90_000;
const STOP_MS = 20_000;
const SERVER_PACKAGES = ['domain', 'regulation', 'documents', 'store', 'api', 'server'];

/** The product as a person starts it: real server, embedded database, a data folder of its own. */
export interface Product {
  /** Address with its one-time token. */
  readonly address: string;
  /** Ends the server in order, or at once as a power cut does. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same data, at the same port. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** When the newest source file of a package was written. */
function newestSource(name: string): number {
  const folder = join(ROOT, 'packages', name, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?<!\.test)\.tsx?$/.test(path),
  );
  return Math.max(...files.map((path) => statSync(join(folder, path)).mtimeMs));
}

/** The built server as long as nothing was changed since (it starts faster), else the sources. */
function serverProgram(): readonly string[] {
  const isFresh = SERVER_PACKAGES.every((name) => {
    const stamp = join(ROOT, 'packages', name, 'dist/.tsbuildinfo');
    return existsSync(stamp) && statSync(stamp).mtimeMs > newestSource(name);
  });
  if (isFresh) return [join(ROOT, 'packages/server/dist/main.js')];
  return ['--import', 'tsx', '--conditions=@jiheng/source', join(ROOT, 'packages/server/src/main.ts')];
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

/** One run of the server. */
async function run(folder: string, args: readonly string[], port: string) {
  const server = spawn(process.execPath, [...serverProgram(), ...args], {
    cwd: ROOT,
    env: { ...process.env, JIHENG_DATA: folder, PORT: port, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => {
      resolve();
    });
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    server.kill(signal);
    const timer = setTimeout(() => server.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  };
  try {
    return { address: await printedAddress(server), end };
  } catch (error) {
    await end('SIGTERM');
    throw error;
  }
}

/** Fills a data folder as a first start does. The folder itself is the claim to the work. */
async function prepare(folder: string, args: readonly string[]): Promise<void> {
  try {
    const first = await run(folder, args, '0');
    await first.end('SIGTERM');
    writeFileSync(`${folder}.ready`, '');
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A data folder after its first start, made once in a run of tests; the first who needs it makes it. */
async function preparedFolder(shared: string, args: readonly string[]): Promise<string> {
  const folder = join(shared, args.length === 0 ? 'sample' : args.join(' '));
  const deadline = Date.now() + 2 * START_MS;
  while (!existsSync(`${folder}.ready`)) {
    if (Date.now() > deadline) throw new Error(`${folder} was not prepared in time`);
    try {
      mkdirSync(folder, { mode: 0o755 });
    } catch {
      await sleep(100);
      continue;
    }
    await prepare(folder, args);
  }
  return folder;
}

/** Starts the server; the browser application must have been built (`npm run build`). */
export async function startProduct(args: readonly string[] = []): Promise<Product> {
  if (!existsSync(join(ROOT, 'packages/web/dist/index.html'))) {
    throw new Error('packages/web is not built: npm run build');
  }
  const folder = await mkdtemp(join(tmpdir(), 'jiheng-e2e-'));
  // Where other accounts may pass the database stays inside, also for root, and goes with the folder.
  await chmod(folder, 0o755);
  const shared = process.env['JIHENG_E2E_FOLDER'];
  // cp keeps the account of the database's files.
  if (shared !== undefined) execFileSync('cp', ['-a', `${await preparedFolder(shared, args)}/.`, folder]);
  let server = await run(folder, args, '0');
  const { address } = server;
  const { port } = new URL(address);
  return {
    address,
    end: (signal) => server.end(signal),
    startAgain: async () => {
      server = await run(folder, args, port);
    },
    stop: async () => {
      await server.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
