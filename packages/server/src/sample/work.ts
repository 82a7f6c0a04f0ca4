import {
  civilDate,
  findingsToClear,
  silencePlace,
  totalFunds,
  toWan,
  type FlowAction,
  type FormRecord,
  type FormState,
  type Permission,
  type Person,
} from '@jiheng/domain';
import {
  findActor,
  findDraft,
  findForm,
  inTransaction,
  listCampaigns,
  listForms,
  listHolders,
  listOrganisations,
  listPersons,
  listSilences,
  replaceGrants,
  type FormListRow,
  type Organisation,
} from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import { createCampaign, moveCampaign } from '../services/campaigns/change-campaign.ts';
import type { ServiceContext } from '../services/context.ts';
import { addOpinion } from '../services/flow/opinions.ts';
import { takeFlowStep } from '../services/flow/take-flow-step.ts';
import { createProject, linkProject } from '../services/projects/change-project.ts';
import { getProject } from '../services/projects/project-view.ts';
import { assessTarget } from '../services/targets/assess-target.ts';
import { silenceFinding } from '../services/targets/silence-finding.ts';
import { startTarget } from '../services/targets/start-target.ts';

/** Who asks, as of now. */
export type ContextAt = (person: Person) => ServiceContext;

/** How far the form of each project has come, in turn; null has none yet. */
const STANDINGS: readonly (FormState | null)[] = [
  'office-review',
  'unit-review',
  'returned',
  'department-review',
  'approved',
  null,
  'division-review',
  'office-review',
  'draft',
  'department-review',
  'office-review',
  'adjusting',
  'unit-review',
];
const WAY: readonly (readonly [FlowAction, Permission, FormState])[] = [
  ['submit', 'target.submit', 'unit-review'],
  ['pass', 'review.unit', 'department-review'],
  ['pass', 'review.department', 'division-review'],
  ['pass', 'review.division', 'office-review'],
  ['approve', 'review.office', 'approved'],
];
/** Days from today of opening and deadlines. */
const DAYS = { opens: -30, fill: 6, unit: 12, department: 20, division: 28, office: 38 };
const DAY_MS = 86_400_000;
const GUIDANCE =
  '请结合下年度预算逐项填报。指标值应量化、可考核，并与上年完成情况衔接；低于上年完成值的请说明理由。';
/** Units have new plans as well; they show what has no earlier year. */
const NEW_PROJECTS = ['智慧泵站监测平台建设', '青少年科普进社区', '医养结合服务试点'];

/** Everything the steps below share. */
class SampleWork {
  readonly contextAt: ContextAt;
  readonly operator: ServiceContext;
  private readonly year: number;

  constructor(contextAt: ContextAt, operator: Person) {
    this.contextAt = contextAt;
    this.operator = contextAt(operator);
    this.year = Number(civilDate(this.operator.now).slice(0, 4)) + 1;
  }

  /** Who holds a permission at a place, the nearest one to it. */
  private async actor(permission: Permission, path: string): Promise<ServiceContext | undefined> {
    const { db, tenant } = this.operator;
    const holders = await listHolders(db, tenant.tenantId, permission);
    const nearest = holders
      .filter((holder) => path.startsWith(holder.path))
      .sort((a, b) => b.path.length - a.path.length)[0];
    const person = nearest && (await findActor(db, tenant.tenantId, nearest.personId));
    return person && this.contextAt(person);
  }

  private day(offset: number): string {
    return civilDate(new Date(this.operator.now.getTime() + offset * DAY_MS));
  }

  async openRound(): Promise<string> {
    const { db, tenant } = this.operator;
    const departments = (await listOrganisations(db, tenant.tenantId)).filter(
      ({ kind }) => kind === 'department',
    );
    const { id } = await createCampaign(this.operator, {
      name: `${String(this.year)}年度项目绩效目标申报`,
      kind: 'target',
      fiscalYear: this.year,
      templateId: 'shanghai-target-2026',
      schemeId: null,
      ruleProfileId: null,
      guidance: GUIDANCE,
      opensOn: this.day(DAYS.opens),
      deadlines: {
        fill: this.day(DAYS.fill),
        'unit-review': this.day(DAYS.unit),
        'department-review': this.day(DAYS.department),
        'division-review': this.day(DAYS.division),
        'office-review': this.day(DAYS.office),
      },
      memberIds: departments.map(({ organisationId }) => organisationId),
    });
    await moveCampaign(this.operator, id, { state: 'open', reason: '' });
    return id;
  }

  /** A project of the coming year with everything that is known of it from earlier years. */
  async addProject(unit: Organisation, name: string, code: string, from?: FormRecord): Promise<string> {
    const funds = from && totalFunds(from.funds);
    const amountWan = toWan(funds?.amount ?? null, funds?.unit ?? from?.amountUnit ?? '万元') ?? '60.00';
    const project = await createProject(this.operator, {
      organisationId: unit.organisationId,
      fiscalYear: this.year,
      code,
      name,
      nature: from?.header.projectNature ?? '经常性专项业务费',
      category: from?.header.projectCategory ?? '特定目标类',
      startDate: `${String(this.year)}-01-01`,
      endDate: `${String(this.year)}-12-31`,
      funds: [{ label: '年度资金申请总额', key: 'total', amountWan }],
      disclosure: 'internal',
      isClosed: false,
    });
    const { suggestions } = await getProject(this.operator, project.id);
    for (const { kind, id } of suggestions)
      await linkProject(this.operator, project.id, { kind, linkedId: id });
    return project.id;
  }

  /** Gives a reason for every warning; false when errors are left, which only its unit can mend. */
  private async clear(officer: ServiceContext, formId: string): Promise<boolean> {
    const { db, tenant } = officer;
    const draft = await findDraft(db, tenant.tenantId, formId);
    if (draft === undefined) return false;
    const { findings, record } = assessTarget(draft, []);
    const left = findingsToClear(findings, await listSilences(db, tenant.tenantId, formId), record);
    if (left.some(({ severity }) => severity === 'error')) return false;
    for (const finding of left) {
      const at = silencePlace(finding, record);
      const reason = '按本项目历年实际情况设定，已与主管部门核对。';
      await silenceFinding(officer, formId, { ruleId: finding.ruleId, at, reason });
    }
    return true;
  }

  /** Starts the form from the one of the year before and brings it as far as wanted, by the persons whose turn it is. */
  async work(
    wish: { readonly projectId: string; readonly campaignId: string; readonly from: string | undefined },
    path: string,
    standing: FormState,
  ): Promise<void> {
    const officer = await this.actor('target.write', path);
    if (officer === undefined) return;
    const { projectId, campaignId, from } = wish;
    const { id } = await startTarget(officer, {
      projectId,
      campaignId,
      from: from === undefined ? { kind: 'empty' } : { kind: 'form', formId: from },
    });
    if (standing === 'draft' || !(await this.clear(officer, id))) return;
    const reached =
      standing === 'returned' ? 'department-review' : standing === 'adjusting' ? 'approved' : standing;
    for (const [action, permission, state] of WAY) {
      const actor = await this.actor(permission, path);
      if (actor === undefined) return;
      const approval = {
        approvalNumber: `临财绩〔${String(this.year - 1)}〕12号`,
        approvalDate: civilDate(actor.now),
      };
      await takeFlowStep(actor, id, { action, ...(action === 'approve' ? approval : {}) });
      if (state === reached) break;
    }
    if (standing === 'returned') await this.sendBack(id, path);
    if (standing === 'adjusting')
      await takeFlowStep(officer, id, { action: 'adjust', opinion: '年初预算调减，需相应调整数量指标。' });
  }

  private async sendBack(formId: string, path: string): Promise<void> {
    const reviewer = await this.actor('review.department', path);
    const form = reviewer && (await findForm(reviewer.db, reviewer.tenant.tenantId, formId));
    if (reviewer === undefined || form === undefined) return;
    const named = form.record.indicators.slice(1, 3).map(({ level3 }) => level3 ?? '');
    for (const [index, name] of named.entries()) {
      const place = {
        kind: 'cell',
        path: `/indicators/${String(index + 1)}/target`,
        label: `${name} 年度指标值`,
      } as const;
      const text = index === 0 ? '低于上年实际完成值，请核实。' : '请补充计量口径。';
      await addOpinion(reviewer, formId, { place, text });
    }
    await addOpinion(reviewer, formId, { place: { kind: 'whole' }, text: '年度总体目标请与指标逐项对应。' });
    await takeFlowStep(reviewer, formId, {
      action: 'return',
      result: '中',
      opinion: '部分指标值偏低，目标与指标不够对应，请修改后重新送审。',
    });
  }
}

async function earlierTargets({ db, tenant }: ServiceContext, year: number): Promise<readonly FormListRow[]> {
  const page = await listForms(db, tenant.tenantId, { kind: 'target', year, sort: 'project', limit: 50 });
  return page.items;
}

/** The third party sees nothing but the projects that were given to it. */
async function grantToThirdParty(
  { db, tenant: { tenantId }, person, now }: ServiceContext,
  projects: readonly string[],
): Promise<void> {
  const expert = (await listPersons(db, tenantId)).find(({ assignments }) =>
    assignments.some(({ role }) => role === 'third-party'),
  );
  if (expert === undefined) return;
  const grants = { projects, grantedBy: person.personId, now };
  await inTransaction(db, (tx) => replaceGrants(tx, tenantId, expert.personId, grants));
}

/**
 * 样例工作: an open round, the units' projects with their earlier years, and forms at every stage, all made by the
 * services that people use. Does nothing when there is a round already.
 */
export async function createSampleWork(contextAt: ContextAt, operator: Person): Promise<void> {
  const { db, tenant, now } = contextAt(operator);
  if ((await listCampaigns(db, tenant.tenantId)).length > 0) return;
  const work = new SampleWork(contextAt, operator);
  const campaignId = await work.openRound();
  const units = (await listOrganisations(db, tenant.tenantId)).filter(({ kind }) => kind === 'unit');
  const forms = await earlierTargets(work.operator, Number(civilDate(now).slice(0, 4)));
  const underReview: string[] = [];
  let number = 0;
  const nextCode = () => `3101${String((number += 1)).padStart(5, '0')}`;
  for (const [index, { formId, implementingUnit, projectName }] of forms.entries()) {
    const unit = units.find(({ name }) => name === implementingUnit);
    const form = await findForm(db, tenant.tenantId, formId);
    if (unit === undefined || form === undefined || projectName === null) continue;
    const projectId = await work.addProject(unit, projectName, nextCode(), form.record);
    const standing = STANDINGS[index % STANDINGS.length] ?? null;
    if (standing === 'department-review') underReview.push(projectId);
    if (standing === null) continue;
    await work.work({ projectId, campaignId, from: formId }, unit.path, standing).catch((error: unknown) => {
      // A form that its documents leave unfit for submission stays where it is, as it would in life.
      if (!(error instanceof AppError)) throw error;
    });
  }
  for (const [index, name] of NEW_PROJECTS.entries()) {
    const unit = units[index * 2];
    if (unit) await work.addProject(unit, name, nextCode());
  }
  await grantToThirdParty(work.operator, underReview);
}
