import type { CampaignDetail, FlowRequest, FormWork, ProjectDetail } from '@jiheng/api';
import type { Draft, DraftOperation, Person } from '@jiheng/domain';
import type { ServiceContext } from '../services/context.ts';
import { createCampaign, moveCampaign } from '../services/campaigns/change-campaign.ts';
import { takeFlowStep } from '../services/flow/take-flow-step.ts';
import { createProject } from '../services/projects/change-project.ts';
import { getTarget } from '../services/targets/get-target.ts';
import { saveTargetDraft } from '../services/targets/save-draft.ts';
import { startTarget } from '../services/targets/start-target.ts';
import { cleanGoal, cleanRows } from './clean-target.ts';

/** The same server, another person. */
export function actingAs(context: ServiceContext, person: Person, now: Date = context.now): ServiceContext {
  return { ...context, person, actor: person.name, now };
}

const DEADLINES = {
  fill: '2026-11-30',
  'unit-review': '2026-12-05',
  'department-review': '2026-12-15',
  'division-review': '2026-12-22',
  'office-review': '2026-12-31',
};

/** A round for the targets of 2027, open. `context` is of someone who manages rounds. */
export async function openRound(
  context: ServiceContext,
  {
    memberIds,
    name = '2027年度绩效目标申报',
    ruleProfileId = null,
  }: {
    readonly memberIds: readonly string[];
    readonly name?: string;
    readonly ruleProfileId?: string | null;
  },
): Promise<CampaignDetail> {
  const campaign = await createCampaign(context, {
    name,
    kind: 'target',
    fiscalYear: 2027,
    templateId: 'shanghai-target-2026',
    schemeId: null,
    ruleProfileId,
    guidance: '请按本单位2027年度预算填报，指标值应可量化、可考核。',
    opensOn: '2026-11-01',
    deadlines: DEADLINES,
    memberIds: [...memberIds],
  });
  return moveCampaign(context, campaign.id, { state: 'open', reason: '' });
}

export async function addProject(
  context: ServiceContext,
  wish: {
    readonly organisationId: string;
    readonly code: string;
    readonly name: string;
    readonly amountWan?: string;
  },
): Promise<ProjectDetail> {
  const { organisationId, code, name, amountWan = '120.00' } = wish;
  return createProject(context, {
    organisationId,
    fiscalYear: 2027,
    code,
    name,
    nature: '经常性专项业务费',
    category: '特定目标类',
    startDate: '2027-01-01',
    endDate: '2027-12-31',
    funds: [
      { label: '年度资金申请总额', key: 'total', amountWan },
      { label: '其中：当年财政拨款', key: 'fiscal', amountWan },
    ],
    disclosure: 'internal',
    isClosed: false,
  });
}

async function save(context: ServiceContext, formId: string, operations: DraftOperation[]): Promise<void> {
  const target = await getTarget(context, formId);
  await saveTargetDraft(context, formId, {
    clientId: `test-client-${String(target.version)}`,
    sequence: 1,
    baseRevision: target.baseRevision,
    baseVersion: target.version,
    operations,
  });
}

async function draftOfForm(context: ServiceContext, formId: string): Promise<Draft> {
  return (await getTarget(context, formId)).draft as Draft;
}

/**
 * Starts the form of a project and writes it as a clerk would. Forms of the same length of river have the
 * same goal and indicators, so that the rules over many forms speak up.
 */
export async function writeTarget(
  context: ServiceContext,
  wish: { readonly projectId: string; readonly campaignId: string; readonly kilometres?: number },
): Promise<string> {
  const { projectId, campaignId, kilometres = 30 } = wish;
  const { id } = await startTarget(context, { projectId, campaignId, from: { kind: 'empty' } });
  const draft = await draftOfForm(context, id);
  const removed = draft.rows.map<DraftOperation>(({ id: row, cells }) => ({
    kind: 'delete',
    row,
    seen: Object.fromEntries(Object.entries(cells).map(([field, { text }]) => [field, text])),
  }));
  const added = cleanRows(kilometres).map<DraftOperation>(([level1, level2, level3, target], index) => ({
    kind: 'insert',
    row: `test-row-${String(index)}`,
    after: index === 0 ? null : `test-row-${String(index - 1)}`,
    cells: { level1, level2, level3, target },
  }));
  await save(context, id, [
    ...removed,
    ...added,
    { kind: 'set', row: null, field: 'goals.annual', text: cleanGoal(kilometres), seen: '' },
  ]);
  return id;
}

/** Changes one text of the draft. */
export async function rewrite(
  context: ServiceContext,
  formId: string,
  { level3, target }: { readonly level3: string; readonly target: string },
): Promise<void> {
  const draft = await draftOfForm(context, formId);
  const row = draft.rows.find(({ cells }) => cells['level3']?.text === level3);
  if (row === undefined) throw new Error(`no row ${level3}`);
  await save(context, formId, [
    { kind: 'set', row: row.id, field: 'target', text: target, seen: row.cells['target']?.text ?? '' },
  ]);
}

export async function step(context: ServiceContext, formId: string, request: FlowRequest): Promise<FormWork> {
  return takeFlowStep(context, formId, request);
}
