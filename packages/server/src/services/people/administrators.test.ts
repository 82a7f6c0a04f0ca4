import { hasAdministrator, inTransaction, listPersons, replaceAssignments, setPassword } from '@jiheng/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '../../plugins/session.ts';
import { startHarness, type Harness } from '../../testing/harness.ts';
import type { SignedIn } from '../../testing/people.ts';
import { actingAs } from '../../testing/target-work.ts';
import { changePerson } from './people.ts';

let server: Harness;

beforeAll(async () => {
  server = await startHarness();
});
afterAll(() => server.close());

describe('administrators', () => {
  it('hand themselves no duty, not even one more', async () => {
    const { unit, bureau } = server.organisations;
    const chief = await server.as('administrator');
    const own = { role: 'administrator', organisationId: bureau.organisationId };
    for (const duties of [
      [own, { role: 'unit-reviewer', organisationId: unit.organisationId }],
      [{ ...own, organisationId: unit.organisationId }],
      [],
    ]) {
      const url = `/api/people/${chief.person.personId}`;
      const body = { loginName: 'chief-self', name: '管宁', duties, isClosed: false };
      expect((await chief.request('POST', url, body)).statusCode).toBe(409);
      const same = await chief.request('POST', url, { ...body, duties: [own] });
      expect(same.statusCode).toBe(200);
    }
  });

  it('never strip each other of the last administrator, also when both try at the same moment', async () => {
    const { unit, bureau } = server.organisations;
    const { db, tenant, now } = server.context;
    const [left, right] = [await server.as('administrator'), await server.as('administrator')];
    await inTransaction(db, async (tx) => {
      for (const each of await listPersons(tx, tenant.tenantId)) {
        const isOurs = [left, right].some(({ person }) => person.personId === each.personId);
        if (!isOurs) await replaceAssignments(tx, tenant.tenantId, each.personId, []);
        else await setPassword(tx, tenant.tenantId, each.personId, { hash: 'x', mustChange: false, now });
      }
    });
    const strip = (by: SignedIn, other: SignedIn, name: string) =>
      by.request('POST', `/api/people/${other.person.personId}`, {
        loginName: name,
        name,
        duties: [{ role: 'officer', organisationId: unit.organisationId }],
        isClosed: false,
      });
    const answers = await Promise.all([strip(left, right, 'right'), strip(right, left, 'left')]);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(await hasAdministrator(db, tenant.tenantId)).toBe(true);
    // One of a department does not count, nor one who cannot sign in.
    const last = answers[0].statusCode === 200 ? left : right;
    const helper = actingAs(server.context, OPERATOR);
    const change = (organisationId: string, isClosed: boolean) =>
      changePerson(helper, last.person.personId, {
        ...{ loginName: 'last', name: '管宁', email: null, telephone: null, isClosed },
        duties: [{ role: 'administrator', organisationId }],
      });
    await expect(change(unit.organisationId, false)).rejects.toThrow('最后一名');
    await expect(change(bureau.organisationId, true)).rejects.toThrow('最后一名');
    await change(bureau.organisationId, false);
  });
});
