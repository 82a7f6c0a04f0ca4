import { toExchange, type ReadForm, type ReadResult } from '@jiheng/documents';

import { formHeading, lineOf, placeText } from '../output/words.ts';
import type { ReadOptions, ReadOutput } from '../work/task.ts';

/** Pieces of residue shown when not all are asked for. */
const FEW = 5;
const LONGEST_RESIDUE = 40;

/** One file as the read command writes it. */
export function readOutput(result: ReadResult, { format, residue }: ReadOptions): ReadOutput {
  return { text: render(result, format, residue) };
}

function render(result: ReadResult, format: ReadOptions['format'], isAllResidue: boolean): string {
  switch (format) {
    case 'exchange':
      return JSON.stringify({ file: result.file, forms: toExchange(result) });
    case 'json':
      return JSON.stringify(result);
    case 'text':
      return summary(result, isAllResidue);
  }
}

/** Share of characters that nothing claimed, `0.12 %`. */
export function residueShare({ total, residue }: ReadResult['counts']): string {
  return `${(total === 0 ? 0 : (residue / total) * 100).toFixed(2)} %`;
}

function summary(result: ReadResult, isAllResidue: boolean): string {
  const indicators = result.forms.reduce((sum, { record }) => sum + record.indicators.length, 0);
  const { counts, residue } = result;
  const lines = [
    `${result.file}：${result.forms.length} 张表，${indicators} 项指标${result.encoding === null ? '' : `，编码 ${result.encoding.toUpperCase()}`}`,
    ...result.forms.map(formLine),
    `  未识别内容：${residueShare(counts)}（${counts.residue} / ${counts.total} 字）`,
    ...residue
      .slice(0, isAllResidue ? residue.length : FEW)
      .map(({ place, text }) => `    ${placeText(place)}  ${text.slice(0, LONGEST_RESIDUE)}`),
  ];
  if (!isAllResidue && residue.length > FEW)
    lines.push(`    其余 ${residue.length - FEW} 处请加 --residue 查看`);
  return `${lines.join('\n')}\n`;
}

function formLine({ record, place, checks, needsReview }: ReadForm): string {
  const parts = [`${record.indicators.length} 项指标`, `资金 ${record.funds.length} 行`];
  if (record.totalScore !== null) parts.push(`总分 ${record.totalScore}`);
  if (record.grade !== null) parts.push(`等级 ${record.grade}`);
  const failed = checks.filter(({ agrees }) => !agrees).map(({ detail }) => detail);
  const review = needsReview ? `\n      需核对：${failed.join('；')}` : '';
  return `  第 ${lineOf(place)} 行  ${formHeading({ ...record, ...record.header })}\n      ${parts.join('，')}${review}`;
}
