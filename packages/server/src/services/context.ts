import type { Db, FileStore, Tenant } from '@jiheng/store';

/** What a use case works with. Time and actor are passed in. */
export interface ServiceContext {
  readonly db: Db;
  readonly files: FileStore;
  readonly tenant: Tenant;
  readonly actor: string;
  readonly now: Date;
  /** Tells the background work that files are waiting. */
  readonly wakeQueue: () => void;
}
