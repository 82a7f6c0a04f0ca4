import type { Overview } from '@jiheng/api';
import { FORM_KIND_LABELS, FORM_STATE_LABELS } from '@jiheng/domain';
import { ruleById } from '@jiheng/regulation';
import type { OverviewFigures, Tenant } from '@jiheng/store';

export function presentOverview(tenant: Tenant, figures: OverviewFigures): Overview {
  return {
    tenantName: tenant.name,
    isSample: tenant.isSample,
    totals: figures.totals,
    years: [...figures.years],
    byState: figures.byState.map(({ state, count }) => ({ state, label: FORM_STATE_LABELS[state], count })),
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
