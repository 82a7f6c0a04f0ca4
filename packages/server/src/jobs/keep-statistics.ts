import { refreshStatistics, type Db } from '@jiheng/store';

const FIRST_AFTER = 200;

/** Refreshes the database's statistics each time the forms stored by this process have doubled. */
export function keepStatistics(db: Db): (forms: number) => Promise<void> {
  let stored = 0;
  let due = FIRST_AFTER;
  return async (forms) => {
    stored += forms;
    if (stored < due) return;
    due = stored * 2;
    await refreshStatistics(db);
  };
}
