import { resolve } from 'node:path';
import {
  backup,
  hasEmbeddedDatabase,
  insertAuditEntry,
  inTransaction,
  listTenants,
  migrate,
  nothingToBackUp,
  restore,
  StoreError,
  type Db,
} from '@jiheng/store';
import { processConfig, type Config } from '../config.ts';
import { findRunningServer } from '../running-server.ts';
import { importFolder } from './import-folder.ts';
import { withOperator, type Operator } from './operator.ts';

const HELP = `绩衡管理命令

用法：jiheng-manage <命令> [参数]

  backup  文件      把全部数据和原始文件备份到一个文件（运行中也可备份）
  restore 文件      把备份恢复到空的数据库（先停止绩衡）
  import  文件夹    导入文件夹中的全部文件
  migrate           把数据库结构升级到当前版本

环境变量：JIHENG_DATA 数据文件夹（默认 ./data）；DATABASE_URL 使用已有的 PostgreSQL`;

/** The self-check tells how old the newest backup is. */
async function noteBackup(db: Db, now: Date): Promise<void> {
  const act = { at: now, actor: '命令行', action: 'backup', subject: '', detail: {} };
  for (const { tenantId } of await listTenants(db)) {
    await inTransaction(db, (tx) => insertAuditEntry(tx, { tenantId, ...act }));
  }
}

interface Command {
  readonly takesPath: boolean;
  /** Throws when there is no point in opening the database, which would create one where none is. */
  readonly precheck?: (config: Config) => Promise<void>;
  readonly run: (operator: Operator, argument: string) => Promise<void>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  backup: {
    takesPath: true,
    precheck: async ({ databaseUrl, dataFolder }) => {
      if (databaseUrl === undefined && !(await hasEmbeddedDatabase(dataFolder)))
        throw nothingToBackUp(`数据文件夹 ${dataFolder} `);
    },
    run: async ({ database, files, clock, say }, file) => {
      const { rows, originals } = await backup(database.db, files, resolve(file), clock());
      await noteBackup(database.db, clock());
      say(`备份完成：${rows}行，${originals}份原始文件，保存在 ${resolve(file)}`);
    },
  },
  restore: {
    takesPath: true,
    run: async ({ config, database, files, say }, file) => {
      const running = await findRunningServer(config.dataFolder);
      if (running !== undefined)
        throw new StoreError('SERVER-RUNNING', `绩衡正在运行：${running}`, '请先停止，再恢复备份。');
      await migrate(database.db);
      const { rows, originals } = await restore(database.db, files, resolve(file));
      say(`恢复完成：${rows}行，${originals}份原始文件。`);
    },
  },
  import: {
    takesPath: true,
    run: async (operator, folder) => {
      await migrate(operator.database.db);
      await importFolder(operator, resolve(folder));
    },
  },
  migrate: {
    takesPath: false,
    run: async ({ database, say }) => {
      const { applied, version } = await migrate(database.db);
      say(
        applied.length === 0
          ? `数据库已是最新版本（${version}）。`
          : `已升级${applied.length}步，当前版本 ${version}。`,
      );
    },
  },
};

async function main([name = '', ...rest]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  const isHelp = name === '--help' || name === '-h' || name === 'help';
  if (command === undefined || rest.length !== (command.takesPath ? 1 : 0)) {
    console[isHelp ? 'log' : 'error'](HELP);
    return isHelp ? 0 : 2;
  }
  const { config, faults } = processConfig([]);
  if (config === undefined) {
    console.error(faults.join('\n'));
    return 2;
  }
  try {
    await command.precheck?.(config);
    await withOperator(config, (operator) => command.run(operator, rest[0] ?? ''));
    return 0;
  } catch (error) {
    if (error instanceof StoreError) console.error(`${error.message}（${error.code}）\n${error.remedy}`);
    else console.error('命令没有完成：', error);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
