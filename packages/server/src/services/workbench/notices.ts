import type { Notice } from '@jiheng/api';
import { countUnreadNotices, listNotices, markNoticesRead } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';

/** 通知 of the person who asks, newest first. */
export async function getNotices({
  db,
  tenant,
  person,
}: ServiceContext): Promise<{ readonly items: Notice[]; readonly unread: number }> {
  const { items, unread } = await listNotices(db, tenant.tenantId, person.personId);
  return {
    items: items.map(({ noticeId, kind, formId, campaignId, text, createdAt, readAt }) => ({
      id: noticeId,
      kind,
      formId,
      campaignId,
      text,
      createdAt: createdAt.toISOString(),
      isRead: readAt !== null,
    })),
    unread,
  };
}

/** 标为已读: the given ones, or all. */
export async function readNotices(
  { db, tenant, person, now }: ServiceContext,
  noticeIds: readonly string[] | undefined,
): Promise<{ readonly unread: number }> {
  await markNoticesRead(db, tenant.tenantId, person.personId, { noticeIds, now });
  return { unread: await countUnreadNotices(db, tenant.tenantId, person.personId) };
}
