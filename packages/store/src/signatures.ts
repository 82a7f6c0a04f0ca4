/* Signatures whose bodies are on their way; the file disappears as they land. */
import type { FormRecord, PlacedFinding } from '@jiheng/domain';
import type { Readable } from 'node:stream';
import type { Kysely, Transaction } from 'kysely';
import type pg from 'pg';
import type {
  AssessedForm,
  FormDetail,
  FormFacets,
  FormFilter,
  FormNeighbours,
  FormPage,
  FormPageRequest,
  FormSort,
  ImportedFormResult,
} from './forms/form-types.ts';
import type { OverviewFigures } from './overview/overview-types.ts';

export interface Tables {
  readonly placeholder: { readonly id: string };
}
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly url: string;
  readonly isEmbedded: boolean;
  readonly info: {
    readonly serverVersion: string;
    /** where the embedded database's files lie */ readonly location: string | null;
  };
  close(): Promise<void>;
}
/** With `url` that server, else the embedded database of `dataFolder`. Does not migrate. Throws StoreError (code, Chinese message, remedy). */
export declare function openDatabase(options: {
  url?: string | undefined;
  dataFolder?: string | undefined;
  maxConnections?: number;
  log?: (line: string) => void;
}): Promise<Database>;
/** Brings the schema to the newest version (safe with several processes). */
export declare function migrate(
  db: Db,
): Promise<{ readonly applied: readonly string[]; readonly version: string }>;
export declare function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T>;

export interface Tenant {
  readonly tenantId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly region: string | null;
  readonly isSample: boolean;
}
export declare function createTenant(
  db: Db | Tx,
  tenant: { name: string; region?: string | null; isSample?: boolean; parentId?: string | null; now: Date },
): Promise<Tenant>;
export declare function listTenants(db: Db): Promise<readonly Tenant[]>;

export interface FileStore {
  /** Writes through to the disk; the same bytes are stored once per tenant. `path` moves/copies an uploaded temporary file. */
  put(
    tenantId: string,
    content: Uint8Array | Readable,
  ): Promise<{ readonly sha256: string; readonly bytes: number }>;
  read(tenantId: string, sha256: string): Promise<Buffer>;
  stream(tenantId: string, sha256: string): Readable;
  has(tenantId: string, sha256: string): Promise<boolean>;
}
export declare function localFileStore(folder: string): FileStore;

export interface StoredDocument {
  readonly documentId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly createdAt: Date;
}
/** Inserts the document or finds the one with the same bytes (`isNew` false). */
export declare function saveDocument(
  db: Db | Tx,
  document: {
    tenantId: string;
    sha256: string;
    bytes: number;
    mediaType: string;
    fileName: string;
    now: Date;
  },
): Promise<StoredDocument & { readonly isNew: boolean }>;
export declare function findDocument(
  db: Db | Tx,
  tenantId: string,
  documentId: string,
): Promise<StoredDocument | undefined>;

export type ImportFileStatus = 'waiting' | 'reading' | 'done' | 'failed' | 'duplicate';
/** `result` is the server's own JSON (ImportFileResult), kept as it is. */
export interface ImportFileRow {
  readonly importId: string;
  readonly position: number;
  readonly documentId: string | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly status: ImportFileStatus;
  readonly attempts: number;
  readonly formsDone: number;
  readonly result: unknown;
}
export interface ImportJobRow {
  readonly importId: string;
  readonly actor: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly filesTotal: number;
  readonly filesDone: number;
  readonly formsDone: number;
}
/** The job with all its files, in one transaction with what the caller adds (documents). Files without a document come finished (`failed`, with result). */
export declare function createImportJob(
  tx: Tx,
  job: {
    tenantId: string;
    actor: string;
    now: Date;
    files: readonly {
      fileName: string;
      bytes: number;
      documentId: string | null;
      status: 'waiting' | 'failed';
      result?: unknown;
    }[];
  },
): Promise<string>;
/** Takes the next waiting file of any tenant (or one whose worker died: lease over); undefined when there is none. */
export declare function claimImportFile(
  db: Db,
  claim: { worker: string; now: Date; leaseSeconds: number },
): Promise<
  | (ImportFileRow & { readonly tenantId: string; readonly actor: string; readonly document: StoredDocument })
  | undefined
>;
/** At the start of the only server of a database: files whose reading was cut off wait again. Returns how many. */
export declare function releaseImportFiles(db: Db): Promise<number>;
/** True when the document's forms were already stored by another finished import file: equal bytes, nothing to add. */
export declare function isDocumentImported(
  db: Db | Tx,
  tenantId: string,
  documentId: string,
): Promise<boolean>;
/** Final result of a file; same transaction as its forms. Closes the job when it was the last one. */
export declare function finishImportFile(
  tx: Tx,
  file: {
    tenantId: string;
    importId: string;
    position: number;
    status: 'done' | 'failed' | 'duplicate';
    formsDone: number;
    result: unknown;
    now: Date;
  },
): Promise<void>;
export declare function listImportJobs(
  db: Db,
  tenantId: string,
  limit: number,
): Promise<readonly ImportJobRow[]>;
export declare function findImportJob(
  db: Db,
  tenantId: string,
  importId: string,
): Promise<(ImportJobRow & { readonly files: readonly ImportFileRow[] }) | undefined>;

/** Stores the forms of one document; idempotent by (document, index): repeating it answers the same and adds nothing. */
export declare function recordImportedForms(
  tx: Tx,
  source: { tenantId: string; documentId: string; importId: string; actor: string; now: Date },
  forms: readonly AssessedForm[],
): Promise<readonly ImportedFormResult[]>;
/** Takes the proposed revision as the form's newest one. Undefined when there is no such proposal. */
export declare function acceptProposedRevision(
  tx: Tx,
  proposal: { tenantId: string; formId: string; documentId: string; index: number; actor: string; now: Date },
): Promise<{ readonly revision: number } | undefined>;
export declare function listForms(db: Db, tenantId: string, request: FormPageRequest): Promise<FormPage>;
export declare function formFacets(db: Db, tenantId: string): Promise<FormFacets>;
export declare function findForm(
  db: Db,
  tenantId: string,
  formId: string,
  revision?: number,
): Promise<FormDetail | undefined>;
/** The form before and after `formId` in the list of that filter and order. */
export declare function findNeighbours(
  db: Db,
  tenantId: string,
  filter: FormFilter & { readonly sort: FormSort },
  formId: string,
): Promise<FormNeighbours>;
/** Current records of a tenant, batch by batch, for set rules. Filter by year keeps it bounded. */
export declare function currentRecords(
  db: Db,
  tenantId: string,
  filter?: { year?: number },
): AsyncIterable<{ readonly formId: string; readonly record: FormRecord; readonly sheet: unknown }>;
/** Replaces all findings of set rules of the tenant (findings carry `formKey` = form id). */
export declare function replaceSetFindings(
  tx: Tx,
  tenantId: string,
  findings: readonly { readonly formId: string; readonly finding: PlacedFinding }[],
): Promise<void>;
/** Findings on current revisions by rule. */
export declare function countFindingsByRule(db: Db, tenantId: string): Promise<ReadonlyMap<string, number>>;
export declare function overview(db: Db, tenantId: string, year?: number): Promise<OverviewFigures>;
export declare function insertAuditEntry(
  tx: Tx,
  entry: { tenantId: string; at: Date; actor: string; action: string; subject: string; detail: unknown },
): Promise<void>;

/** One archive with all tables, originals and a manifest of hashes. */
export declare function backup(
  db: Db,
  files: FileStore,
  outFile: string,
  now: Date,
): Promise<{ readonly tables: number; readonly rows: number; readonly originals: number }>;
/** Into an empty database; checks the whole archive before anything is written. */
export declare function restore(
  db: Db,
  files: FileStore,
  inFile: string,
): Promise<{ readonly rows: number; readonly originals: number }>;
/** SHA-256 of the canonical JSON of a value (template, scheme, rules, record). */
export declare function contentHash(value: unknown): string;
