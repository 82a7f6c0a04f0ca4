import type { Person } from '@jiheng/domain';
import type { Db, FileStore, Tenant } from '@jiheng/store';
import type { FastifyRequest } from 'fastify';
import type { Originals } from '../jobs/originals.ts';
import type { SourceText } from '../jobs/source-text.ts';

/** What a use case works with. Time and actor are passed in. */
export interface ServiceContext {
  readonly db: Db;
  readonly files: FileStore;
  readonly tenant: Tenant;
  /** Name that the log shows. */
  readonly actor: string;
  /** Who acts, with duties and scope. */
  readonly person: Person;
  readonly now: Date;
  /** 原文 of an original as its places count it. */
  readonly sourceText: SourceText;
  readonly originals: Originals;
  /** Tells the background work that files are waiting. */
  readonly wakeQueue: () => void;
}

/** Context of a request: who asks is known from its session. */
export type ContextOf = (request: FastifyRequest) => ServiceContext;
