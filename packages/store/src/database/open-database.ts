import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { startEmbedded } from '../embedded/embedded-server.ts';
import { StoreError } from '../store-error.ts';
import type { Db } from './db.ts';
import type { Tables } from './tables.ts';

/** An open database and what a person may want to know about it. */
export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly url: string;
  readonly isEmbedded: boolean;
  readonly info: {
    readonly serverVersion: string;
    /** Folder of the embedded database's files. */
    readonly location: string | null;
  };
  close(): Promise<void>;
}

/** Which database: a server by its address, or the embedded one of a data folder. */
export interface OpenOptions {
  /** Address of a PostgreSQL server; without it the embedded database of `dataFolder` is started. */
  readonly url?: string | undefined;
  readonly dataFolder?: string | undefined;
  readonly maxConnections?: number | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

const OLDEST_SERVER = 150_000;

/** Opens the server of `url`, else the embedded database; throws `StoreError` when that is not possible. Does not migrate. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const embedded =
    options.url === undefined
      ? await startEmbedded({ dataFolder: options.dataFolder ?? 'data', log: options.log })
      : undefined;
  const url = options.url ?? embedded?.url() ?? '';
  const pool = openPool(url, options);
  const closeAll = once(async () => {
    await pool.end();
    await embedded?.close();
  });
  try {
    const serverVersion = await checkServer(pool);
    return {
      db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
      pool,
      url,
      isEmbedded: embedded !== undefined,
      info: { serverVersion, location: embedded?.location ?? null },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function openPool(url: string, options: OpenOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 20,
    application_name: 'jiheng',
    types,
  });
  // An idle connection that breaks is replaced by the pool; the query that needs it reports what is wrong.
  pool.on('error', (error) => options.log?.(`数据库连接中断：${error.message}`));
  return pool;
}

/** Counts and sizes are far below 2^53; everything else as `pg` does it (numeric stays text). */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === pg.types.builtins.INT8 && format !== 'binary'
      ? Number
      : (pg.types.getTypeParser(id, format) as unknown),
};

async function checkServer(pool: pg.Pool): Promise<string> {
  const { rows } = await pool
    .query<{ number: string; version: string; encoding: string }>(
      `select current_setting('server_version_num') number, current_setting('server_version') version,
              current_setting('server_encoding') encoding`,
    )
    .catch((error: unknown) => {
      throw new StoreError(
        'STORE-UNREACHABLE',
        '无法连接数据库服务器',
        '检查 DATABASE_URL 中的地址、账户和密码，以及服务器是否运行',
        error,
      );
    });
  const [server] = rows;
  if (!server || Number(server.number) < OLDEST_SERVER) {
    throw new StoreError(
      'STORE-SERVER-TOO-OLD',
      `数据库服务器是 PostgreSQL ${server?.version ?? '?'}，需要 15 以上`,
      '升级服务器，或不设 DATABASE_URL 而使用内置数据库',
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new StoreError(
      'STORE-ENCODING',
      `数据库的编码是 ${server.encoding}，需要 UTF8`,
      '以 UTF8 编码新建一个数据库',
    );
  }
  return server.version;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
