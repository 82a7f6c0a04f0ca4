import {
  FLOW_ACTIONS,
  ROLES,
  transitionOf,
  TARGET_FLOW,
  may,
  rowTexts,
  type Draft,
  type FormState,
  type Role,
} from '@jiheng/domain';
import type { BatchOutcome, CampaignDetail, FormDetail, FormWork, Workbench } from '@jiheng/api';
import { findFlowForm, inTransaction, listOpinions, replaceAssignments } from '@jiheng/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../plugins/errors.ts';
import { startHarness, type Harness } from '../../testing/harness.ts';
import type { SignedIn } from '../../testing/people.ts';
import { actingAs, addProject, openRound, rewrite, writeTarget } from '../../testing/target-work.ts';
import type { ServiceContext } from '../context.ts';
import { extendCampaign, moveCampaign } from '../campaigns/change-campaign.ts';
import { getTarget } from '../targets/get-target.ts';
import { freezeForReview } from './freeze-for-review.ts';
import { addOpinion } from './opinions.ts';
import { takeFlowStep } from './take-flow-step.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const APPROVAL = { approvalNumber: '临财绩〔2026〕8号', approvalDate: '2026-11-20' };

describe('the flow of a target', () => {
  let harness: Harness;
  let round: CampaignDetail;
  const people = new Map<Role, SignedIn>();
  let count = 0;

  const as = (role: Role, now = NOW): ServiceContext => {
    const person = people.get(role)?.person;
    if (person === undefined) throw new Error(`nobody is ${role}`);
    return actingAs(harness.context, person, now);
  };
  const post = (role: Role, url: string, body: object) => {
    const person = people.get(role);
    if (person === undefined) throw new Error(`nobody is ${role}`);
    return person.request('POST', url, body);
  };
  const newTarget = async (): Promise<string> => {
    count += 1;
    const project = await addProject(as('officer'), {
      organisationId: harness.organisations.unit.organisationId,
      code: `P${String(count)}`,
      name: `河道日常养护${String(count)}`,
    });
    return writeTarget(as('officer'), {
      projectId: project.id,
      campaignId: round.id,
      kilometres: 29 + count,
    });
  };
  /** Brings a new target to a stage by the real steps. */
  const targetAt = async (state: FormState): Promise<string> => {
    const id = await newTarget();
    const way = [
      ['officer', 'submit', 'unit-review'],
      ['unit-reviewer', 'pass', 'department-review'],
      ['department-reviewer', 'pass', 'division-review'],
      ['finance-division', 'pass', 'office-review'],
      ['performance-office', 'approve', 'approved'],
    ] as const;
    if (state === 'draft') return id;
    for (const [role, action, reached] of way) {
      await takeFlowStep(as(role), id, { action, ...(action === 'approve' ? APPROVAL : {}) });
      if (reached === state) return id;
    }
    throw new Error(`no way to ${state}`);
  };

  beforeAll(async () => {
    harness = await startHarness({ clock: () => NOW });
    for (const role of ROLES) people.set(role, await harness.as(role));
    round = await openRound(as('performance-office'), {
      memberIds: [harness.organisations.department.organisationId],
    });
  }, 60_000);
  afterAll(async () => {
    await harness.close();
  });

  it('goes from writing over all levels to the approval, returns with opinions and shows what changed since', async () => {
    const id = await newTarget();
    const url = `/api/forms/${id}`;
    expect((await post('officer', `${url}/steps`, { action: 'submit' })).statusCode).toBe(200);
    expect((await post('unit-reviewer', `${url}/steps`, { action: 'pass' })).statusCode).toBe(200);
    for (const place of [
      { kind: 'cell', path: '/indicators/1/target', label: '养护河道长度 指标值' },
      { kind: 'row', path: '/indicators/4', label: '河道环境投诉下降率' },
      { kind: 'whole' },
    ])
      expect(
        (await post('department-reviewer', `${url}/opinions`, { place, text: '请核实' })).statusCode,
      ).toBe(200);
    const noReason = await post('department-reviewer', `${url}/steps`, { action: 'return' });
    expect(noReason.statusCode).toBe(400);
    const back = await post('department-reviewer', `${url}/steps`, {
      action: 'return',
      opinion: '指标值偏低',
      result: '中',
    });
    expect(back.json()).toMatchObject({ state: 'returned', revision: 2 });

    const bench = await people.get('officer')?.request('GET', '/api/workbench');
    expect(bench?.json<Workbench>().returned.map((item) => item.id)).toContain(id);
    await rewrite(as('officer'), id, { level3: '养护河道长度', target: '≥32.00(公里)' });
    const [first] = back.json<FormWork>().opinions;
    const settled = await post('officer', `${url}/opinions/${first?.id ?? ''}`, {
      isSettled: true,
      answer: '已改为32公里',
    });
    expect(settled.statusCode).toBe(200);
    await post('officer', `${url}/steps`, { action: 'submit' });
    const seen = (await people.get('unit-reviewer')?.request('GET', `${url}/work`))?.json<FormWork>();
    expect(seen?.changes).toMatchObject({
      since: 2,
      differences: [{ path: '/indicators/1/target', before: '≥30.00(公里)', after: '≥32.00(公里)' }],
    });
    expect(seen?.opinions.map(({ settledAt }) => settledAt !== null)).toEqual([true, false, false]);
    for (const role of ['unit-reviewer', 'department-reviewer', 'finance-division'] as const)
      expect((await post(role, `${url}/steps`, { action: 'pass', result: '良' })).statusCode).toBe(200);
    const refused = await post('performance-office', `${url}/steps`, { action: 'approve' });
    expect(refused.statusCode).toBe(400);
    const approved = await post('performance-office', `${url}/steps`, { action: 'approve', ...APPROVAL });
    expect(approved.json()).toMatchObject({ state: 'approved', approvedRevision: 3 });
    const adjust = await post('officer', `${url}/steps`, { action: 'adjust', opinion: '预算调减' });
    expect(adjust.json()).toMatchObject({ state: 'adjusting', approvedRevision: 3 });
    await rewrite(as('officer'), id, { level3: '养护河道长度', target: '≥28.00(公里)' });
    const cancelled = await post('officer', `${url}/steps`, {
      action: 'cancel-adjustment',
      opinion: '不再调整',
    });
    expect(cancelled.json()).toMatchObject({ state: 'approved', revision: 3 });
    const { rows } = await sql<{ action: string }>`select action from audit_entry where subject = ${id}
      order by entry_id`.execute(harness.context.db);
    expect(rows.map(({ action }) => action)).toEqual([
      'start-target',
      'target-submit',
      'target-pass',
      ...Array<string>(3).fill('add-opinion'),
      'target-return',
      'settle-opinion',
      'target-submit',
      ...Array<string>(3).fill('target-pass'),
      'target-approve',
      'target-adjust',
      'target-cancel-adjustment',
    ]);
  });

  it('refuses every other action of every role in every state, and changes nothing then', async () => {
    const id = await targetAt('approved');
    const { db } = harness.context;
    const states = [...new Set(TARGET_FLOW.flatMap(({ from, to }) => [from, to]))];
    const stepCount = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from flow_step where form_id = ${id}`.execute(db))
        .rows[0]?.n;
    const before = await stepCount();
    const granted: string[] = [];
    for (const state of states) {
      await sql`update form set state = ${state} where form_id = ${id}`.execute(db);
      for (const action of FLOW_ACTIONS) {
        for (const role of ROLES) {
          const context = as(role);
          const transition = transitionOf(state, action, 'adjustment');
          const isAllowed =
            transition && may(context.person, transition.permission, harness.organisations.unit);
          if (isAllowed) {
            granted.push(`${state} ${action} ${role}`);
            continue;
          }
          const refused = await takeFlowStep(context, id, { action, opinion: '理由', ...APPROVAL }).then(
            () => 'taken',
            (error: unknown) => (error instanceof AppError ? error.code : String(error)),
          );
          const expected = role === 'third-party' ? 'NOT-FOUND' : transition ? 'NOT-ALLOWED' : 'REFUSED';
          expect(refused, `${state} ${action} ${role}`).toBe(expected);
        }
      }
    }
    expect(await stepCount()).toBe(before);
    expect(granted).toHaveLength(TARGET_FLOW.filter(({ only }) => only !== 'declaration').length);
  }, 60_000);

  it('takes each transition of the table by its role', async () => {
    const taken: string[] = [];
    for (const { from, action, to, permission, only } of TARGET_FLOW) {
      const role =
        ROLES.find((name) => may(as(name).person, permission, harness.organisations.unit)) ?? 'auditor';
      const isAdjustment = only === 'adjustment' || from === 'adjusting';
      const id = await targetAt(isAdjustment ? 'approved' : from === 'returned' ? 'unit-review' : from);
      if (isAdjustment) {
        await takeFlowStep(as('officer'), id, { action: 'adjust', opinion: '调整' });
        if (from !== 'adjusting') await takeFlowStep(as('officer'), id, { action: 'submit' });
      }
      if (from === 'returned')
        await takeFlowStep(as('unit-reviewer'), id, { action: 'return', opinion: '修改' });
      const { state } = await takeFlowStep(as(role), id, {
        action,
        opinion: '同意',
        ...(action === 'approve' ? APPROVAL : {}),
      });
      expect(state, `${from} ${action}`).toBe(to);
      taken.push(`${from} ${action}`);
    }
    expect(taken).toHaveLength(TARGET_FLOW.length);
  }, 120_000);

  it('leaves an opinion with its row when that moves, and with none when it is deleted', async () => {
    const id = await targetAt('unit-review');
    for (const index of [1, 4])
      await addOpinion(as('unit-reviewer'), id, {
        place: { kind: 'cell', path: `/indicators/${String(index)}/target`, label: '指标值' },
        text: '请核实',
      });
    await takeFlowStep(as('unit-reviewer'), id, { action: 'return', opinion: '修改' });
    const target = await getTarget(as('officer'), id);
    const { rows } = target.draft as Draft;
    const [, second, third, , fifth] = rows;
    if (!second || !third || !fifth) throw new Error('the form has too few rows');
    const saved = await people.get('officer')?.request('PATCH', `/api/targets/${id}/draft`, {
      ...{ clientId: 'test-client-move', sequence: 1 },
      ...{ baseRevision: target.baseRevision, baseVersion: target.version },
      operations: [
        { kind: 'move', row: second.id, after: third.id },
        { kind: 'delete', row: fifth.id, seen: rowTexts(fifth) },
      ],
    });
    expect(saved?.json()).toMatchObject({ conflicts: [] });
    const { db, tenant } = harness.context;
    const submission = transitionOf('returned', 'submit', 'declaration');
    const form = await findFlowForm(db, tenant.tenantId, id);
    if (!submission || !form) throw new Error('the form can not be sent on');
    // What is left to clear in it is no matter here.
    const unchecked = { ...submission, conditions: [] };
    await inTransaction(db, (tx) => freezeForReview(tx, as('officer'), form, unchecked));
    const opinions = await listOpinions(db, tenant.tenantId, id);
    expect(opinions.map(({ place }) => place)).toMatchObject([
      { path: '/indicators/2/target' },
      { path: '/indicators/-1' },
    ]);
  });

  it('takes a returned adjustment back: the approved content holds again and its opinions are settled', async () => {
    const id = await targetAt('approved');
    const before = (await harness.request('GET', `/api/forms/${id}`)).json<FormDetail>();
    await takeFlowStep(as('officer'), id, { action: 'adjust', opinion: '预算调减' });
    await rewrite(as('officer'), id, { level3: '养护验收合格率', target: '=95.00(%)' });
    await takeFlowStep(as('officer'), id, { action: 'submit' });
    await takeFlowStep(as('officer'), id, { action: 'recall' });
    await takeFlowStep(as('officer'), id, { action: 'submit' });
    await addOpinion(as('unit-reviewer'), id, { place: { kind: 'whole' }, text: '不宜调低' });
    await takeFlowStep(as('unit-reviewer'), id, { action: 'return', opinion: '不同意调整' });
    // The dates of the round are over for it, whoever has it in hand.
    expect((await getTarget(as('officer'), id)).campaign).toMatchObject({ deadline: null });
    const work = await takeFlowStep(as('officer'), id, { action: 'cancel-adjustment', opinion: '不再调整' });
    expect(work).toMatchObject({ state: 'approved', approvedRevision: before.revision });
    expect(work.opinions.map(({ answer, settledAt }) => [answer, settledAt !== null])).toEqual([
      ['调整已取消', true],
    ]);
    const after = (await harness.request('GET', `/api/forms/${id}`)).json<FormDetail>();
    expect(after.record).toEqual(before.record);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(work.steps.at(-1)?.revision).toBe(after.revision);
    expect(work.deadline).toBeNull();
  });

  it('lets nobody decide on what they wrote or sent', async () => {
    const id = await targetAt('unit-review');
    const { unit } = harness.organisations;
    const both = {
      ...as('unit-reviewer').person,
      personId: as('officer').person.personId,
      assignments: [
        { role: 'officer', organisationId: unit.organisationId, path: unit.path },
        { role: 'unit-reviewer', organisationId: unit.organisationId, path: unit.path },
      ] as const,
    };
    await expect(takeFlowStep(actingAs(harness.context, both), id, { action: 'pass' })).rejects.toThrow(
      '参与了本表的填报',
    );
  });

  it('stays closed to its writers whatever duties they have later, and to who only gave a reason for a finding', async () => {
    const { unit, department, bureau } = harness.organisations;
    const { db, tenant } = harness.context;
    const [writer, helper] = [await harness.as('officer'), await harness.as('officer')];
    const id = await newTarget();
    const row = { level3: '养护河道长度', target: '≥31.50(公里)' };
    await rewrite(actingAs(harness.context, writer.person, NOW), id, row);
    await rewrite(as('officer'), id, { ...row, target: `≥${String(29 + count)}.00(公里)` });
    const silence = { ruleId: 'unit-present', at: '/indicators/0', reason: '行业惯例如此' };
    expect((await helper.request('POST', `/api/targets/${id}/silences`, silence)).statusCode).toBe(200);
    await takeFlowStep(as('officer'), id, { action: 'submit' });
    for (const [role, organisationId] of [
      ['unit-reviewer', unit.organisationId],
      ['department-reviewer', department.organisationId],
      ['finance-division', bureau.organisationId],
      ['performance-office', bureau.organisationId],
    ] as const) {
      const isLast = role === 'performance-office';
      const action = isLast ? 'approve' : 'pass';
      for (const each of [writer, helper]) {
        await inTransaction(db, (tx) =>
          replaceAssignments(tx, tenant.tenantId, each.person.personId, [{ role, organisationId }]),
        );
        const asked = { action, opinion: '同意', ...(isLast ? APPROVAL : {}) };
        const answer = await each.request('POST', `/api/forms/${id}/steps`, asked);
        expect([answer.statusCode, answer.body.includes('参与了本表的填报')], role).toEqual([409, true]);
        const many = await each.request('POST', '/api/steps', { ...asked, formIds: [id] });
        expect(many.json<{ done: string[] }>().done, role).toEqual([]);
      }
      await takeFlowStep(as(role), id, { action, ...(isLast ? APPROVAL : {}) });
    }
  });

  it('is recalled by who sent it, until the next level has opened it', async () => {
    const id = await targetAt('department-review');
    await expect(takeFlowStep(as('officer'), id, { action: 'recall' })).rejects.toThrow('不能对本表撤回');
    const recalled = await takeFlowStep(as('unit-reviewer'), id, { action: 'recall' });
    expect(recalled.state).toBe('unit-review');
    await takeFlowStep(as('unit-reviewer'), id, { action: 'pass' });
    expect((await post('auditor', `/api/forms/${id}/opened`, {})).json()).toEqual({ isOpened: false });
    expect((await post('department-reviewer', `/api/forms/${id}/opened`, {})).json()).toEqual({
      isOpened: true,
    });
    await expect(takeFlowStep(as('unit-reviewer'), id, { action: 'recall' })).rejects.toThrow('已经打开');
  });

  it('keeps to the deadlines: late needs an extension, late decisions a reason', async () => {
    const id = await newTarget();
    const late = new Date('2026-12-02T00:00:00Z');
    await expect(takeFlowStep(as('officer', late), id, { action: 'submit' })).rejects.toThrow(
      '已过截止日期2026-11-30',
    );
    await extendCampaign(as('performance-office', late), round.id, {
      organisationId: harness.organisations.department.organisationId,
      stage: 'fill',
      until: '2026-12-03',
      reason: '汛期抢险',
    });
    await takeFlowStep(as('officer', late), id, { action: 'submit' });
    const later = new Date('2026-12-06T00:00:00Z');
    await expect(takeFlowStep(as('unit-reviewer', later), id, { action: 'pass' })).rejects.toThrow(
      '逾期原因',
    );
    const passed = await takeFlowStep(as('unit-reviewer', later), id, {
      action: 'pass',
      opinion: '审核人出差',
    });
    expect(passed.state).toBe('department-review');
  });

  it('stands still while its round is closed, but an approved target can be adjusted', async () => {
    const [draft, approved] = [await newTarget(), await targetAt('approved')];
    await moveCampaign(as('performance-office'), round.id, { state: 'closed', reason: '申报结束' });
    try {
      await expect(takeFlowStep(as('officer'), draft, { action: 'submit' })).rejects.toThrow('已经关闭');
      const { state } = await takeFlowStep(as('officer'), approved, {
        action: 'adjust',
        opinion: '预算调减',
      });
      expect(state).toBe('adjusting');
    } finally {
      await moveCampaign(as('performance-office'), round.id, { state: 'open', reason: '补报' });
    }
  });

  it('lets clean forms of a batch pass, each by its own step, and names the others', async () => {
    const clean = [await targetAt('unit-review'), await targetAt('unit-review')];
    const doubtful = await targetAt('unit-review');
    const elsewhere = await targetAt('draft');
    await post('unit-reviewer', `/api/forms/${doubtful}/opinions`, {
      place: { kind: 'whole' },
      text: '请核实',
    });
    const unknown = '018f0000-0000-7000-8000-000000000000';
    const outcome = (
      await post('unit-reviewer', '/api/steps', {
        action: 'pass',
        formIds: [...clean, doubtful, elsewhere, unknown],
      })
    ).json<BatchOutcome>();
    expect([...outcome.done].sort()).toEqual([...clean].sort());
    expect(outcome.failed.map(({ id }) => id).sort()).toEqual([doubtful, elsewhere, unknown].sort());
    expect(outcome.failed.find(({ id }) => id === doubtful)?.message).toContain('1条意见未办结');
    const { rows } = await sql<{ items: number }>`select jsonb_array_length(detail->'items') as items
      from audit_entry where action = 'target-batch-pass'`.execute(harness.context.db);
    expect(rows).toEqual([{ items: 2 }]);
    const notices = await people.get('department-reviewer')?.request('GET', '/api/notices');
    expect(JSON.stringify(notices?.json())).toContain('2张表待您办理主管部门审核');
  });

  it('does not exist for who has no business with it', async () => {
    const id = await targetAt('unit-review');
    const { otherUnit } = harness.organisations;
    const strangers = [
      await harness.as('officer', otherUnit.path),
      await harness.as('unit-reviewer', otherUnit.path),
    ];
    for (const stranger of strangers) {
      const asked = [
        await stranger.request('GET', `/api/forms/${id}/work`),
        await stranger.request('POST', `/api/forms/${id}/steps`, { action: 'pass' }),
        await stranger.request('POST', `/api/forms/${id}/opened`, {}),
        await stranger.request('POST', `/api/forms/${id}/opinions`, {
          place: { kind: 'whole' },
          text: '意见',
        }),
        await stranger.request('POST', `/api/forms/${id}/opinions/${id}`, { isSettled: true }),
      ];
      expect(asked.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404]);
      const batch = await stranger.request('POST', '/api/steps', { action: 'pass', formIds: [id] });
      expect(batch.json<BatchOutcome>()).toMatchObject({ done: [], failed: [{ id, projectName: '' }] });
      const inbox = await stranger.request('GET', '/api/inbox');
      expect(inbox.json()).toEqual({ items: [], count: 0 });
    }
    const work = await people.get('unit-reviewer')?.request('GET', `/api/forms/${id}/work`);
    expect(work?.json<FormWork>()).toMatchObject({ state: 'unit-review', opinions: [] });
  });

  it('is not decided twice: of two at the same moment one is refused', async () => {
    const id = await targetAt('unit-review');
    const outcomes = await Promise.allSettled([
      takeFlowStep(as('unit-reviewer'), id, { action: 'pass' }),
      takeFlowStep(as('unit-reviewer'), id, { action: 'return', opinion: '修改' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
