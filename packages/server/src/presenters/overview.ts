import type { Overview } from '@jiheng/api';
import { FORM_KIND_LABELS } from '@jiheng/domain';
import { ruleById } from '@jiheng/regulation';
import type { FormState, OverviewFigures, Tenant } from '@jiheng/store';

const STATE_LABELS: Readonly<Record<FormState, string>> = {
  imported: '已导入',
  draft: '填报中',
  submitted: '已送审',
  approved: '已批复',
};

export function presentOverview(tenant: Tenant, figures: OverviewFigures): Overview {
  return {
    tenantName: tenant.name,
    isSample: tenant.isSample,
    totals: figures.totals,
    years: [...figures.years],
    byState: figures.byState.map(({ state, count }) => ({ state, label: STATE_LABELS[state], count })),
    byKind: figures.byKind.map(({ kind, count }) => ({ kind, label: FORM_KIND_LABELS[kind], count })),
    byGrade: [...figures.byGrade],
    byUnit: [...figures.byUnit],
    scores: figures.scores.map((bubble) => ({
      ...bubble,
      projectName: bubble.projectName ?? '（未填项目名称）',
    })),
    findings: figures.findings.map((cell) => ({
      ...cell,
      ruleTitle: ruleById(cell.ruleId)?.title ?? cell.ruleId,
    })),
  };
}
