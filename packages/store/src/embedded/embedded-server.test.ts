import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from './process-check.ts';
import { startEmbedded, type EmbeddedServer } from './embedded-server.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
const MODULE = new URL('embedded-server.ts', import.meta.url).href;

/** Another application on the same data folder, that can be killed. */
interface Application {
  readonly process: ChildProcess;
  readonly url: string;
}

describe('embedded database', () => {
  let folder: string;
  let dataFolder: string;
  const servers: EmbeddedServer[] = [];
  const applications: ChildProcess[] = [];

  // One database for all tests that do not need a first start: making one takes most of the time.
  beforeAll(async () => {
    folder = await openFolder();
    dataFolder = join(folder, 'data');
  });
  afterEach(async () => {
    for (const application of applications.splice(0)) application.kill('SIGKILL');
    for (const server of servers.splice(0)) await server.close();
  });
  afterAll(async () => {
    await (await startEmbedded({ dataFolder })).close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(log?: (line: string) => void): Promise<EmbeddedServer> {
    const server = await startEmbedded({ dataFolder, log });
    servers.push(server);
    return server;
  }

  async function launch(): Promise<Application> {
    const child = runScript(`
      console.log((await startEmbedded({ dataFolder: ${JSON.stringify(dataFolder)} })).url());
      setInterval(() => undefined, 1000);`);
    applications.push(child);
    const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { process: child, url };
  }

  async function kill(application: Application): Promise<void> {
    application.process.kill('SIGKILL');
    await once(application.process, 'exit');
  }

  async function query(server: string | EmbeddedServer, text: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: typeof server === 'string' ? server : server.url() });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows.map((row) => Object.values(row)[0]);
    } finally {
      await client.end();
    }
  }

  async function location(): Promise<string> {
    const state = JSON.parse(await readFile(join(dataFolder, 'database.json'), 'utf8')) as {
      location: string;
    };
    return resolve(dataFolder, state.location);
  }

  async function pidFile(): Promise<string> {
    return join(await location(), 'pgdata', 'postmaster.pid');
  }

  async function postmaster(): Promise<number> {
    return Number.parseInt(await readFile(await pidFile(), 'utf8'), 10);
  }

  async function killPostmaster(): Promise<void> {
    const pid = await postmaster();
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(5);
  }

  it('starts, keeps what was written over a clean stop, and leaves no process', async () => {
    const first = await start();
    expect(await query(first, 'create or replace view kept as select 42 as answer')).toEqual([]);
    const pid = await postmaster();
    await first.close();
    expect(isAlive(pid)).toBe(false);
    expect(await query(await start(), 'select answer from kept')).toEqual([42]);
  });

  it('is UTF-8 in byte order, durable, on loopback only, and asks for its password', async () => {
    const server = await start();
    const setting = async (name: string): Promise<unknown> => (await query(server, `show ${name}`))[0];
    expect(await setting('server_encoding')).toBe('UTF8');
    expect(await query(server, `select datcollate from pg_database where datname = 'jiheng'`)).toEqual(['C']);
    expect(await setting('listen_addresses')).toBe('127.0.0.1');
    expect(await setting('unix_socket_directories')).toBe('');
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
      expect(await setting(name)).toBe('on');
    const wrong = server.url().replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataFolder, 'database.json'))).mode & 0o777).toBe(0o600);
  });

  it('attaches to the database that outlived a killed application', async () => {
    const killed = await launch();
    await query(killed.url, 'create or replace view kept as select 1 as answer');
    const pid = await postmaster();
    await kill(killed);
    const server = await start();
    expect(await postmaster()).toBe(pid);
    expect(await query(server, 'select answer from kept')).toEqual([1]);
    await server.close();
    expect(isAlive(pid)).toBe(false);
  });

  it('recovers when application and database were killed', async () => {
    const killed = await launch();
    await query(killed.url, 'create or replace view kept as select 7 as answer');
    await kill(killed);
    await killPostmaster();
    expect(await query(await start(), 'select answer from kept')).toEqual([7]);
  });

  it('starts the database again on the same address when it dies under a living application', async () => {
    const said: string[] = [];
    const server = await start((line) => said.push(line));
    const url = server.url();
    await killPostmaster();
    const deadline = Date.now() + 20_000;
    while (!said.some((line) => line.includes('已恢复')) && Date.now() < deadline) await sleep(20);
    expect(await query(url, 'select 1')).toEqual([1]);
    expect(server.url()).toBe(url);
  });

  it('sees through a lock file whose process number now belongs to another program', async () => {
    const killed = await launch();
    await query(killed.url, 'create or replace view kept as select 3 as answer');
    await kill(killed);
    await killPostmaster();
    const lines = (await readFile(await pidFile(), 'utf8')).split('\n');
    await writeFile(await pidFile(), [String(process.pid), ...lines.slice(1)].join('\n'));
    expect(await query(await start(), 'select answer from kept')).toEqual([3]);
  });

  it('clears a lock file that a power cut left empty', async () => {
    await (await start()).close();
    await writeFile(await pidFile(), '');
    expect(await query(await start(), 'select 1')).toEqual([1]);
  });

  it('serves several applications that start at once, and stops with the last of them', async () => {
    const [first, second, server] = await Promise.all([launch(), launch(), start()]);
    expect(new Set([first.url, second.url, server.url()]).size).toBe(1);
    const pid = await postmaster();
    await server.close();
    expect(await query(first.url, 'select 1')).toEqual([1]);
    await kill(first);
    await kill(second);
    await (await start()).close();
    expect(isAlive(pid)).toBe(false);
  });

  it('begins anew when its very first start was killed in the middle', async () => {
    const fresh = join(folder, 'fresh');
    for (const delay of [150, 400, 900]) {
      const child = runScript(
        `console.log('go'); await startEmbedded({ dataFolder: ${JSON.stringify(fresh)} })`,
      );
      applications.push(child);
      await once(createInterface(child.stdout), 'line');
      await sleep(delay);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const server = await startEmbedded({ dataFolder: fresh });
    servers.push(server);
    expect(await query(server, 'select 1')).toEqual([1]);
    // The programs of the killed starts may have lived on for a moment; the next start takes their leavings away.
    await server.close();
    servers.push(await startEmbedded({ dataFolder: fresh }));
    expect((await readdir(server.location)).filter((name) => name.includes('unfinished'))).toEqual([]);
  }, 60_000);

  it('says what is wrong when its password is lost, and touches nothing', async () => {
    await (await start()).close();
    await writeFile(
      join(dataFolder, 'database.json.kept'),
      await readFile(join(dataFolder, 'database.json')),
    );
    await rm(join(dataFolder, 'database.json'));
    await expect(start()).rejects.toMatchObject({ code: 'STORE-STATE-MISSING' });
    await writeFile(join(dataFolder, 'database.json'), '{"location":');
    await expect(start()).rejects.toMatchObject({ code: 'STORE-STATE-DAMAGED' });
    await writeFile(
      join(dataFolder, 'database.json'),
      await readFile(join(dataFolder, 'database.json.kept')),
    );
    expect(await query(await start(), 'select 1')).toEqual([1]);
  });

  it('goes along when its data folder is moved', async () => {
    const server = await start();
    await query(server, 'create or replace view kept as select 9 as answer');
    await server.close();
    const elsewhere = join(folder, 'elsewhere');
    await rename(dataFolder, elsewhere);
    const moved = await startEmbedded({ dataFolder: elsewhere });
    expect(await query(moved, 'select answer from kept')).toEqual([9]);
    expect(moved.location).toBe(join(elsewhere, 'postgres'));
    await moved.close();
    await rename(elsewhere, dataFolder);
  });

  it('refuses files of another major version and says how to move them', async () => {
    await (await start()).close();
    const version = join(await location(), 'pgdata', 'PG_VERSION');
    await writeFile(version, '14\n');
    await expect(start()).rejects.toMatchObject({
      code: 'STORE-DATA-VERSION',
      remedy: expect.stringContaining('backup') as unknown,
    });
    await writeFile(version, '18\n');
  });

  it.runIf(isRoot)('runs below a folder that only root may enter, as an account without rights', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'jiheng-closed-'));
    const server = await startEmbedded({ dataFolder: closed });
    try {
      expect(await query(server, 'select 1')).toEqual([1]);
      expect(server.location.startsWith(closed)).toBe(false);
      const pid = Number.parseInt(
        await readFile(join(server.location, 'pgdata', 'postmaster.pid'), 'utf8'),
        10,
      );
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).not.toBe('0');
    } finally {
      await server.close();
      await rm(server.location, { recursive: true, force: true });
      await rm(closed, { recursive: true, force: true });
    }
  });

  it.runIf(isRoot)('runs for a plain user in a folder of that user', async () => {
    const own = join(folder, 'own');
    await mkdir(own, { mode: 0o700 });
    await chown(own, NOBODY, NOBODY);
    const child = runScript(
      `const server = await startEmbedded({ dataFolder: ${JSON.stringify(own)} });
      console.log(server.location);
      await server.close();`,
      { uid: NOBODY, gid: NOBODY },
    );
    const [location] = (await once(createInterface(child.stdout), 'line')) as [string];
    await once(child, 'exit');
    expect(location).toBe(join(own, 'postgres'));
    expect(child.exitCode).toBe(0);
  });
});

/** A folder that other accounts may pass, so that the database's files lie below it also for root. */
async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jiheng-embedded-'));
  await chmod(folder, 0o755);
  return folder;
}

function runScript(
  body: string,
  account: { uid?: number; gid?: number } = {},
): ChildProcessByStdio<null, Readable, null> {
  const code = `import(${JSON.stringify(MODULE)}).then(async ({ startEmbedded }) => {${body}})`;
  return spawn(process.execPath, ['--conditions=@jiheng/source', '--import', 'tsx', '--eval', code], {
    ...account,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
