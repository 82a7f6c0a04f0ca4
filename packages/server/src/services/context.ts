import type { Db, FileStore, Tenant } from '@jiheng/store';
import type { SourceText } from '../jobs/source-text.ts';

/** What a use case works with. Time and actor are passed in. */
export interface ServiceContext {
  readonly db: Db;
  readonly files: FileStore;
  readonly tenant: Tenant;
  readonly actor: string;
  readonly now: Date;
  /** 原文 of an original as its places count it. */
  readonly sourceText: SourceText;
  /** Tells the background work that files are waiting. */
  readonly wakeQueue: () => void;
}
