import { join } from 'node:path';
import { localFileStore, type Db } from '@jiheng/store';
import type { Exporting } from '../services/context.ts';
import { createExportQueue, type ExportQueue } from './export-queue.ts';
import { createDownloadPool, createWritingPool } from './writing-pool.ts';

export interface ExportingOptions {
  readonly db: Db;
  readonly dataFolder: string;
  readonly spoolFolder: string;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
}

/** 导出 of one server: the queue in the background, and what requests need of it. */
export function createExporting({ db, dataFolder, spoolFolder, clock, onError }: ExportingOptions): {
  readonly queue: ExportQueue;
  readonly exporting: Exporting;
  close(): Promise<void>;
} {
  const files = localFileStore(join(dataFolder, 'exports'));
  const queue = createExportQueue({ db, files, spoolFolder, clock, pool: createWritingPool() }, onError);
  const pool = createDownloadPool();
  const wake = (): void => {
    queue.wake();
  };
  return {
    queue,
    exporting: { files, pool, wake },
    close: async () => {
      await queue.stop();
      await pool.close();
    },
  };
}
