import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FormList, ImportJob, ImportList, Overview, SamplePersonList } from '@jiheng/api';
import { ChainChecker, type SealedEntry } from '@jiheng/domain';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findFreePort } from './running-server.ts';
import { sha256 } from './services/session/access.ts';
import { ServerProcess } from './testing/server-process.ts';

const MANAGE = fileURLToPath(new URL('./manage/main.ts', import.meta.url));
// Whole servers start here, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let root: string;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jiheng-start-'));
  // Where other accounts may pass the database stays inside it, also for root, and goes with the folder.
  await chmod(root, 0o755);
});
afterEach(async () => {
  for (const server of servers) if (server.child.exitCode === null) await server.stop();
  servers = [];
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

function start(folder: string, args: readonly string[] = [], port = '0'): ServerProcess {
  const server = new ServerProcess({
    dataFolder: join(root, folder),
    run: 'source',
    args,
    env: { ...process.env, TZ: 'UTC' },
    port,
  });
  servers.push(server);
  return server;
}

function manage(
  folder: string,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly output: string }> {
  const env = { ...process.env, DATABASE_URL: '', JIHENG_DATA: join(root, folder) };
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=@jiheng/source', MANAGE, ...args], {
    env,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      resolve({ code, output });
    });
  });
}

function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const other = createServer().listen({ host: '127.0.0.1', port }, () => {
      resolve(other);
    });
  });
}

/** Files of a data folder that other accounts of the machine may read; the address it runs at is no secret. */
async function readableByOthers(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isOwn = /originals|pages|exports|incoming|session-secret|server\.log|database\.json/.test(path);
    if (entry.isFile() && isOwn && ((await stat(path)).mode & 0o007) !== 0) found.push(path);
  }
  return found;
}

describe('the first start', () => {
  it('loads the sample bureau through the import, tells everything needed, and stops cleanly although Ctrl+C comes twice', async () => {
    const server = start('sample');
    await server.signIn();
    const overview = await server.get<Overview>('/api/overview');
    expect(overview.isSample).toBe(true);
    expect(overview.totals.forms).toBeGreaterThan(20);
    const { items } = await server.get<ImportList>('/api/imports');
    expect(items).toHaveLength(1);
    const job = await server.get<ImportJob>(`/api/imports/${items[0]!.id}`);
    expect(job.files.filter(({ status }) => status !== 'done')).toEqual([]);
    for (const told of ['样例', join(root, 'sample'), 'Ctrl+C']) expect(server.output).toContain(told);
    expect(await readableByOthers(join(root, 'sample'))).toEqual([]);
    server.child.kill('SIGINT');
    server.child.kill('SIGINT');
    expect(await server.exited).toBe(0);
    expect(await server.databasePid()).toBeUndefined();
    expect(await readFile(join(root, 'sample', 'server.log'), 'utf8')).toBe('');
  });

  it('is made good by the next one when it was cut off, and nothing is there twice', async () => {
    const first = start('cut');
    await first.says(/首次启动/);
    first.child.kill('SIGKILL');
    await first.exited;
    const second = start('cut');
    await second.signIn();
    await expect
      .poll(
        async () =>
          (await second.get<ImportList>('/api/imports')).items.map(({ finishedAt }) => finishedAt !== null),
        { timeout: 30_000 },
      )
      .toEqual([true]);
    const whole = await second.get<Overview>('/api/overview');
    expect(whole.totals.forms).toBe((await second.get<ImportList>('/api/imports')).items[0]!.formsDone);
  });

  it('can be stopped at any moment', async () => {
    const server = start('early', ['--empty']);
    await server.says(/正在启动/);
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(await server.databasePid()).toBeUndefined();
    const next = start('early', ['--empty']);
    await next.signIn();
    expect((await next.get<Overview>('/api/overview')).isSample).toBe(false);
  });
});

describe('a second start', () => {
  it('keeps the session of an open tab', async () => {
    const port = String(await findFreePort('127.0.0.1', 18_420, false));
    const first = start('again', ['--empty'], port);
    await first.signIn();
    await first.stop();
    const second = start('again', [], port);
    await second.ready();
    second.takeSessionOf(first);
    expect((await second.get<FormList>('/api/forms')).items).toEqual([]);
    expect((await second.get<Overview>('/api/overview')).isSample).toBe(false);
  });

  it('beside a running server says where that one is and leaves it alone', async () => {
    const first = start('running', ['--empty']);
    await first.signIn();
    const second = start('running', ['--empty']);
    expect(await second.exited).toBe(1);
    expect(second.output).toContain('绩衡已在运行');
    expect((await first.get<FormList>('/api/forms')).count).toBe(0);
  });

  it('takes the next free port, but not instead of one that was asked for', async () => {
    const taken = (await findFreePort('127.0.0.1', 18_500, false)) ?? 0;
    const other = await occupy(taken);
    try {
      expect(await findFreePort('127.0.0.1', taken, false)).toBeGreaterThan(taken);
      expect(await findFreePort('127.0.0.1', taken, true)).toBeUndefined();
      const server = start('port', ['--empty'], String(taken));
      expect(await server.exited).toBe(1);
      expect(server.output).toContain(`端口${taken}已被其他程序占用`);
      expect(await server.databasePid()).toBeUndefined();
    } finally {
      other.close();
    }
  });
});

describe('settings', () => {
  it('that are wrong are all told, in Chinese, and nothing is started', async () => {
    const server = start('wrong', ['--foo'], 'abc');
    expect(await server.exited).toBe(1);
    expect(server.output).toContain('PORT');
    expect(server.output).toContain('--foo');
  });
});

describe('jiheng-manage', () => {
  it('backs up a running server, restores elsewhere, imports a folder and migrates', async () => {
    const server = start('managed', ['--empty']);
    await server.signIn();
    const drop = join(root, 'drop');
    await mkdir(join(drop, '下级'), { recursive: true });
    const text = (index: number): string => generateForm(index, seededNumbers(index));
    await writeFile(join(drop, '甲.txt'), text(1));
    await writeFile(join(drop, '下级', '乙.txt'), `${text(2)}\n${text(3)}`);
    await copyFile(join(drop, '甲.txt'), join(drop, '甲（副本）.txt'));
    await writeFile(join(drop, '空.txt'), '');
    const imported = await manage('managed', 'import', drop);
    expect(imported.output).toContain('4个文件，3张表；已有的文件1个，未能读取的文件1个');
    expect(imported.code).toBe(0);
    expect((await server.get<FormList>('/api/forms')).count).toBe(3);

    const archive = join(root, 'archive.jiheng');
    expect(await manage('managed', 'backup', archive)).toMatchObject({ code: 0 });
    expect((await server.get<FormList>('/api/forms')).count).toBe(3);
    const refused = await manage('managed', 'restore', archive);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.output).toContain('正在运行');

    expect(await manage('restored', 'restore', archive)).toMatchObject({ code: 0 });
    const copy = start('restored');
    await copy.signIn();
    expect((await copy.get<FormList>('/api/forms')).count).toBe(3);
    expect((await manage('restored', 'migrate')).output).toContain('最新版本');
  });

  it('brings the whole sample bureau back: what everyone sees, what is being written, and the log', async () => {
    const server = start('sample-full');
    await server.signIn();
    await server.says(/停止：/);
    const archive = join(root, 'sample.jiheng');
    expect(await manage('sample-full', 'backup', archive)).toMatchObject({ code: 0 });
    expect((await stat(archive)).mode & 0o077).toBe(0);
    expect(await manage('sample-copy', 'restore', archive)).toMatchObject({ code: 0 });
    const copy = start('sample-copy');
    await copy.signIn();
    await copy.says(/停止：/);

    const persons = (await server.get<SamplePersonList>('/api/session/sample')).items;
    expect(persons.length).toBeGreaterThanOrEqual(8);
    const lists = [
      '/api/overview',
      '/api/forms',
      '/api/forms/facets',
      '/api/projects',
      '/api/campaigns',
      '/api/inbox',
    ];
    let drafts = 0;
    for (const { id, name } of persons) {
      for (const each of [server, copy]) await each.signInAs(id);
      const both = async (path: string): Promise<readonly unknown[]> =>
        Promise.all(
          [server, copy].map((each) => each.get(path).catch((error: unknown) => String(error).slice(0, 40))),
        );
      for (const path of lists) {
        const [before, after] = await both(path);
        expect(after, `${name} ${path}`).toEqual(before);
      }
      const { items } = await server.get<{ items: { id: string; state: string }[] }>(
        '/api/inbox?state=draft',
      );
      for (const { id: formId } of items.slice(0, 2)) {
        const [before, after] = await both(`/api/targets/${formId}`);
        expect(after).toEqual(before);
        drafts += 1;
      }
    }
    expect(drafts).toBeGreaterThan(0);
    const auditor = persons.find(({ duties }) => duties.some(({ role }) => role === 'auditor'));
    for (const each of [server, copy]) await each.signInAs(auditor?.id ?? '');
    const log = async (each: ServerProcess): Promise<string[]> =>
      new TextDecoder()
        .decode(await each.bytes('/api/audit/export'))
        .trimEnd()
        .split('\n')
        .slice(1);
    const [before, after] = [await log(server), await log(copy)];
    const noted = before.findIndex((line) => line.includes('"action":"backup"'));
    expect(noted).toBeGreaterThan(10);
    // Up to the backup the same chain, seal by seal; each goes on by itself from there.
    expect(after.slice(0, noted)).toEqual(before.slice(0, noted));
    const checker = new ChainChecker((JSON.parse(after[0] ?? '') as SealedEntry).tenantId, sha256);
    for (const line of after) expect(checker.add(JSON.parse(line) as SealedEntry)).toBeUndefined();
    expect(await readFile(join(root, 'sample-copy', 'server.log'), 'utf8')).toBe('');
  });

  it('refuses to back up a folder without data, and leaves neither a backup nor a database behind', async () => {
    const archive = join(root, 'nothing.jiheng');
    for (const folder of ['missing', 'empty']) {
      if (folder === 'empty') await mkdir(join(root, folder));
      const { code, output } = await manage(folder, 'backup', archive);
      expect(code).toBe(1);
      expect(output).toContain('BACKUP-NO-DATA');
      expect(output).toContain('JIHENG_DATA');
    }
    expect(await readdir(root)).not.toContain('missing');
    expect(await readdir(join(root, 'empty'))).toEqual([]);
    expect(await readdir(root)).not.toContain('nothing.jiheng');
  });

  it('explains itself when it is called wrongly', async () => {
    expect(await manage('none', 'backup')).toMatchObject({
      code: 2,
      output: expect.stringContaining('用法') as string,
    });
    expect(await manage('none', '--help')).toMatchObject({
      code: 0,
      output: expect.stringContaining('restore') as string,
    });
  });
});
