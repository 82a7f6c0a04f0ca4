import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@jiheng/store';

/*
 * A PostgreSQL server for the tests "over DATABASE_URL", in a folder of its own that goes when it stops.
 *
 *   tsx database-server.ts                  prints the address and serves until it is interrupted
 *   tsx database-server.ts vitest run …     runs the command with DATABASE_URL set and exits with its code
 */

const dataFolder = await mkdtemp(join(tmpdir(), 'jiheng-server-'));
const server = await startEmbedded({ dataFolder });
const [command, ...args] = process.argv.slice(2);
try {
  if (command === undefined) {
    console.log(server.url());
    await interrupted();
  } else {
    process.exitCode = await run(command, args);
  }
} finally {
  await server.close();
  await rm(server.location, { recursive: true, force: true });
  await rm(dataFolder, { recursive: true, force: true });
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const beat = setInterval(() => undefined, 60_000);
    const stop = (): void => {
      clearInterval(beat);
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

function run(file: string, parameters: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, parameters, {
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: server.url() },
    });
    // Ctrl-C reaches the child as well; this process waits for it and then cleans up.
    process.on('SIGINT', () => undefined);
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}
