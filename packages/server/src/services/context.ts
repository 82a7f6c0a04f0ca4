import type { Person } from '@jiheng/domain';
import type { Db, FileStore, Tenant } from '@jiheng/store';
import type { FastifyRequest } from 'fastify';
import type { WritingPool } from '../jobs/writing-pool.ts';
import type { Originals } from '../jobs/originals.ts';
import type { ReadingPool } from '../jobs/reading-pool.ts';
import type { SourceText } from '../jobs/source-text.ts';

/** 导出 as use cases need it. */
export interface Exporting {
  /** Finished exports; holds nothing else. */
  readonly files: FileStore;
  /** Writes what a person waits for. */
  readonly pool: WritingPool;
  /** Tells the background work that exports are waiting. */
  readonly wake: () => void;
}

/** What a use case works with. Time and actor are passed in. */
export interface ServiceContext {
  readonly db: Db;
  readonly files: FileStore;
  readonly tenant: Tenant;
  /** The bureau was given another name; whatever is asked from now on sees it. */
  readonly adoptTenant: (tenant: Tenant) => void;
  /** Name that the log shows. */
  readonly actor: string;
  /** Who acts, with duties and scope. */
  readonly person: Person;
  readonly now: Date;
  /** 原文 of an original as its places count it. */
  readonly sourceText: SourceText;
  readonly originals: Originals;
  /** Lists of an Excel workbook, read in a thread of its own. */
  readonly readTables: ReadingPool['tables'];
  /** Tells the background work that files are waiting, or that forms of a tenant changed otherwise. */
  readonly wakeQueue: () => void;
  readonly exporting: Exporting;
}

/** Context of a request: who asks is known from its session. */
export type ContextOf = (request: FastifyRequest) => ServiceContext;
