import type { ReadResult } from '@jiheng/documents';
import type { ScoreSheet } from '@jiheng/domain';
import { assessScores } from '@jiheng/regulation';

import { scoreText, type ScoredEvaluation } from '../output/score-text.ts';
import type { ScoreOptions, ScoreOutput } from '../work/task.ts';

/** One file as the score command writes it. Forms without scores (targets) are counted, not listed. */
export function scoreOutput(result: ReadResult, { format }: ScoreOptions): ScoreOutput {
  const evaluations: ScoredEvaluation[] = [];
  for (const form of result.forms) {
    const scored = assessScores(form);
    const { sheet } = scored;
    if (sheet) evaluations.push({ form, scored: { ...scored, sheet } });
  }
  return {
    scored: evaluations.length,
    differing: evaluations.filter(({ scored }) => isDiffering(scored.sheet)).length,
    text: format === 'json' ? json(result, evaluations) : scoreText(result, evaluations),
  };
}

/** True when a printed number of the sheet cannot be right. */
function isDiffering({ execution, indicators, total, maxTotal, grade }: ScoreSheet): boolean {
  return (
    [execution, ...indicators].some(({ verdict }) => verdict === 'differs') ||
    execution.rateVerdict === 'differs' ||
    !total.agrees ||
    !maxTotal.agrees ||
    !grade.agrees
  );
}

function json({ file, forms, problems }: ReadResult, evaluations: readonly ScoredEvaluation[]): string {
  return JSON.stringify({
    file,
    formsWithoutScores: forms.length - evaluations.length,
    forms: evaluations.map(
      ({ form: { index, record, place, checks }, scored: { scheme, reasons, sheet } }) => ({
        index,
        place,
        title: record.title,
        projectName: record.header.projectName,
        implementingUnit: record.header.implementingUnit,
        fiscalYear: record.fiscalYear,
        scheme: scheme && { id: scheme.id, title: scheme.title, citation: scheme.citation },
        reasons,
        agrees: !isDiffering(sheet),
        sheet,
        checks,
      }),
    ),
    problems,
  });
}
