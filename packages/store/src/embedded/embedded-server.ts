import { mkdir, realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StoreError } from '../store-error.ts';
import { provideBinaries, type Binaries } from './binaries.ts';
import { DATABASE_USER, provideCluster } from './cluster.ts';
import { prepareHome, type DatabaseHome } from './home.ts';
import { ensurePostmaster, stopPostmaster } from './postmaster.ts';
import { withStartLock } from './start-lock.ts';

/** By this name applications that use the database see each other. */
const HOLDER_NAME = 'jiheng-holder';
const RESTART_ATTEMPTS = 5;
const CONNECT_ATTEMPTS = 10;
/** What a connection meets while the server goes away or comes up. */
const VANISHING = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03']);

/** 内置数据库: a real PostgreSQL that belongs to a data folder and runs while an application uses it. */
export interface EmbeddedServer {
  /** Address of one of its databases; `jiheng` is there from the start. */
  url(database?: string): string;
  /** Where the files lie. */
  readonly location: string;
  /** Lets go of the database; the last application to do so stops it. */
  close(): Promise<void>;
}

/**
 * Starts the database of `dataFolder` or attaches to the one that runs. While it is held, a postmaster that dies is
 * started again on the same port.
 */
export async function startEmbedded(options: {
  readonly dataFolder: string;
  readonly log?: ((line: string) => void) | undefined;
}): Promise<EmbeddedServer> {
  await mkdir(options.dataFolder, { recursive: true });
  const dataFolder = await realpath(options.dataFolder);
  return await withStartLock(dataFolder, async () => {
    const home = await prepareHome(dataFolder);
    const binaries = await provideBinaries({
      copyTo: home.binariesFolder,
      mustCopy: home.account !== undefined,
    });
    await provideCluster(home, binaries);
    const server = new HeldServer(dataFolder, home, binaries, options.log ?? (() => undefined));
    await server.hold();
    await server.createDatabase();
    return server;
  });
}

class HeldServer implements EmbeddedServer {
  private readonly dataFolder: string;
  private readonly home: DatabaseHome;
  private readonly binaries: Binaries;
  private readonly log: (line: string) => void;
  private port: number | undefined;
  private holder: pg.Client | undefined;
  private isClosing = false;

  constructor(dataFolder: string, home: DatabaseHome, binaries: Binaries, log: (line: string) => void) {
    this.dataFolder = dataFolder;
    this.home = home;
    this.binaries = binaries;
    this.log = log;
  }

  get location(): string {
    return this.home.location;
  }

  url(database: string = DATABASE_USER): string {
    return `postgres://${DATABASE_USER}:${this.home.password}@127.0.0.1:${this.port ?? 0}/${database}`;
  }

  /** A connection that stays open for as long as this application lives; the system closes it when it is killed. */
  async hold(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.port = await ensurePostmaster(this.home, this.binaries, this.port);
      try {
        this.holder = await this.connect();
        return;
      } catch (error) {
        // A postmaster that was killed this very moment still counts as running, but no longer answers.
        if (attempt < CONNECT_ATTEMPTS && VANISHING.has((error as { code?: string }).code ?? '')) {
          await sleep(attempt * 50);
          continue;
        }
        throw new StoreError(
          'STORE-DATABASE-REFUSED',
          '内置数据库拒绝连接',
          `检查 ${this.dataFolder} 中的 database.json 是否被改动`,
          error,
        );
      }
    }
  }

  private async connect(): Promise<pg.Client> {
    const holder = new pg.Client({
      connectionString: this.url('postgres'),
      application_name: HOLDER_NAME,
      keepAlive: true,
    });
    // A lost connection is seen by its end; without a listener its error would end the application.
    holder.on('error', () => undefined);
    holder.on('end', () => {
      if (this.holder === holder && !this.isClosing) void this.restart();
    });
    await holder.connect();
    return holder;
  }

  async createDatabase(): Promise<void> {
    const found = await this.holder?.query('select from pg_database where datname = $1', [DATABASE_USER]);
    if (found?.rowCount === 0) await this.holder?.query(`create database ${DATABASE_USER}`);
  }

  async close(): Promise<void> {
    if (this.isClosing) return;
    this.isClosing = true;
    await withStartLock(this.dataFolder, async () => {
      const others = await this.holder
        ?.query('select from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()', [
          HOLDER_NAME,
        ])
        .catch(() => undefined);
      await this.holder?.end().catch(() => undefined);
      if ((others?.rowCount ?? 0) === 0) await stopPostmaster(this.home, this.binaries);
    });
  }

  private async restart(): Promise<void> {
    this.log('内置数据库意外停止，正在重新启动');
    for (let attempt = 1; attempt <= RESTART_ATTEMPTS; attempt += 1) {
      try {
        await withStartLock(this.dataFolder, async () => {
          if (!this.isClosing) await this.hold();
        });
        this.log('内置数据库已恢复');
        return;
      } catch (error) {
        this.log(
          `内置数据库第 ${attempt} 次重新启动失败：${error instanceof Error ? error.message : String(error)}`,
        );
        await sleep(attempt * 1000);
      }
    }
  }
}
