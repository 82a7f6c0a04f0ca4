import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** 数据库: for reading, and for single writes that stand alone. */
export type Db = Kysely<Tables>;

/** 事务: what belongs together is written through it; a plain `Db` does not compile in its place. */
export type Tx = Transaction<Tables>;

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}
