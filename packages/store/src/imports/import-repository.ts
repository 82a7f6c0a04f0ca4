import { ROOT_PATH, type OrganisationPath } from '@jiheng/domain';
import { sql, type Selectable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { asJson, insertRows } from '../database/insert-rows.ts';
import type { ImportFileTable } from '../database/tables.ts';
import { findDocument } from '../documents/document-repository.ts';
import type {
  ClaimedImportFile,
  ImportFile,
  ImportFileStatus,
  ImportJob,
  NewImportFile,
} from './import-types.ts';

const FINISHED: readonly ImportFileStatus[] = ['done', 'failed', 'duplicate'];

/** 导入批次 with its files, none of them read. */
export interface NewImportJob {
  readonly tenantId: string;
  readonly actor: string;
  /** Who dropped the files; null for the operator of the machine. */
  readonly personId?: string | null;
  /** Subtrees in which forms may be recognised and placed; the whole tenant unless said otherwise. */
  readonly scopePaths?: readonly OrganisationPath[];
  readonly now: Date;
  readonly files: readonly NewImportFile[];
}

/** Stores a job with all its files, in one transaction with their documents; from then on it is never forgotten. */
export async function createImportJob(tx: Tx, job: NewImportJob): Promise<string> {
  const importId = uuidv7();
  const isFinished = job.files.every(({ status }) => FINISHED.includes(status));
  await insertRows(tx, 'import_job', [
    {
      tenant_id: job.tenantId,
      import_id: importId,
      actor: job.actor,
      person_id: job.personId ?? null,
      scope_paths: [...(job.scopePaths ?? [ROOT_PATH])],
      created_at: job.now,
      finished_at: isFinished ? job.now : null,
    },
  ]);
  await insertRows(
    tx,
    'import_file',
    job.files.map((file, position) => ({
      tenant_id: job.tenantId,
      import_id: importId,
      position,
      document_id: file.documentId,
      file_name: file.fileName,
      bytes: file.bytes,
      status: file.status,
      attempts: 0,
      worker: null,
      lease_until: null,
      forms_done: 0,
      result: file.result ?? null,
    })),
  );
  return importId;
}

/** 领取: which process reads, and until when nobody else may take over. */
export interface ImportClaim {
  /** Name of the process that reads. */
  readonly worker: string;
  readonly now: Date;
  readonly leaseSeconds: number;
}

/**
 * Takes the oldest file that waits, of any tenant, or one whose reader let its lease run out; undefined when there is
 * none. Several processes may ask at once, each gets another file.
 */
export async function claimImportFile(db: Db, claim: ImportClaim): Promise<ClaimedImportFile | undefined> {
  const claimed = await db
    .updateTable('import_file as f')
    .from((from) =>
      from
        .selectFrom('import_file')
        .select(['tenant_id', 'import_id', 'position'])
        .where(sql<boolean>`(status = 'waiting' or (status = 'reading' and lease_until < ${claim.now}))`)
        .orderBy('import_id')
        .orderBy('position')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .as('next'),
    )
    .set({
      status: 'reading',
      worker: claim.worker,
      lease_until: new Date(claim.now.getTime() + claim.leaseSeconds * 1000),
      attempts: sql<number>`f.attempts + 1`,
    })
    .whereRef('f.tenant_id', '=', 'next.tenant_id')
    .whereRef('f.import_id', '=', 'next.import_id')
    .whereRef('f.position', '=', 'next.position')
    .returningAll('f')
    .executeTakeFirst();
  if (!claimed) return undefined;
  const job = await db
    .selectFrom('import_job')
    .select(['actor', 'scope_paths'])
    .where('tenant_id', '=', claimed.tenant_id)
    .where('import_id', '=', claimed.import_id)
    .executeTakeFirstOrThrow();
  const document = await findDocument(db, claimed.tenant_id, claimed.document_id ?? '');
  // The table's check clause allows a file without a document only as `failed`.
  if (!document) throw new Error(`import file without document: ${claimed.import_id}/${claimed.position}`);
  return {
    ...toFile(claimed),
    tenantId: claimed.tenant_id,
    actor: job.actor,
    scopePaths: job.scope_paths,
    document,
  };
}

/**
 * Makes files wait again whose reading was cut off; returns how many. For the start of a server that has the database to
 * itself; where several share one, leases do the same.
 */
export async function releaseImportFiles(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('import_file')
    .set({ status: 'waiting', worker: null, lease_until: null })
    .where('status', '=', 'reading')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** True when the forms of that document were stored before: equal bytes, nothing to add. */
export async function isDocumentImported(
  db: Db | Tx,
  tenantId: string,
  documentId: string,
): Promise<boolean> {
  const done = await db
    .selectFrom('import_file')
    .select('position')
    .where('tenant_id', '=', tenantId)
    .where('document_id', '=', documentId)
    .where('status', '=', 'done')
    .limit(1)
    .executeTakeFirst();
  return done !== undefined;
}

/** 读取结果 of a file. */
export interface FinishedImportFile {
  readonly tenantId: string;
  readonly importId: string;
  readonly position: number;
  readonly status: 'done' | 'failed' | 'duplicate';
  readonly formsDone: number;
  readonly result: unknown;
  readonly now: Date;
}

/** Stores what became of a file, in the transaction of its forms; the last file of a job finishes the job. */
export async function finishImportFile(tx: Tx, file: FinishedImportFile): Promise<void> {
  const job = tx
    .selectFrom('import_job')
    .select('import_id')
    .where('tenant_id', '=', file.tenantId)
    .where('import_id', '=', file.importId);
  // Two last files that finish at the same moment must see each other.
  await job.forNoKeyUpdate().execute();
  await tx
    .updateTable('import_file')
    .set({
      status: file.status,
      forms_done: file.formsDone,
      result: asJson(file.result),
      worker: null,
      lease_until: null,
    })
    .where('tenant_id', '=', file.tenantId)
    .where('import_id', '=', file.importId)
    .where('position', '=', file.position)
    .execute();
  await tx
    .updateTable('import_job as j')
    .set({ finished_at: file.now })
    .where('j.tenant_id', '=', file.tenantId)
    .where('j.import_id', '=', file.importId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('import_file as f')
            .select('f.position')
            .whereRef('f.tenant_id', '=', 'j.tenant_id')
            .whereRef('f.import_id', '=', 'j.import_id')
            .where('f.status', 'not in', FINISHED),
        ),
      ),
    )
    .execute();
}

/** Jobs of a tenant, or of one person, newest first. */
export async function listImportJobs(
  db: Db,
  tenantId: string,
  limit: number,
  personId?: string,
): Promise<readonly ImportJob[]> {
  const jobs = jobQuery(db, tenantId).orderBy('j.import_id', 'desc').limit(limit);
  return await (personId === undefined ? jobs : jobs.where('j.person_id', '=', personId)).execute();
}

/** A job with its files in the order they were dropped. */
export async function findImportJob(
  db: Db,
  tenantId: string,
  importId: string,
): Promise<(ImportJob & { readonly files: readonly ImportFile[] }) | undefined> {
  if (!isId(importId)) return undefined;
  const job = await jobQuery(db, tenantId).where('j.import_id', '=', importId).executeTakeFirst();
  if (!job) return undefined;
  const files = await db
    .selectFrom('import_file')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .orderBy('position')
    .execute();
  return { ...job, files: files.map(toFile) };
}

function jobQuery(db: Db, tenantId: string) {
  return db
    .selectFrom('import_job as j')
    .leftJoin('import_file as f', (join) =>
      join.onRef('f.tenant_id', '=', 'j.tenant_id').onRef('f.import_id', '=', 'j.import_id'),
    )
    .select(({ fn }) => [
      'j.import_id as importId',
      'j.actor',
      'j.person_id as personId',
      'j.created_at as createdAt',
      'j.finished_at as finishedAt',
      fn.count<number>('f.position').as('filesTotal'),
      fn.count<number>('f.position').filterWhere('f.status', 'in', FINISHED).as('filesDone'),
      sql<number>`coalesce(sum(f.forms_done), 0)::bigint`.as('formsDone'),
    ])
    .where('j.tenant_id', '=', tenantId)
    .groupBy(['j.tenant_id', 'j.import_id']);
}

function toFile(row: Selectable<ImportFileTable>): ImportFile {
  return {
    importId: row.import_id,
    position: row.position,
    documentId: row.document_id,
    fileName: row.file_name,
    bytes: row.bytes,
    status: row.status,
    attempts: row.attempts,
    formsDone: row.forms_done,
    result: row.result,
  };
}
