import { currentPath, findingsToClear, type FlowTransition } from '@jiheng/domain';
import {
  freezeDraft,
  listDraftAuthors,
  listSilences,
  lockDraft,
  moveOpinions,
  type FlowForm,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';
import { assessTarget } from '../targets/assess-target.ts';

/** What a submission sends on. */
export interface Frozen {
  readonly revision: number;
  /** Persons who wrote into the working copy. */
  readonly authors: readonly string[];
}

const NAMED = 3;
/** Where an opinion stands whose row was deleted: no version has such a row. */
const NO_ROW = '/indicators/-1';

/** 定稿: the working copy becomes the next immutable version; it goes on only when nothing in it is left to clear. */
export async function freezeForReview(
  tx: Tx,
  { tenant, person, now }: ServiceContext,
  { formId }: FlowForm,
  { conditions }: FlowTransition,
): Promise<Frozen> {
  const { tenantId } = tenant;
  const authors = await listDraftAuthors(tx, tenantId, formId);
  const written = await lockDraft(tx, tenantId, formId);
  const { revision, form } = await freezeDraft(tx, { tenantId, formId, assess: assessTarget, person, now });
  if (written) await moveOpinions(tx, tenantId, formId, (path) => currentPath(written.draft, path) ?? NO_ROW);
  if (!conditions.includes('clean')) return { revision, authors };
  const silences = await listSilences(tx, tenantId, formId);
  const left = findingsToClear(form.findings, silences, form.record);
  if (left.length === 0) return { revision, authors };
  const named = left.slice(0, NAMED).map(({ message }) => message);
  throw new AppError('REFUSED', `还有${left.length}处问题需要改正或说明：${named.join('；')}。`, {
    remedy: '请在表上逐条处理后再送审。',
  });
}
