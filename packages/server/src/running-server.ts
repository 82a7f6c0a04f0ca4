import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

const FILE = 'server.json';
const PORTS_TRIED = 50;
const ANSWER_MS = 2_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isOurs(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/api/overview', url), { signal: AbortSignal.timeout(ANSWER_MS) });
    return (await response.text()).includes('urn:jiheng:problem:');
  } catch {
    return false;
  }
}

/**
 * Address of the server that already works on this data folder. A killed server leaves its note behind, and its process
 * number may be in use again; therefore the address must also answer as ours.
 */
export async function findRunningServer(dataFolder: string): Promise<string | undefined> {
  try {
    const note = JSON.parse(await readFile(join(dataFolder, FILE), 'utf8')) as { pid: number; url: string };
    return isAlive(note.pid) && (await isOurs(note.url)) ? note.url : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves the note; the returned function takes it away again. */
export async function noteRunningServer(dataFolder: string, url: string): Promise<() => Promise<void>> {
  const file = join(dataFolder, FILE);
  await writeFile(file, JSON.stringify({ pid: process.pid, url }));
  return () => rm(file, { force: true });
}

function tryPort(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(undefined);
    });
    probe.listen({ host, port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
}

/** The port itself when it is free, else the next free one (not when it was asked for by name). */
export async function findFreePort(
  host: string,
  port: number,
  isFixed: boolean,
): Promise<number | undefined> {
  const last = isFixed || port === 0 ? port : Math.min(port + PORTS_TRIED, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    const free = await tryPort(host, candidate);
    if (free !== undefined) return free;
  }
  return undefined;
}
