import {
  Decimal,
  EMPTY_GOALS,
  EMPTY_INDICATOR,
  emptyRecord,
  toWan,
  type FormRecord,
  type FormTemplate,
  type FundRow,
  type Indicator,
  type Origin,
  type OriginMap,
} from '@jiheng/domain';
import { TAXONOMIES } from '@jiheng/regulation';
import type { Campaign, Project } from '@jiheng/store';

/** A form one starts from. */
export interface StartingPoint {
  readonly formId: string;
  readonly revision: number;
  readonly record: FormRecord;
}

export interface Beginning {
  readonly project: Project;
  readonly departmentName: string;
  readonly campaign: Campaign;
  readonly template: FormTemplate;
  readonly from: StartingPoint | null;
}

/** One row for each kind of indicator that every form has; what is not needed is deleted, what is missing is seen. */
function blankRows(template: FormTemplate): readonly Indicator[] {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy) ?? TAXONOMIES[0];
  return (taxonomy?.levels ?? []).flatMap(({ key, label, children }) => {
    const usual = key === 'output' ? children : children.slice(0, 1);
    return usual.map((child) => ({ ...EMPTY_INDICATOR, level1: label, level2: child.label }));
  });
}

/** What was promised is taken over; what was reached, scored and explained belongs to the old year. */
function carriedRow({ further, ...row }: Indicator): Indicator {
  return {
    ...EMPTY_INDICATOR,
    level1: row.level1,
    level2: row.level2,
    level3: row.level3,
    description: row.description,
    target: row.target,
    maxScore: row.maxScore,
    ...(row.hasSplitTarget ? { hasSplitTarget: row.hasSplitTarget } : {}),
    ...(further ? { further } : {}),
  };
}

const PER_WAN = Decimal.of('10000');

/** Amounts of the project library are in 万元; a paper in 元 gets them in 元, with 角 and 分 as it prints them. */
function fundsOf(project: Project, template: FormTemplate): readonly FundRow[] {
  return project.funds.map(({ unit = '万元', ...row }) => {
    if (unit === template.amountUnit || row.amount === null) return row;
    if (template.amountUnit === '万元') return { ...row, amount: toWan(row.amount, unit) };
    return { ...row, amount: Decimal.of(row.amount).mul(PER_WAN).round(2, 'half-up').toString() };
  });
}

/** 起始记录 of a project's form in a round: facts of the project, promises of the form it starts from. */
export function startingRecord({ project, departmentName, campaign, template, from }: Beginning): FormRecord {
  const empty = emptyRecord(campaign.kind);
  const source = from?.record;
  const indicators = source?.indicators.map(carriedRow) ?? [];
  return {
    ...empty,
    fiscalYear: campaign.fiscalYear,
    region: template.region === '000000' ? (source?.region ?? null) : template.regionName,
    header: {
      ...empty.header,
      projectName: project.name,
      projectCode: project.code,
      projectNature: project.nature,
      projectCategory: project.category,
      competentDepartment: departmentName,
      implementingUnit: project.organisationName,
      startDate: project.startDate,
      endDate: project.endDate,
    },
    amountUnit: template.amountUnit,
    funds: fundsOf(project, template),
    goals: source
      ? {
          ...EMPTY_GOALS,
          purpose: source.goals.purpose,
          overall: source.goals.overall,
          annual: source.goals.annual ?? source.goals.expected ?? source.goals.overall,
        }
      : EMPTY_GOALS,
    indicators: indicators.length > 0 ? indicators : blankRows(template),
  };
}

/** Everything filled that was taken from another form says so. */
export function startingOrigins(record: FormRecord, from: StartingPoint | null): OriginMap {
  if (!from) return {};
  const origin: Origin = { kind: 'copied', formId: from.formId, revision: from.revision };
  const paths = record.indicators.flatMap((row, index) =>
    Object.entries(row).flatMap(([field, value]) =>
      value === null || field === 'further' || field === 'hasSplitTarget'
        ? []
        : [`/indicators/${String(index)}/${field}`],
    ),
  );
  const goals = Object.entries(record.goals).flatMap(([name, text]) =>
    text === null ? [] : [`/goals/${name}`],
  );
  return Object.fromEntries([...paths, ...goals].map((path) => [path, origin]));
}
