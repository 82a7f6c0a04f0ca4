import type { ProjectDetail, ProjectIndicator, ProjectList } from '@jiheng/api';
import { FORM_KIND_LABELS, foldText, may, scopeOf } from '@jiheng/domain';
import {
  findProject,
  listFormIndicators,
  listLineage,
  listNamesakes,
  listProjectForms,
  listProjects,
  listProjectYears,
  suggestProjectForms,
  type Project,
  type ProjectForm,
  type ProjectIndicator as StoredIndicator,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';

export interface ProjectQuery {
  readonly text?: string | undefined;
  readonly year?: number | undefined;
  readonly organisation?: string | undefined;
  readonly closed?: 'true' | 'false' | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** What lists and the page of a project both say of it. */
function summaryOf(project: Project) {
  return {
    id: project.projectId,
    organisationId: project.organisationId,
    organisationName: project.organisationName,
    fiscalYear: project.fiscalYear,
    code: project.code,
    name: project.name,
    nature: project.nature,
    category: project.category,
    amountWan: project.amountWan,
    disclosure: project.disclosure,
    isClosed: project.isClosed,
  };
}

/** 项目库. */
export async function listProjectItems(
  { db, tenant, person }: ServiceContext,
  { text, year, organisation, closed, limit, offset }: ProjectQuery,
): Promise<ProjectList> {
  const { tenantId } = tenant;
  const [page, years] = await Promise.all([
    listProjects(db, tenantId, {
      scope: scopeOf(person, 'project.read'),
      text,
      year,
      organisationId: organisation,
      isClosed: closed === undefined ? undefined : closed === 'true',
      limit,
      offset,
    }),
    listProjectYears(db, tenantId),
  ]);
  return {
    items: page.items.map((project) => ({
      ...summaryOf(project),
      targetState: project.targetState,
      targetFormId: project.targetFormId,
    })),
    count: page.count,
    years: [...years],
  };
}

/** A project within the person's scope. */
export async function findVisibleProject(
  { db, tenant, person }: ServiceContext,
  projectId: string,
): Promise<Project> {
  const project = await findProject(db, tenant.tenantId, projectId);
  if (project === undefined || !may(person, 'project.read', project)) {
    throw new AppError('NOT-FOUND', '没有找到这个项目。');
  }
  return project;
}

/** One line per indicator name, its promised and reached values by year. */
export function indicatorsThroughYears(
  forms: readonly ProjectForm[],
  indicators: readonly StoredIndicator[],
): ProjectIndicator[] {
  const years = new Map(forms.map(({ formId, fiscalYear }) => [formId, fiscalYear]));
  const lines = new Map<string, ProjectIndicator>();
  for (const { formId, level1, level2, level3, target, actual } of indicators) {
    const fiscalYear = years.get(formId) ?? null;
    const name = level3 ?? level2 ?? '';
    // The empty rows that a form begins with say nothing yet.
    const isEmpty = level3 === null && target === null && actual === null;
    if (fiscalYear === null || name === '' || isEmpty) continue;
    const key = foldText(name);
    const line = lines.get(key) ?? { level1, level2, name, years: [] };
    lines.set(key, line);
    const known = line.years.find((year) => year.fiscalYear === fiscalYear);
    if (known === undefined) line.years.push({ fiscalYear, target, actual });
    else {
      known.target ??= target;
      known.actual ??= actual;
    }
  }
  for (const line of lines.values()) line.years.sort((a, b) => a.fiscalYear - b.fiscalYear);
  return [...lines.values()].sort((a, b) => b.years.length - a.years.length);
}

function presentForm(form: ProjectForm): ProjectDetail['forms'][number] {
  const { formId, kind, fiscalYear, state, revision, amountWan, spentWan, executionRate, totalScore, grade } =
    form;
  return {
    formId,
    kind,
    kindLabel: FORM_KIND_LABELS[kind],
    fiscalYear,
    state,
    revision,
    amountWan,
    spentWan,
    executionRate,
    totalScore,
    grade,
  };
}

/** What looks like the same project and is not linked yet; to link is a person's decision. */
async function suggestions(
  { db, tenant, person }: ServiceContext,
  project: Project,
): Promise<ProjectDetail['suggestions']> {
  const [forms, namesakes] = await Promise.all([
    suggestProjectForms(db, tenant.tenantId, project),
    listNamesakes(db, tenant.tenantId, project),
  ]);
  return [
    ...namesakes
      .filter((other) => may(person, 'project.read', other))
      .map((other) => ({
        kind: 'project' as const,
        id: other.projectId,
        label: `项目库：${other.name}（${other.code}）`,
        fiscalYear: other.fiscalYear,
        unit: other.organisationName,
        amountWan: other.amountWan,
      })),
    ...forms.map((form) => ({
      kind: 'form' as const,
      id: form.formId,
      label: `${FORM_KIND_LABELS[form.kind]}：${form.projectName ?? ''}`,
      fiscalYear: form.fiscalYear ?? project.fiscalYear,
      unit: form.implementingUnit,
      amountWan: form.amountWan,
    })),
  ];
}

/** 项目: one project through the years. */
export async function getProject(context: ServiceContext, projectId: string): Promise<ProjectDetail> {
  const { db, tenant, person } = context;
  const { tenantId } = tenant;
  const project = await findVisibleProject(context, projectId);
  const lineage = await listLineage(db, tenantId, project.lineageId);
  const years = lineage.filter((other) => may(person, 'project.read', other));
  const forms = await listProjectForms(
    db,
    tenantId,
    years.map((year) => year.projectId),
  );
  const mayManage = may(person, 'project.manage', project);
  const [indicators, suggested] = await Promise.all([
    listFormIndicators(
      db,
      tenantId,
      forms.map(({ formId }) => formId),
    ),
    mayManage ? suggestions(context, project) : [],
  ]);
  return {
    ...summaryOf(project),
    startDate: project.startDate,
    endDate: project.endDate,
    funds: project.funds.map(({ label, key, amount }) => ({
      label,
      key: key === 'total' || key === 'fiscal' || key === 'carryover' || key === 'other' ? key : null,
      amountWan: amount ?? '0',
    })),
    mayManage,
    years: years.map(({ projectId: id, fiscalYear, code, name, amountWan }) => ({
      id,
      fiscalYear,
      code,
      name,
      amountWan,
    })),
    forms: forms.map(presentForm),
    indicators: indicatorsThroughYears(forms, indicators),
    suggestions: suggested,
  };
}
