import type { DraftNews } from '@jiheng/api';
import { draftVersion, listDraftEntries, listPresence, notePresence } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';
import { findTarget } from './find-target.ts';
import { presentEntry } from './save-draft.ts';

/** 他人的修改 since a version, and who is there; tells the others where this client is. */
export async function draftNews(
  context: ServiceContext,
  formId: string,
  { since, clientId, place }: { readonly since: number; readonly clientId: string; readonly place: string },
): Promise<DraftNews> {
  const { db, tenant, person, now } = context;
  const { tenantId } = tenant;
  await findTarget(context, formId);
  const known = await draftVersion(db, tenantId, formId);
  if (!known) {
    throw new AppError('CONFLICT', '这张表已送审或已批复，现在不能修改。', {
      remedy: '请从工作台重新打开。',
    });
  }
  const { personId, name } = person;
  await notePresence(db, { tenantId, formId, clientId, personId, name, place, now });
  const [entries, others] = await Promise.all([
    known.version > since ? listDraftEntries(db, tenantId, formId, since) : [],
    listPresence(db, { tenantId, formId, clientId, now }),
  ]);
  return { ...known, entries: entries.map(presentEntry), others: [...others] };
}
