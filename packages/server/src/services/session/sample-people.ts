import type { SamplePersonList } from '@jiheng/api';
import { findPerson, inTransaction, listPersons } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { presentDuties } from '../../presenters/duties.ts';
import type { ServiceContext } from '../context.ts';
import { organisationNames } from '../people/organisation-names.ts';
import type { AccessSettings } from './access.ts';
import { beginSession, type Caller } from './begin-session.ts';

/** 样例人员: the invented persons one can look around as. */
export async function listSamplePersons(context: ServiceContext): Promise<SamplePersonList> {
  const names = await organisationNames(context);
  const persons = await listPersons(context.db, context.tenant.tenantId);
  return {
    items: persons
      .filter(({ isClosed }) => !isClosed)
      .map(({ personId, name, assignments }) => ({
        id: personId,
        name,
        duties: presentDuties(assignments, names),
      })),
  };
}

/** 样例登录: as one of them, without a password. */
export async function signInAsSample(
  context: ServiceContext,
  personId: string,
  { caller, access }: { readonly caller: Caller; readonly access: AccessSettings },
): Promise<string> {
  const { db, tenant } = context;
  const person = tenant.isSample ? await findPerson(db, tenant.tenantId, personId) : undefined;
  if (person === undefined || person.isClosed) throw new AppError('NOT-FOUND', '没有找到这位样例人员。');
  return inTransaction(db, (tx) => beginSession(context, tx, person, { caller, way: 'sample', access }));
}
