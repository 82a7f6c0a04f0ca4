import type { OrganisationPath } from '@jiheng/domain';
import type { StoredDocument } from '../documents/document-types.ts';

/** 导入文件状态. `duplicate`: equal bytes were imported before, nothing was added. */
export const IMPORT_FILE_STATUSES = ['waiting', 'reading', 'done', 'failed', 'duplicate'] as const;
export type ImportFileStatus = (typeof IMPORT_FILE_STATUSES)[number];

/** One file of an import. `result` is the caller's own JSON, kept as it is; null until the file is finished. */
export interface ImportFile {
  readonly importId: string;
  readonly position: number;
  readonly documentId: string | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly status: ImportFileStatus;
  /** How often its reading was begun: a file that ends the program again and again can be told. */
  readonly attempts: number;
  readonly formsDone: number;
  readonly result: unknown;
}

/** 导入批次: one drop of files. */
export interface ImportJob {
  readonly importId: string;
  readonly actor: string;
  readonly personId: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly filesTotal: number;
  readonly filesDone: number;
  readonly formsDone: number;
}

/** A file taken for reading, with all that is needed to read it. */
export interface ClaimedImportFile extends ImportFile {
  readonly tenantId: string;
  readonly actor: string;
  /** Subtrees in which its forms may be recognised and placed. */
  readonly scopePaths: readonly OrganisationPath[];
  readonly document: StoredDocument;
}

/** 导入文件 as it was dropped. */
export interface NewImportFile {
  readonly fileName: string;
  readonly bytes: number;
  /** Null for a file that was refused before it was kept; such a file comes finished. */
  readonly documentId: string | null;
  readonly status: 'waiting' | 'failed';
  readonly result?: unknown;
}
