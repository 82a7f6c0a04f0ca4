import { sql, type Kysely } from 'kysely';

const NOTICES = `
alter table notice add column project_ids uuid[] not null default '{}';
update notice n set project_ids = array[f.project_id]
from form f
where f.tenant_id = n.tenant_id and f.form_id = n.form_id and f.project_id is not null
  and n.kind in ('assigned', 'returned') and n.read_at is null;
alter table notice alter column project_ids drop default;
create index notice_waiting on notice using gin (project_ids) where read_at is null;
`;

/** A notice that asks for work knows the projects whose work it is, so that it is over when they have moved on. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(NOTICES).execute(db);
}
