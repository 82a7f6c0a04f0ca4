import type { Person } from '@jiheng/domain';
import { insertAuditEntry, type Tx } from '@jiheng/store';
import { OPERATOR } from '../plugins/session.ts';
import type { AuditAction } from '../presenters/audit.ts';
import type { ServiceContext } from './context.ts';

/** Id of a person who has an account; null for the operator of the machine. */
export function personIdOf({ personId }: Pick<Person, 'personId'>): string | null {
  return personId === OPERATOR.personId || personId === '' ? null : personId;
}

/** Who acts, where and when. */
type Actor = Pick<ServiceContext, 'tenant' | 'actor' | 'now'> & { readonly person: Pick<Person, 'personId'> };

/** 记入审计日志: what the person of the context did, in the transaction of the act. No service writes to the log otherwise. */
export async function audit(
  { tenant, actor, person, now }: Actor,
  tx: Tx,
  act: { readonly action: AuditAction; readonly subject: string; readonly detail: unknown },
): Promise<void> {
  const { tenantId } = tenant;
  await insertAuditEntry(tx, { tenantId, at: now, actor, personId: personIdOf(person), ...act });
}
