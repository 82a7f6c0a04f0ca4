import { sql } from 'kysely';
import type { Db } from '../database/db.ts';

/** 待发邮件: a notice on its way to an address. */
export interface NoticeMail {
  readonly tenantId: string;
  readonly noticeId: string;
  readonly text: string;
  readonly formId: string | null;
  readonly email: string;
  readonly name: string;
  readonly attempts: number;
}

/** How often a notice is tried, and how long it is worth a mail. */
const MOST_ATTEMPTS = 8;
const KEPT_DAYS = 3;
const LEASE_MINUTES = 10;

/** Takes notices that are due for mail; another process leaves them alone until the lease is over. */
export async function claimNoticeMails(db: Db, now: Date, limit: number): Promise<readonly NoticeMail[]> {
  const { rows } = await sql<NoticeMail>`
    with due as (
      select n.tenant_id, n.notice_id from notice n
      join person p on p.tenant_id = n.tenant_id and p.person_id = n.person_id
      where n.mailed_at is null and n.mail_attempts < ${MOST_ATTEMPTS} and p.email is not null and not p.is_closed
        and n.created_at > ${now}::timestamptz - make_interval(days => ${KEPT_DAYS})
        and (n.mail_after is null or n.mail_after <= ${now}::timestamptz)
      order by n.created_at limit ${limit} for update of n skip locked)
    update notice n set mail_attempts = n.mail_attempts + 1,
      mail_after = ${now}::timestamptz + make_interval(mins => ${LEASE_MINUTES})
    from due, person p
    where n.tenant_id = due.tenant_id and n.notice_id = due.notice_id
      and p.tenant_id = n.tenant_id and p.person_id = n.person_id
    returning n.tenant_id as "tenantId", n.notice_id as "noticeId", n.text, n.form_id as "formId", p.email, p.name,
      n.mail_attempts as attempts`.execute(db);
  return rows;
}

/** 已发出. */
export async function noteMailed(
  db: Db,
  { tenantId, noticeId }: Pick<NoticeMail, 'tenantId' | 'noticeId'>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('notice')
    .set({ mailed_at: now })
    .where('tenant_id', '=', tenantId)
    .where('notice_id', '=', noticeId)
    .execute();
}

/** 稍后再发: after a failure, not before that instant. */
export async function postponeMail(
  db: Db,
  { tenantId, noticeId }: Pick<NoticeMail, 'tenantId' | 'noticeId'>,
  until: Date,
): Promise<void> {
  await db
    .updateTable('notice')
    .set({ mail_after: until })
    .where('tenant_id', '=', tenantId)
    .where('notice_id', '=', noticeId)
    .execute();
}
