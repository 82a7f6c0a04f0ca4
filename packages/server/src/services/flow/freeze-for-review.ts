import { findingsToClear, type FlowTransition } from '@jiheng/domain';
import { findForm, listDraftAuthors, listSilences, type FlowForm, type Tx } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';

/** What a submission sends on. */
export interface Frozen {
  readonly revision: number;
  /** Persons who wrote into the working copy. */
  readonly authors: readonly string[];
}

const NAMED = 3;

/** 定稿: the working copy becomes the next immutable version; it goes on only when nothing in it is left to clear. */
export async function freezeForReview(
  tx: Tx,
  { tenant }: ServiceContext,
  form: FlowForm,
  { conditions }: FlowTransition,
): Promise<Frozen> {
  const { tenantId } = tenant;
  const authors = await listDraftAuthors(tx, tenantId, form.formId);
  const current = await findForm(tx, tenantId, form.formId);
  if (current === undefined) throw new AppError('NOT-FOUND', '没有找到这张表。');
  if (conditions.includes('clean')) {
    const silences = await listSilences(tx, tenantId, form.formId);
    const left = findingsToClear(current.findings, silences, current.record);
    if (left.length > 0) {
      const named = left.slice(0, NAMED).map(({ message }) => message);
      throw new AppError('REFUSED', `还有${left.length}处问题需要改正或说明：${named.join('；')}。`, {
        remedy: '请在表上逐条处理后再送审。',
      });
    }
  }
  return { revision: current.revision, authors };
}
