import type { Tx } from '../database/db.ts';
import { insertRows, storableText } from '../database/insert-rows.ts';

/** Which finding of which form. */
export interface SilenceKey {
  readonly tenantId: string;
  readonly formId: string;
  readonly ruleId: string;
  readonly at: string;
}

/** Takes a reason back and gives it; undefined when there was none. */
export async function deleteSilence(
  tx: Tx,
  { tenantId, formId, ruleId, at }: SilenceKey,
): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('silence')
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('rule_id', '=', storableText(ruleId))
    .where('at', '=', storableText(at))
    .returning('reason')
    .executeTakeFirst();
  return row?.reason;
}

/** Writes a reason in place of the one before, which is given back. */
export async function putSilence(
  tx: Tx,
  key: SilenceKey,
  said: { readonly reason: string; readonly personId: string; readonly actor: string; readonly now: Date },
): Promise<string | undefined> {
  const before = await deleteSilence(tx, key);
  await insertRows(tx, 'silence', [
    {
      tenant_id: key.tenantId,
      form_id: key.formId,
      rule_id: key.ruleId,
      at: key.at,
      reason: said.reason,
      person_id: said.personId,
      actor: said.actor,
      created_at: said.now,
    },
  ]);
  return before;
}
