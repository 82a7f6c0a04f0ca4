import type { ProjectBody, ProjectDetail } from '@jiheng/api';
import { Decimal, EMPTY_FUND_ROW, may, type DecimalText, type FundRow } from '@jiheng/domain';
import {
  findOrganisation,
  findProject,
  inTransaction,
  insertProjects,
  joinLineages,
  linkForm,
  listLineage,
  projectsByCode,
  suggestProjectForms,
  updateProject,
  type Project,
  type ProjectSettings,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { findVisibleProject, getProject } from './project-view.ts';

/** 资金 as fund rows in 万元; the whole is the printed total, else the sum of the sources. */
export function fundRows(funds: ProjectBody['funds']): {
  readonly rows: readonly FundRow[];
  readonly amountWan: DecimalText | null;
} {
  const rows = funds.map(({ label, key, amountWan }) => ({
    ...EMPTY_FUND_ROW,
    label,
    key,
    amount: amountWan as DecimalText,
    unit: '万元' as const,
  }));
  const total = rows.find(({ key }) => key === 'total')?.amount;
  const sum = Decimal.sum(rows.map(({ amount }) => Decimal.of(amount))).toString();
  return { rows, amountWan: total ?? (rows.length === 0 ? null : sum) };
}

/** Faults of what was filled in, in Chinese. */
export function projectFaults(
  body: Pick<ProjectBody, 'funds' | 'startDate' | 'endDate' | 'disclosure' | 'name'>,
): string[] {
  const faults: string[] = [];
  const { startDate, endDate, funds } = body;
  if (startDate !== null && endDate !== null && endDate < startDate)
    faults.push(`计划完成日期${endDate}早于计划开始日期${startDate}`);
  const total = funds.find(({ key }) => key === 'total');
  const parts = funds.filter(({ key }) => key !== 'total');
  if (total !== undefined && parts.length > 0) {
    const sum = Decimal.sum(parts.map(({ amountWan }) => Decimal.of(amountWan)));
    if (!sum.equals(Decimal.of(total.amountWan)))
      faults.push(`资金来源合计${sum.toString()}万元，与资金总额${total.amountWan}万元不符`);
  }
  if (funds.some(({ amountWan }) => Decimal.of(amountWan).sign < 0)) faults.push('资金不能为负数');
  if (/涉密|绝密|机密|秘密级/u.test(body.name)) faults.push('涉密项目不得录入本系统');
  return faults;
}

async function settingsOf(
  tx: Tx,
  { tenant, person }: ServiceContext,
  { body, ownId }: { readonly body: ProjectBody; readonly ownId: string | undefined },
): Promise<ProjectSettings> {
  const organisation = await findOrganisation(tx, tenant.tenantId, body.organisationId);
  if (organisation === undefined || !may(person, 'project.manage', organisation))
    throw new AppError('NOT-FOUND', '没有找到这个单位，或您不能为它管理项目。');
  const faults = projectFaults(body);
  if (faults.length > 0) throw new AppError('INVALID-INPUT', `${faults.join('；')}。`);
  const taken = await projectsByCode(tx, tenant.tenantId, body.fiscalYear, [body.code]);
  const holder = taken.get(body.code);
  if (holder !== undefined && holder !== ownId)
    throw new AppError('INVALID-INPUT', `${body.fiscalYear}年度已有编码为“${body.code}”的项目。`);
  const { rows, amountWan } = fundRows(body.funds);
  return { ...body, funds: rows, amountWan };
}

/** 新建项目. */
export async function createProject(context: ServiceContext, body: ProjectBody): Promise<ProjectDetail> {
  const { db, tenant, now } = context;
  const projectId = await inTransaction(db, async (tx) => {
    const settings = await settingsOf(tx, context, { body, ownId: undefined });
    const [id = ''] = await insertProjects(tx, [{ tenantId: tenant.tenantId, settings, now }]);
    await audit(context, tx, { action: 'create-project', subject: id, detail: body });
    return id;
  });
  return getProject(context, projectId);
}

/** 修改项目. The unit of a project with forms stays: they would change hands with it. */
export async function changeProject(
  context: ServiceContext,
  projectId: string,
  body: ProjectBody,
): Promise<ProjectDetail> {
  const { db, tenant, person } = context;
  const before = await findVisibleProject(context, projectId);
  if (!may(person, 'project.manage', before)) throw new AppError('NOT-ALLOWED', '您的角色不能修改这个项目。');
  if (body.organisationId !== before.organisationId || body.fiscalYear !== before.fiscalYear) {
    const { forms } = await getProject(context, projectId);
    if (forms.some(({ fiscalYear }) => fiscalYear === before.fiscalYear))
      throw new AppError('REFUSED', '这个项目已有表单，不能再改年度和实施单位。');
  }
  await inTransaction(db, async (tx) => {
    const settings = await settingsOf(tx, context, { body, ownId: projectId });
    await updateProject(tx, tenant.tenantId, projectId, settings);
    await audit(context, tx, {
      action: 'change-project',
      subject: projectId,
      detail: { before, after: body },
    });
  });
  return getProject(context, projectId);
}

/** The project of the form's year in the same lineage; made when there is none. */
async function projectOfYear(
  tx: Tx,
  { tenant, now }: ServiceContext,
  { project, fiscalYear }: { readonly project: Project; readonly fiscalYear: number },
): Promise<Project> {
  const { tenantId } = tenant;
  const known = (await listLineage(tx, tenantId, project.lineageId)).find(
    (other) => other.fiscalYear === fiscalYear,
  );
  if (known !== undefined) return known;
  const taken = await projectsByCode(tx, tenantId, fiscalYear, [project.code]);
  const settings: ProjectSettings = {
    ...project,
    fiscalYear,
    code: taken.has(project.code) ? `${project.code}-${project.projectId.slice(-6)}` : project.code,
    startDate: null,
    endDate: null,
    funds: [],
    amountWan: null,
    isClosed: true,
  };
  const [id = ''] = await insertProjects(tx, [{ tenantId, settings, lineageId: project.lineageId, now }]);
  return (await findProject(tx, tenantId, id)) ?? project;
}

/** 关联: a suggested form or project of another year becomes part of this project; only what is suggested can be linked. */
export async function linkProject(
  context: ServiceContext,
  projectId: string,
  { kind, linkedId }: { readonly kind: 'form' | 'project'; readonly linkedId: string },
): Promise<ProjectDetail> {
  const { db, tenant, person } = context;
  const { tenantId } = tenant;
  const project = await findVisibleProject(context, projectId);
  if (!may(person, 'project.manage', project))
    throw new AppError('NOT-ALLOWED', '您的角色不能修改这个项目。');
  const { suggestions } = await getProject(context, projectId);
  const wanted = suggestions.find((suggestion) => suggestion.kind === kind && suggestion.id === linkedId);
  if (wanted === undefined)
    throw new AppError('CONFLICT', '没有可关联的内容，可能已经关联过。', { remedy: '请刷新页面查看。' });
  await inTransaction(db, async (tx) => {
    if (kind === 'project') {
      const other = await findProject(tx, tenantId, linkedId);
      if (other) await joinLineages(tx, tenantId, { from: other.lineageId, into: project.lineageId });
    } else {
      const form = (await suggestProjectForms(tx, tenantId, project)).find(
        ({ formId }) => formId === linkedId,
      );
      const fiscalYear = form?.fiscalYear ?? project.fiscalYear;
      const owner = await projectOfYear(tx, context, { project, fiscalYear });
      await linkForm(tx, tenantId, linkedId, owner);
    }
    await audit(context, tx, { action: 'link-project', subject: projectId, detail: { kind, linkedId } });
  });
  return getProject(context, projectId);
}
