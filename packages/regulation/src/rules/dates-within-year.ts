import { defineFormRule, type Examples, type FormRecord } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';

const YEAR = /(20\d\d)\s*年/g;
/** Years that only serve as a measure to compare with. */
const BASELINE = /较|比|同期|基数|上年|高于|低于|参照/;

function yearOf(date: string | null): number | null {
  return date === null ? null : Number(date.slice(0, 4));
}

/** The first year named in a value that lies outside the project. */
function strayYear(printed: string, first: number, last: number): number | undefined {
  if (!printed.includes('年') || BASELINE.test(printed)) return undefined;
  for (const [, year = ''] of printed.matchAll(YEAR)) {
    if (Number(year) < first || Number(year) > last) return Number(year);
  }
  return undefined;
}

/** First and last year of the project, at least the fiscal year. */
function span({ header }: FormRecord, fiscalYear: number): readonly [number, number] {
  return [
    Math.min(yearOf(header.startDate) ?? fiscalYear, fiscalYear),
    Math.max(yearOf(header.endDate) ?? fiscalYear, fiscalYear),
  ];
}

export const rule = defineFormRule({
  id: 'dates-within-year',
  code: 'ZP055',
  title: '日期应在本年度或项目期内',
  severity: 'warning',
  kinds: PROJECT_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '年度目标写别的年份，多半是照搬往年表格没有改，或任务今年完不成。',
  messages: {
    start: { text: '计划开始日期{date}晚于{year}年度', remedy: '核对年度和计划开始日期' },
    end: { text: '计划完成日期{date}早于{year}年度', remedy: '核对年度和计划完成日期' },
    value: {
      text: '“{name}”写的是{found}年，不在{year}年度内',
      remedy: '改为本年度的时间；跨年项目写明本年度应完成的部分',
    },
  },
  check(form, report) {
    const { fiscalYear: year, header } = form;
    if (year === null) return;
    const [start, end] = [yearOf(header.startDate), yearOf(header.endDate)];
    if (start !== null && start > year)
      report('start', ['/header/startDate'], { date: header.startDate ?? '', year });
    if (end !== null && end < year) report('end', ['/header/endDate'], { date: header.endDate ?? '', year });
    const [first, last] = span(form, year);
    for (const [index, { level3, target, actual }] of form.indicators.entries()) {
      for (const [field, value] of [
        ['target', target],
        ['actual', actual],
      ] as const) {
        const found = value ? strayYear(value.printed, first, last) : undefined;
        if (found === undefined) continue;
        report('value', [`/indicators/${index}/${field}`], {
          name: level3 ?? '',
          found: String(found),
          year: String(year),
        });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '都在本年度', form: targetWith() },
    {
      title: '跨年项目，完成时间在项目期内',
      form: targetWith({ header: { endDate: '2025-06-30' }, change: { 2: { target: '2025年3月底前' } } }),
    },
    {
      title: '以往年为比较基数',
      form: targetWith({ change: { 4: { level3: '夜间照明投诉', target: '比2023年减少' } } }),
    },
  ],
  bad: [
    {
      title: '年度前后都不在项目期',
      form: targetWith({ header: { startDate: '2025-01-01', endDate: '2025-12-31' } }),
      finds: [{ message: 'start', at: '/header/startDate' }],
    },
    {
      title: '完成日期在上一年',
      form: targetWith({ header: { startDate: '2023-01-01', endDate: '2023-12-31' } }),
      finds: [{ message: 'end', at: '/header/endDate' }],
    },
    {
      title: '完成时间在下一年',
      form: targetWith({ change: { 2: { target: '2025年3月底前' } } }),
      finds: [{ message: 'value', at: '/indicators/2/target' }],
    },
  ],
};
