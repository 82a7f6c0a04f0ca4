import { join } from 'node:path';
import { localFileStore, openDatabase, type Database, type FileStore } from '@jiheng/store';
import type { Config } from '../config.ts';

/** What an operator command works with. */
export interface Operator {
  readonly config: Config;
  readonly database: Database;
  readonly files: FileStore;
  readonly clock: () => Date;
  readonly say: (line: string) => void;
}

/** Attaches to the database (a running server keeps it) and lets go of it afterwards. */
export async function withOperator(
  config: Config,
  work: (operator: Operator) => Promise<void>,
): Promise<void> {
  const say = (line: string): void => {
    console.log(line);
  };
  const database = await openDatabase({ url: config.databaseUrl, dataFolder: config.dataFolder, log: say });
  try {
    const files = localFileStore(join(config.dataFolder, 'originals'));
    await work({ config, database, files, clock: () => new Date(), say });
  } finally {
    await database.close();
  }
}
