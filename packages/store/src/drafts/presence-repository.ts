import { sql } from 'kysely';
import type { Db } from '../database/db.ts';
import { storableText } from '../database/insert-rows.ts';
import type { DraftPresence } from './draft-types.ts';

/** Who has said nothing for so long is gone. */
const GONE_AFTER = "interval '6 seconds'";

/** Somebody at a draft, at a cell or none, now. */
export interface Arrival extends DraftPresence {
  readonly tenantId: string;
  readonly formId: string;
  readonly personId: string;
  readonly now: Date;
}

/** 在场: notes where somebody is. */
export async function notePresence(db: Db, arrival: Arrival): Promise<void> {
  const { tenantId, formId, clientId, personId, name, now } = arrival;
  const place = storableText(arrival.place);
  await db
    .insertInto('draft_presence')
    .values({
      tenant_id: tenantId,
      form_id: formId,
      client_id: clientId,
      person_id: personId,
      name,
      place,
      seen_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'form_id', 'client_id'])
        .doUpdateSet({ place, seen_at: now })
        // Names of windows are seen by the others; none speaks for another person's.
        .where('draft_presence.person_id', '=', personId),
    )
    .execute();
}

/** The others who are in a draft now. */
export async function listPresence(
  db: Db,
  { tenantId, formId, clientId, now }: Pick<Arrival, 'tenantId' | 'formId' | 'clientId' | 'now'>,
): Promise<readonly DraftPresence[]> {
  return db
    .selectFrom('draft_presence')
    .select(['client_id as clientId', 'name', 'place'])
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('client_id', '!=', clientId)
    .where('seen_at', '>', sql<Date>`${now}::timestamptz - ${sql.raw(GONE_AFTER)}`)
    .orderBy('client_id')
    .limit(20)
    .execute();
}
