import type { Db, Tx } from '../database/db.ts';

/** 当前版本: the forms of a tenant, `f`, each with its current revision, `r`; the caller selects and narrows. */
export function currentRevisions(db: Db | Tx, tenantId: string) {
  return db
    .selectFrom('form as f')
    .innerJoin('form_revision as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 'f.tenant_id')
        .onRef('r.form_id', '=', 'f.form_id')
        .onRef('r.revision', '=', 'f.current_revision'),
    )
    .where('f.tenant_id', '=', tenantId);
}
