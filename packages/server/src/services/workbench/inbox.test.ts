import type { FormWork, Workbench } from '@jiheng/api';
import { findActor } from '@jiheng/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHarness, type Harness } from '../../testing/harness.ts';
import type { SignedIn } from '../../testing/people.ts';
import { actingAs, addProject, openRound, writeTarget } from '../../testing/target-work.ts';
import { takeFlowStep } from '../flow/take-flow-step.ts';
import { getInbox, getWorkbench } from './inbox.ts';
import { getNotices } from './notices.ts';

const NOW = new Date('2026-11-21T02:00:00Z');

describe('the workbench of a third party', () => {
  let harness: Harness;
  let expert: SignedIn;
  let granted: string;
  let formId: string;

  beforeAll(async () => {
    harness = await startHarness({ clock: () => NOW });
    const { department, unit } = harness.organisations;
    const office = await harness.as('performance-office');
    const officer = await harness.as('officer');
    const administrator = await harness.as('administrator');
    expert = await harness.as('third-party');
    const round = await openRound(actingAs(harness.context, office.person), {
      memberIds: [department.organisationId],
    });
    const context = actingAs(harness.context, officer.person);
    const forms: string[] = [];
    for (const [index, name] of ['河道保洁', '泵站养护'].entries()) {
      const place = { organisationId: unit.organisationId, code: `P${String(index)}`, name };
      const { id } = await addProject(context, place);
      const target = { projectId: id, campaignId: round.id, kilometres: 30 + index };
      forms.push(await writeTarget(context, target));
      await takeFlowStep(context, forms.at(-1) ?? '', { action: 'submit' });
      if (index === 0) granted = id;
    }
    formId = forms[0] ?? '';
    const url = `/api/people/${expert.person.personId}/projects`;
    const answer = await administrator.request('POST', url, { projectIds: [granted] });
    expect(answer.statusCode).toBe(200);
  }, 60_000);
  afterAll(async () => {
    await harness.close();
  });

  const now = async () => {
    const { db, tenant } = harness.context;
    const person = await findActor(db, tenant.tenantId, expert.person.personId);
    if (person === undefined) throw new Error('the expert is gone');
    return actingAs(harness.context, person);
  };

  it('holds the form it was given, at whatever level that is, and no other', async () => {
    const bench = await getWorkbench(await now());
    const counts = bench.stages.map(({ state, count }) => [state, count]);
    expect(counts).toEqual([
      ['unit-review', 1],
      ['department-review', 0],
      ['division-review', 0],
      ['office-review', 0],
    ]);
    const { items } = await getInbox(await now(), { state: 'unit-review', limit: 50 });
    expect(items.map(({ id }) => id)).toEqual([formId]);
    expect(bench satisfies Workbench).toMatchObject({ returned: [], owed: [] });
  });

  it('tells of the grant until the form has moved on; the opinion is free, the decision is not', async () => {
    expect((await getNotices(await now())).items).toMatchObject([
      { text: '“河道保洁”委托您评审', isRead: false },
    ]);
    const work = (await expert.request('GET', `/api/forms/${formId}/work`)).json<FormWork>();
    expect(work).toMatchObject({ mayComment: true, maySettle: false, actions: [] });
    const reviewer = await harness.as('unit-reviewer');
    await takeFlowStep(actingAs(harness.context, reviewer.person), formId, { action: 'pass' });
    expect((await getNotices(await now())).unread).toBe(0);
    const { stages } = await getWorkbench(await now());
    expect(stages.find(({ state }) => state === 'department-review')?.count).toBe(1);
  });
});
