import type { ReadForm, ReadResult } from '@jiheng/documents';
import type { ScoreItem, ScoreSheet, ScoreVerdict } from '@jiheng/domain';
import type { ScoredForm } from '@jiheng/regulation';

import { padEnd, padStart, shorten } from './width.ts';
import { formHeading, lineOf } from './words.ts';

/** One self-evaluation with its scores, printed and computed side by side. */
export interface ScoredEvaluation {
  readonly form: ReadForm;
  readonly scored: ScoredForm & { readonly sheet: ScoreSheet };
}

const VERDICT_WORDS: Readonly<Record<ScoreVerdict, string>> = {
  reproduced: '一致',
  'within-band': '在档次内',
  lower: '低于计算值',
  differs: '■ 不符',
  'not-printed': '未填',
  'not-computable': '需人工判断',
};
const NAME_WIDTH = 36;

/** Printed and computed scores of a file's self-evaluations, side by side, each with its trace. */
export function scoreText({ file, forms }: ReadResult, evaluations: readonly ScoredEvaluation[]): string {
  const without = forms.length - evaluations.length;
  const note = without > 0 ? `，另有 ${without} 张表不含得分` : '';
  return [`${file}：${evaluations.length} 张自评表${note}`, ...evaluations.map(formText)].join('\n') + '\n';
}

function formText({ form: { record, place }, scored: { reasons, sheet } }: ScoredEvaluation): string {
  const { total, maxTotal, grade, execution } = sheet;
  const rate = execution.printedRate ?? '未填';
  return [
    '',
    `  第 ${lineOf(place)} 行  ${formHeading({ ...record, ...record.header })}`,
    ...reasons.map((reason) => `      ${reason}`),
    `      ${row('指标', '分值', '自评', '计算', '结论', '过程')}`,
    ...[execution, ...sheet.indicators].map((item) => `      ${itemRow(item)}`),
    `      ${row('合计', maxTotal.sum, total.sumOfPrinted, total.computed ?? '', '', '')}`.trimEnd(),
    `      总分：填报 ${total.printed ?? '未填'}，各项之和 ${total.sumOfPrinted}，${agreement(total.agrees)}`,
    `      分值：填报 ${maxTotal.printed ?? '未填'}，各项之和 ${maxTotal.sum}，${agreement(maxTotal.agrees)}`,
    `      执行率：填报 ${rate}，计算 ${execution.computedRate ?? '无法计算'}，${VERDICT_WORDS[execution.rateVerdict]}`,
    `      等级：填报 ${grade.printed ?? '未填'}，应为 ${grade.computed ?? '无法判定'}，${agreement(grade.agrees)}`,
  ].join('\n');
}

function agreement(agrees: boolean): string {
  return agrees ? '一致' : '■ 不符';
}

function itemRow({ label, maxScore, printed, computed, band, verdict, trace }: ScoreItem): string {
  const right = computed ?? (band ? `${band[0]}–${band[1]}` : '');
  return row(label, maxScore ?? '', printed ?? '', right, VERDICT_WORDS[verdict], trace.formula);
}

function row(
  name: string,
  max: string,
  printed: string,
  computed: string,
  verdict: string,
  trace: string,
): string {
  return [
    padEnd(shorten(name, NAME_WIDTH), NAME_WIDTH),
    padStart(max, 6),
    padStart(printed, 7),
    padStart(computed, 13),
    padEnd(` ${verdict}`, 13),
    trace,
  ]
    .join(' ')
    .trimEnd();
}
