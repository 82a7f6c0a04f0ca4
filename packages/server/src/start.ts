import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Person } from '@jiheng/domain';
import {
  listTenants,
  hasAdministrator,
  localFileStore,
  migrate,
  openDatabase,
  StoreError,
  type Database,
  type Db,
  type FileStore,
  type Tenant,
} from '@jiheng/store';
import { buildApp } from './app.ts';
import { chooseBureau } from './bureau.ts';
import { isLoopback } from './config-access.ts';
import { findWebFolder, type Config } from './config.ts';
import { createExporting } from './jobs/exporting.ts';
import { createAuditSealer } from './jobs/audit-sealer.ts';
import { createImportQueue } from './jobs/import-queue.ts';
import { createNoticing } from './jobs/keep-noticing.ts';
import { createMailer } from './jobs/mail-notices.ts';
import { createOriginals } from './jobs/originals.ts';
import { createReadingPool, SHOWING_LIMITS } from './jobs/reading-pool.ts';
import { createSourceText } from './jobs/source-text.ts';
import { createSessions, loadSessionSecret, OPERATOR, type Sessions } from './plugins/session.ts';
import { UPLOAD_LIMITS } from './routes/receive-files.ts';
import { findFreePort, findRunningServer, noteRunningServer } from './running-server.ts';
import { createSamplePeople } from './sample/people.ts';
import { createSampleWork } from './sample/work.ts';
import { importSample } from './sample.ts';
import type { ServiceContext } from './services/context.ts';
import { accessOf } from './services/session/access.ts';

const PACKAGE_FOLDER = fileURLToPath(new URL('..', import.meta.url));

export interface Startup {
  readonly config: Config;
  readonly clock: () => Date;
  /** Prints one line for the person at the terminal. */
  readonly say: (line: string) => void;
  /** Aborted when the server shall stop; starting then ends at the next step. */
  readonly stopping: AbortSignal;
  /** What has to be undone at the end, in the order it was done. */
  readonly closers: (() => Promise<unknown>)[];
}

async function openStore({ config, say, closers }: Startup): Promise<Database> {
  const running = await findRunningServer(config.dataFolder);
  if (running !== undefined) {
    const remedy = '登录地址在启动它的终端窗口里；也可先停止它再启动。';
    throw new StoreError('SERVER-RUNNING', `绩衡已在运行：${running}`, remedy);
  }
  await mkdir(config.dataFolder, { recursive: true });
  const database = await openDatabase({ url: config.databaseUrl, dataFolder: config.dataFolder, log: say });
  closers.push(() => database.close());
  await migrate(database.db);
  return database;
}

/** Resolves when everything is read or the server shall stop. */
async function idleOrStopping(idle: Promise<void>, stopping: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    stopping.addEventListener('abort', () => {
      resolve();
    });
  });
  await Promise.race([idle, stopped]);
}

async function openPort({ config }: Startup): Promise<number> {
  const port = await findFreePort(config.host, config.port, config.isPortFixed);
  if (port !== undefined) return port;
  throw new StoreError(
    'SERVER-PORT-TAKEN',
    `端口${config.port}已被其他程序占用。`,
    '请用环境变量 PORT 指定另一个端口。',
  );
}

function printAddress({ config, say }: Startup, base: string, sessions: Sessions, opening: string): void {
  const { publicUrl } = config.access;
  if (publicUrl !== undefined) say(`浏览器访问地址：${publicUrl.origin}`);
  // The operator of the machine has no place where the server listens to others only.
  if (!isLoopback(config.host)) return;
  say(opening);
  say(`  ${base}?token=${sessions.currentToken()}`);
}

function printWhereabouts({ config, say }: Startup, database: Database, tenant: Tenant): void {
  say('');
  say(`单位：${tenant.name}${tenant.isSample ? '（样例）' : ''}`);
  say(`数据保存在：${config.dataFolder}`);
  if (database.info.location !== null) say(`数据库文件在：${database.info.location}`);
  say('停止：按 Ctrl+C');
}

/** What a person looks at is read by a pool of its own: a large import holds up no click. */
function openShowing(
  { config, closers }: Startup,
  files: FileStore,
): Pick<ServiceContext, 'sourceText' | 'originals' | 'readTables'> {
  const pool = createReadingPool(SHOWING_LIMITS);
  closers.push(() => pool.close());
  return {
    sourceText: createSourceText(files, pool),
    readTables: pool.tables.bind(pool),
    originals: createOriginals(files, pool, join(config.dataFolder, 'pages')),
  };
}

/** The work that goes on without a request: reading what was imported, writing what is exported. */
function openBackground(
  { config: { dataFolder }, clock, closers }: Startup,
  { db, files, spoolFolder }: { readonly db: Db; readonly files: FileStore; readonly spoolFolder: string },
  onError: (error: unknown) => void,
) {
  const queue = createImportQueue({ db, files, pool: createReadingPool(), clock }, onError);
  closers.push(() => queue.stop());
  const sealer = createAuditSealer({ db, clock }, onError);
  closers.push(() => sealer.stop());
  const exports = createExporting({ db, dataFolder, spoolFolder, clock, onError });
  closers.push(() => exports.close());
  return { queue, exports };
}

/** Notices of what is due; by e-mail too, with the address that the reader's browser knows. */
function openNoticing(
  { config, clock, closers }: Startup,
  { db, tenantId, base }: { readonly db: Db; readonly tenantId: string; readonly base: string },
  onError: (error: unknown) => void,
): void {
  const productUrl = config.access.publicUrl?.href ?? base;
  const mailer = config.mail && createMailer(db, { ...config.mail, productUrl }, onError);
  const noticing = createNoticing({ db, tenantId, clock, mailer }, onError);
  closers.push(() => noticing.stop());
}

/** The bureau of this server. Others reach it only when it is a real one that someone can administer. */
async function bureauFor({ config, clock }: Startup, db: Db): Promise<Tenant> {
  if (!isLoopback(config.host)) {
    const real = (await listTenants(db)).find(({ isSample, parentId }) => !isSample && parentId === null);
    if (real === undefined || !(await hasAdministrator(db, real.tenantId))) {
      throw new StoreError(
        'SERVER-NOT-SET-UP',
        '还没有能登录的管理员，不能供其他机器使用。',
        '请先不设 HOST，以 npm start -- --empty 启动，在本机完成首次设置。',
      );
    }
    return real;
  }
  const isReal = config.isEmpty || config.databaseUrl !== undefined;
  return chooseBureau(db, { isReal, bureauName: config.bureauName, now: clock() });
}

/** What the sample bureau is filled with: people, their documents, and work in every state. */
async function fillSample(
  { clock, say, stopping }: Startup,
  contextOf: (person: Person) => ServiceContext,
  { spoolFolder, queue }: { readonly spoolFolder: string; readonly queue: { idle: () => Promise<void> } },
): Promise<void> {
  const { db, tenant } = contextOf(OPERATOR);
  await createSamplePeople(db, tenant, clock());
  const count = await importSample(contextOf(OPERATOR), spoolFolder);
  if (count > 0) say(`首次启动：正在装入样例单位的资料（${count}个文件）……`);
  if (count > 0) await idleOrStopping(queue.idle(), stopping);
  stopping.throwIfAborted();
  await createSampleWork(contextOf, OPERATOR);
}

/** Whoever makes the file says who may read it: a fault may name what it was about. */
async function makeLogFile(dataFolder: string): Promise<string> {
  const logFile = join(dataFolder, 'server.log');
  await appendFile(logFile, '', { mode: 0o600 });
  return logFile;
}

/** Starts everything in order; what was opened stands in `closers` even when a later step fails. */
export async function startServer(startup: Startup): Promise<void> {
  const { config, clock, say, stopping, closers } = startup;
  const { dataFolder } = config;
  say('绩衡正在启动……');
  const database = await openStore(startup);
  stopping.throwIfAborted();
  const { db } = database;
  let tenant = await bureauFor(startup, db);

  const spoolFolder = join(dataFolder, 'incoming');
  await rm(spoolFolder, { recursive: true, force: true });
  const files = localFileStore(join(dataFolder, 'originals'));
  const report = (error: unknown): void => {
    app.log.error({ err: error }, 'background work');
  };
  const { queue, exports } = openBackground(startup, { db, files, spoolFolder }, report);
  const showing = openShowing(startup, files);
  const context = (now: Date, person: Person): ServiceContext => ({
    db,
    files,
    tenant,
    adoptTenant: (changed) => {
      tenant = changed;
    },
    actor: person.name,
    person,
    now,
    ...showing,
    exporting: exports.exporting,
    wakeQueue: queue.wake.bind(queue),
  });

  const port = await openPort(startup);
  const base = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}/`;
  const sessions: Sessions = createSessions(await loadSessionSecret(dataFolder), `jiheng-${port}`, () => {
    printAddress(startup, base, sessions, '已有浏览器登录。如需在另一个浏览器中打开，请用新的地址：');
  });
  const app = await buildApp({
    sessions,
    access: accessOf(config, tenant),
    oidc: config.access.oidc,
    clock,
    spoolFolder,
    uploadLimits: UPLOAD_LIMITS,
    webFolder: findWebFolder(PACKAGE_FOLDER),
    context,
    logFile: await makeLogFile(dataFolder),
  });
  closers.push(() => app.close());
  stopping.throwIfAborted();
  await app.listen({ host: config.host, port });
  closers.push(await noteRunningServer(dataFolder, base));

  await queue.start();
  await exports.queue.start();
  if (tenant.isSample) {
    await fillSample(startup, (person) => context(clock(), person), { spoolFolder, queue });
  }
  openNoticing(startup, { db, tenantId: tenant.tenantId, base }, report);
  stopping.throwIfAborted();
  printAddress(startup, base, sessions, '绩衡已启动，请在浏览器中打开（地址只能用一次）：');
  printWhereabouts(startup, database, tenant);
}
