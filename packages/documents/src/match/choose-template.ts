import type { FormKind, FormTemplate } from '@jiheng/domain';

import { bareLabelKey } from './label-key.ts';
import type { LabelIndex } from './label-index.ts';
import type { ReadForm } from '../read-result.ts';

const MIN_SCORE = 0.5;

/** 选用表样: the template whose labels agree best with those of the form. */
export function chooseTemplate(
  templates: readonly FormTemplate[],
  index: LabelIndex,
  labels: ReadonlySet<string>,
  kind: FormKind,
  year: number | null,
): { template: FormTemplate; result: NonNullable<ReadForm['template']> } | null {
  // Colons, units and remarks differ from copy to copy: `执行率（%）` is the label 执行率.
  const met = new Set([...labels].map(bareLabelKey));
  let best: { template: FormTemplate; score: number; shared: number } | null = null;
  for (const template of templates) {
    const own = index.templateLabels.get(template.id);
    if (!own || own.size === 0 || template.kind !== kind) continue;
    let shared = 0;
    for (const label of met) if (own.has(label)) shared++;
    const isInForce =
      year === null ||
      (Number(template.effectiveFrom.slice(0, 4)) <= year &&
        (template.effectiveTo === undefined || Number(template.effectiveTo.slice(0, 4)) >= year));
    const score = shared / (own.size + met.size - shared) + (isInForce ? 0.02 : 0);
    if (best === null || score > best.score) best = { template, score, shared };
  }
  if (best === null || best.score < MIN_SCORE) return null;
  const { template, score, shared } = best;
  return {
    template,
    result: {
      id: template.id,
      score: Math.min(1, Math.round(score * 1000) / 1000),
      reason: `按版式识别，表内${met.size}个标签中有${shared}个与“${template.regionName}·${template.title}”一致`,
    },
  };
}
