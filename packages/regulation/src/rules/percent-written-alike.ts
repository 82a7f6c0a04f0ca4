import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, rowsOf, type Row } from './language/rows.ts';

const SPELLINGS = [
  { spelling: '%', pattern: /[%％]/ },
  { spelling: '百分比', pattern: /百分比/ },
  { spelling: '百分率', pattern: /百分率/ },
];

export const rule = defineFormRule({
  id: 'percent-written-alike',
  code: 'ZP032',
  title: '百分数的写法宜全表一致',
  severity: 'advice',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '写法不一不影响含义，但汇总、比较和公开时显得不规范。',
  messages: {
    mixed: { text: '百分数有{count}种写法：{spellings}', remedy: '统一写成%' },
  },
  check(form, report, { taxonomy }) {
    const bySpelling = new Map<string, Row[]>();
    for (const row of rowsOf(form, taxonomy)) {
      if (row.target?.unit !== '%') continue;
      const printed = row.indicator.target?.printed ?? '';
      const spelling = SPELLINGS.find(({ pattern }) => pattern.test(printed))?.spelling;
      if (spelling !== undefined) bySpelling.set(spelling, [...(bySpelling.get(spelling) ?? []), row]);
    }
    if (bySpelling.size < 2) return;
    const odd = [...bySpelling].flatMap(([spelling, rows]) => (spelling === '%' ? [] : rows));
    report(
      'mixed',
      odd.map((row) => at(row, 'target')),
      {
        count: bySpelling.size,
        spellings: [...bySpelling.keys()].join('、'),
      },
    );
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '都写%', form: targetWith() }],
  bad: [
    {
      title: '有的写%，有的写百分比',
      form: targetWith({ change: { 1: { target: '100百分比' } } }),
      finds: [{ message: 'mixed', at: '/indicators/1/target' }],
    },
  ],
};
