import type { ImportedForm } from '@jiheng/api';
import type { Problem } from '@jiheng/domain';
import {
  inTransaction,
  isDocumentImported,
  recordImportedForms,
  type claimImportFile,
  type Db,
  type FileStore,
  type finishImportFile,
} from '@jiheng/store';
import {
  presentImportedForm,
  presentRead,
  presentUnread,
  type StoredResult,
} from '../presenters/import-job.ts';
import { withBasis } from './basis.ts';
import type { ReadingPool } from './reading-pool.ts';

export type ClaimedFile = NonNullable<Awaited<ReturnType<typeof claimImportFile>>>;
export type FinishedFile = Omit<Parameters<typeof finishImportFile>[1], 'now'>;

/** A file during which the whole server died this often is not tried again. */
const MAX_ATTEMPTS = 5;

export interface ImportTools {
  readonly db: Db;
  readonly files: FileStore;
  readonly pool: ReadingPool;
  readonly clock: () => Date;
  /** Told of every portion of forms that was stored. */
  readonly afterStored: (forms: number) => Promise<void>;
}

const SAME_BYTES: Problem = {
  code: 'IMPORT-DUPLICATE',
  severity: 'warning',
  message: '此文件与以前导入的文件完全相同，没有重复添加。',
  remedy: '无需处理，可在表单列表中查看已有的表。',
};
const GIVEN_UP: Problem = {
  code: 'IMPORT-GIVEN-UP',
  severity: 'error',
  message: '读取此文件时系统多次中断，已停止尝试。',
  remedy: '请把文件拆分后再导入。',
};
const NOT_STORED: Problem = {
  code: 'IMPORT-FAILED',
  severity: 'error',
  message: '读取或保存此文件时系统出错。',
  remedy: '请重新导入；若仍出错，请查看服务端日志。',
};

function finished(
  { tenantId, importId, position }: ClaimedFile,
  status: FinishedFile['status'],
  result: StoredResult,
): FinishedFile {
  return { tenantId, importId, position, status, formsDone: result.forms.length, result };
}

/** What is written of a file that could not be read or stored although its content is not to blame. */
export function failedFile(file: ClaimedFile): FinishedFile {
  return finished(file, 'failed', presentUnread([NOT_STORED]));
}

/**
 * Reads one file and stores its forms, twenty in a transaction, so that no form is ever half there. Storing is idempotent
 * by document and index: after a kill the same file is read again and gives the same result. `isKnown`: a file with the
 * same bytes was read just before.
 */
export async function importFile(
  tools: ImportTools,
  file: ClaimedFile,
  isKnown: boolean,
): Promise<FinishedFile> {
  const { db, files, pool, clock, afterStored } = tools;
  const { tenantId, importId, actor, scopePaths, document, fileName } = file;
  const { documentId, sha256 } = document;
  if (isKnown || (await isDocumentImported(db, tenantId, documentId))) {
    return finished(file, 'duplicate', presentUnread([SAME_BYTES]));
  }
  if (file.attempts > MAX_ATTEMPTS) return finished(file, 'failed', presentUnread([GIVEN_UP]));
  const forms: ImportedForm[] = [];
  const summary = await pool.read(await files.read(tenantId, sha256), fileName, async (batch) => {
    const assessed = batch.map(withBasis);
    const source = { tenantId, documentId, importId, actor, scopePaths, now: clock() };
    const results = await inTransaction(db, (tx) => recordImportedForms(tx, source, assessed));
    await afterStored(results.length);
    const byIndex = new Map(results.map((result) => [result.index, result]));
    for (const form of assessed) {
      const result = byIndex.get(form.index);
      if (result !== undefined) forms.push(presentImportedForm(form, result));
    }
  });
  const isFailed = forms.length === 0 && summary.problems.some(({ severity }) => severity === 'error');
  return finished(file, isFailed ? 'failed' : 'done', presentRead(summary, forms));
}
