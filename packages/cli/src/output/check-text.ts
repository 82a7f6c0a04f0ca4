import { SEVERITY_LABELS, type PlacedFinding } from '@jiheng/domain';

import type { CheckedForm, FileResult } from '../work/task.ts';
import type { CheckEnd, CheckTotals, CheckWriter } from './check-report.ts';
import { fieldWords } from './field-words.ts';
import { padEnd } from './width.ts';
import { SEVERITY_SHAPES, formHeading, lineOf, placeText, problemText } from './words.ts';

/** Findings for the terminal: by file and form, each with line and column. Forms without findings are only counted. */
export function textWriter(): CheckWriter {
  return {
    begin: () => '',
    file: fileText,
    end: ({ crossFindings, totals }) => crossText(crossFindings) + totalsText(totals),
  };
}

function fileText({ file, problems, output }: FileResult<'check'>): string {
  const forms = output?.forms.filter(({ findings }) => findings.length > 0) ?? [];
  if (problems.length === 0 && forms.length === 0) return '';
  return `${file}\n${problems.map(problemText).join('')}${forms.map(formText).join('')}\n`;
}

function formText(form: CheckedForm): string {
  return `  第 ${lineOf(form.place)} 行  ${formHeading(form)}\n${form.findings.map(findingText).join('')}`;
}

function findingText(finding: Omit<PlacedFinding, 'others'>): string {
  const { severity, code, message, remedy, place, at } = finding;
  const word = padEnd(`${SEVERITY_SHAPES[severity]} ${SEVERITY_LABELS[severity]}`, 9);
  const where = padEnd(placeText(place), 8);
  return `    ${word} ${code}  ${where} ${fieldWords(at[0] ?? '')}：${message}\n                      处理：${remedy}\n`;
}

function crossText(findings: CheckEnd['crossFindings']): string {
  if (findings.length === 0) return '';
  const lines = findings.map((finding) => {
    const others = finding.others.map(
      ({ form, place }) =>
        `                      另见：${place.file}:${placeText(place)} ${formHeading(form)}\n`,
    );
    const { form } = finding;
    return `  ${form.place.file}:${lineOf(form.place)}  ${formHeading(form)}\n${findingText(finding)}${others.join('')}`;
  });
  return `跨表问题\n${lines.join('')}\n`;
}

/** `合计：3 个文件，12 张表；错误 3，需说明 5，建议 2`. */
export function totalsText({ files, unreadable, forms, findings }: CheckTotals): string {
  const found = `错误 ${findings.error}，需说明 ${findings.warning}，建议 ${findings.advice}`;
  const failed = unreadable > 0 ? `；${unreadable} 个文件未能完整读取` : '';
  return `合计：${files} 个文件，${forms} 张表；${found}${failed}\n`;
}
