import type { TargetSilence } from '@jiheng/api';
import { deleteSilence, inTransaction, listSilences, putSilence } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { demandWriting, findTarget } from './find-target.ts';

const SHORTEST_REASON = 4;

/** 说明: writes why a warning may stand, or takes it back with an empty reason; old and new stand in the log. */
export async function silenceFinding(
  context: ServiceContext,
  formId: string,
  { ruleId, at, reason }: { readonly ruleId: string; readonly at: string; readonly reason: string },
): Promise<{ readonly silences: TargetSilence[] }> {
  const { db, tenant, person, now } = context;
  const { tenantId } = tenant;
  demandWriting(await findTarget(context, formId));
  if (reason !== '' && Array.from(reason).length < SHORTEST_REASON) {
    throw new AppError('INVALID-INPUT', `说明至少${String(SHORTEST_REASON)}个字，写明为什么可以这样填。`);
  }
  const key = { tenantId, formId, ruleId, at };
  const said = { reason, personId: person.personId, actor: person.name, now };
  await inTransaction(db, async (tx) => {
    const before = reason === '' ? await deleteSilence(tx, key) : await putSilence(tx, key, said);
    if (before === undefined && reason === '') return;
    const detail = { ruleId, at, before: before ?? null, after: reason === '' ? null : reason };
    await audit(context, tx, { action: reason === '' ? 'unsilence' : 'silence', subject: formId, detail });
  });
  const silences = await listSilences(db, tenantId, formId);
  return {
    silences: silences.map((silence) => ({
      ruleId: silence.ruleId,
      at: silence.at,
      reason: silence.reason,
      actor: silence.actor,
    })),
  };
}
