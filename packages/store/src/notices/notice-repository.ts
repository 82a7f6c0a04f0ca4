import { ROLES, ROLE_PERMISSIONS, type OrganisationPath, type Permission } from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { NoticeTable } from '../database/work-tables.ts';
import type { FlowForm } from '../flow/flow-repository.ts';

/** 通知 to one person. */
export interface Notice {
  readonly noticeId: string;
  readonly kind: NoticeTable['kind'];
  readonly formId: string | null;
  readonly campaignId: string | null;
  readonly text: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** 新通知 for one person. */
export interface NewNotice {
  readonly personId: string;
  readonly kind: NoticeTable['kind'];
  readonly formId: string | null;
  readonly campaignId: string | null;
  /** 待办项目: whose work is asked for; the notice is over when all of them have moved on. None: mere news. */
  readonly projectIds: readonly string[];
  readonly text: string;
}

/** Adds notices, for the page and, where mail is set up, to be sent. */
export async function insertNotices(
  tx: Tx,
  tenantId: string,
  notices: readonly NewNotice[],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    'notice',
    notices.map((notice) => ({
      tenant_id: tenantId,
      notice_id: uuidv7(),
      person_id: notice.personId,
      kind: notice.kind,
      form_id: notice.formId,
      campaign_id: notice.campaignId,
      text: notice.text,
      created_at: now,
      read_at: null,
      mailed_at: null,
      mail_attempts: 0,
      mail_after: null,
      project_ids: [...notice.projectIds],
    })),
  );
}

/**
 * 待办已办: the work on these projects has moved on, whoever was asked for it; notices with nothing left to ask for are read
 * and mailed no more.
 */
export async function settleNotices(
  tx: Tx,
  tenantId: string,
  { forms, now }: { readonly forms: readonly Pick<FlowForm, 'formId' | 'projectId'>[]; readonly now: Date },
): Promise<void> {
  const formIds = forms.map(({ formId }) => formId);
  const projectIds = forms.flatMap(({ projectId }) => projectId ?? []);
  await sql`update notice n set project_ids = l.project_ids,
      read_at = case when cardinality(l.project_ids) = 0 then ${now}::timestamptz end,
      mailed_at = case when cardinality(l.project_ids) = 0 then coalesce(n.mailed_at, ${now}::timestamptz) else n.mailed_at end
    from (
      select w.tenant_id, w.notice_id,
        array(select p from unnest(w.project_ids) p where p <> all(${projectIds}::uuid[])) as project_ids
      from notice w
      where w.tenant_id = ${tenantId} and w.read_at is null and w.project_ids && ${projectIds}::uuid[]
        and (w.form_id is null or w.form_id = any(${formIds}::uuid[]))
    ) l
    where n.tenant_id = l.tenant_id and n.notice_id = l.notice_id`.execute(tx);
}

const PAGE = 100;

/** Newest notices of a person. */
export async function listNotices(
  db: Db,
  tenantId: string,
  personId: string,
): Promise<{ readonly items: readonly Notice[]; readonly unread: number }> {
  const [items, count] = await Promise.all([
    db
      .selectFrom('notice')
      .select([
        'notice_id as noticeId',
        'kind',
        'form_id as formId',
        'campaign_id as campaignId',
        'text',
        'created_at as createdAt',
        'read_at as readAt',
      ])
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .orderBy('created_at', 'desc')
      .orderBy('notice_id', 'desc')
      .limit(PAGE)
      .execute(),
    countUnreadNotices(db, tenantId, personId),
  ]);
  return { items, unread: count };
}

/** 未读通知 of a person. */
export async function countUnreadNotices(db: Db, tenantId: string, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('notice')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** 已读: the given notices of a person, or all of them. */
export async function markNoticesRead(
  db: Db,
  tenantId: string,
  personId: string,
  { noticeIds, now }: { readonly noticeIds: readonly string[] | undefined; readonly now: Date },
): Promise<void> {
  let query = db
    .updateTable('notice')
    .set({ read_at: now })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null);
  if (noticeIds !== undefined)
    query = query.where('notice_id', '=', sql<string>`any(${noticeIds.filter(isId)})`);
  await query.execute();
}

/** 办理人: who holds a permission at a place by duty (not by single grants). */
export interface Holder {
  readonly personId: string;
  readonly name: string;
  readonly path: OrganisationPath;
}

/** Persons whose duties give them the permission anywhere; who reaches a place is told by the start of its path. */
export async function listHolders(
  db: Db | Tx,
  tenantId: string,
  permission: Permission,
): Promise<readonly Holder[]> {
  const roles = ROLES.filter((role) => role !== 'third-party' && ROLE_PERMISSIONS[role].includes(permission));
  return db
    .selectFrom('assignment as a')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'a.tenant_id').onRef('o.organisation_id', '=', 'a.organisation_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.person_id', '=', 'a.person_id'),
    )
    .select(['p.person_id as personId', 'p.name', 'o.path'])
    .distinct()
    .where('a.tenant_id', '=', tenantId)
    .where('a.role', '=', sql<(typeof ROLES)[number]>`any(${roles})`)
    .where('p.is_closed', '=', false)
    .orderBy('p.person_id')
    .execute();
}

/** Which of the persons are on the books: the operator of this machine is none of them. */
export async function knownPersons(
  db: Db | Tx,
  tenantId: string,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('person')
    .select('person_id')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', sql<string>`any(${personIds.filter(isId)})`)
    .execute();
  return new Set(rows.map(({ person_id }) => person_id));
}

/** 当日已发 reminders: texts by person, so that a second run of the day adds nothing. */
export async function noticesSince(
  tx: Tx,
  tenantId: string,
  { kinds, since }: { readonly kinds: readonly NoticeTable['kind'][]; readonly since: Date },
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('notice')
    .select(['person_id', 'text'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', sql<NoticeTable['kind']>`any(${[...kinds]})`)
    .where('created_at', '>=', since)
    .execute();
  return new Set(rows.map(({ person_id, text }) => `${person_id} ${text}`));
}

/** Waits for another process that gives out the reminders of the tenant. */
export async function lockReminders(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 3))`.execute(tx);
}
