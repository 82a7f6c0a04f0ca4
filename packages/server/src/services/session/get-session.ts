import type { SessionInfo } from '@jiheng/api';
import { holds, PERMISSIONS } from '@jiheng/domain';
import { hasAdministrator } from '@jiheng/store';
import type { Visit } from '../../plugins/gate.ts';
import { presentDuties } from '../../presenters/duties.ts';
import type { ServiceContext } from '../context.ts';
import { organisationNames } from '../people/organisation-names.ts';
import type { AccessSettings } from './access.ts';

/** 当前登录: who asks, and what this person may do. */
export async function getSession(
  context: ServiceContext,
  visit: Visit,
  { access, singleSignOn }: { readonly access: AccessSettings; readonly singleSignOn: string | null },
): Promise<SessionInfo> {
  const { db, tenant, person } = context;
  const isSetUp = tenant.isSample || (await hasAdministrator(db, tenant.tenantId));
  const { name, region, isSample } = tenant;
  const session = visit.kind === 'person' ? visit.session : undefined;
  return {
    tenant: { name, region, isSample, isSetUp },
    person:
      visit.kind === 'none'
        ? null
        : {
            id: person.personId,
            name: person.name,
            loginName: session?.loginName ?? null,
            isOperator: visit.kind === 'operator',
            hasPassword: session?.hasPassword ?? false,
            mustChangePassword: session?.mustChangePassword ?? false,
            duties: presentDuties(person.assignments, await organisationNames(context)),
            permissions: PERMISSIONS.filter((permission) => holds(person, permission)),
          },
    ways: { sample: access.hasSamplePeople, singleSignOn },
    idleMinutes: Math.round(access.idleMs / 60_000),
  };
}
