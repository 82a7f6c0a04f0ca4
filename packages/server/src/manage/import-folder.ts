import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImportJob } from '@jiheng/api';
import type { Problem } from '@jiheng/domain';
import { chooseBureau } from '../bureau.ts';
import { createExporting } from '../jobs/exporting.ts';
import { createImportQueue } from '../jobs/import-queue.ts';
import { createOriginals } from '../jobs/originals.ts';
import { createReadingPool } from '../jobs/reading-pool.ts';
import { createSourceText } from '../jobs/source-text.ts';
import { cleanFileName, UPLOAD_LIMITS } from '../routes/receive-files.ts';
import { findRunningServer } from '../running-server.ts';
import type { ServiceContext } from '../services/context.ts';
import { getImport } from '../services/get-import.ts';
import { receiveImport, type ReceivedFile } from '../services/receive-import.ts';
import type { Operator } from './operator.ts';
import { OPERATOR } from '../plugins/session.ts';

const ACTOR = '命令行';
const TOO_LARGE: Problem = {
  code: 'READ-TOO-LARGE',
  severity: 'error',
  message: '文件超过64 MB，未导入。',
  remedy: '请把文件拆分后再导入。',
};

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function receive(path: string, spool: string): Promise<ReceivedFile> {
  const file = cleanFileName(basename(path));
  const bytes = (await stat(path)).size;
  if (bytes > UPLOAD_LIMITS.maxFileBytes) return { file, bytes, problem: TOO_LARGE };
  const copy = join(spool, randomUUID());
  await copyFile(path, copy);
  return { file, bytes, path: copy };
}

function* inDrops(paths: readonly string[]): Generator<readonly string[]> {
  const { maxFiles } = UPLOAD_LIMITS;
  for (let start = 0; start < paths.length; start += maxFiles) yield paths.slice(start, start + maxFiles);
}

function describe(job: ImportJob): string[] {
  const failed = job.files.filter(({ status }) => status === 'failed');
  const known = job.files.filter(({ status }) => status === 'duplicate').length;
  const lines = [
    `导入完成：${job.filesDone}个文件，${job.formsDone}张表；已有的文件${known}个，未能读取的文件${failed.length}个。`,
  ];
  for (const { file, problems } of failed)
    lines.push(`  ${file}：${problems.map(({ message, remedy }) => message + remedy).join('')}`);
  return lines;
}

/** `import FOLDER`: the same path as a drop in the browser, for many files. Works beside a running server. */
export async function importFolder(
  { config, database, files, clock, say }: Operator,
  folder: string,
): Promise<void> {
  const paths = await filesOf(folder);
  if (paths.length === 0) {
    say(`${folder} 中没有文件。`);
    return;
  }
  const { db } = database;
  const tenant = await chooseBureau(db, { isReal: true, bureauName: config.bureauName, now: clock() });
  const pool = createReadingPool();
  const queue = createImportQueue({ db, files, pool, clock }, (error) => {
    console.error(error);
  });
  const { dataFolder } = config;
  const spoolFolder = join(dataFolder, 'incoming');
  const exports = createExporting({ db, dataFolder, spoolFolder, clock, onError: console.error });
  try {
    // A running server is reading its own files; only without one may cut-off files be put back.
    if ((await findRunningServer(config.dataFolder)) === undefined) await queue.start();
    const context: ServiceContext = {
      db,
      files,
      tenant,
      adoptTenant: () => undefined,
      actor: ACTOR,
      person: OPERATOR,
      now: clock(),
      sourceText: createSourceText(files, pool),
      readTables: pool.tables.bind(pool),
      originals: createOriginals(files, pool, join(config.dataFolder, 'pages')),
      wakeQueue: queue.wake.bind(queue),
      exporting: exports.exporting,
    };
    for (const drop of inDrops(paths)) {
      const spool = join(spoolFolder, randomUUID());
      await mkdir(spool, { recursive: true });
      const received: ReceivedFile[] = [];
      for (const path of drop) received.push(await receive(path, spool));
      const { id } = await receiveImport(context, { folder: spool, files: received });
      await queue.idle();
      for (const line of describe(await getImport(context, id))) say(line);
    }
  } finally {
    await queue.stop();
    await exports.close();
  }
}
