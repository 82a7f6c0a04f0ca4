import { defineFormRule, type Examples, type FieldPath, type Origin } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'levels-in-own-column',
  code: 'ZP053',
  title: '一级、二级指标应填在各自的栏内',
  severity: 'advice',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '合并单元格或转换格式后，一级、二级指标会移到别的栏。系统已按含义归位，仍应与原件核对一次。',
  messages: {
    moved: {
      text: '{count}处一级、二级指标印在“{column}”等别的栏，已归位',
      remedy: '对照原件核对归位是否正确；原件有误的，移到对应的栏',
    },
  },
  check(_form, report, { origins }) {
    const moved: { path: FieldPath; column: string }[] = [];
    for (const path in origins) {
      const origin = origins[path];
      if (origin?.kind !== 'document' || origin.printedUnder === undefined) continue;
      // Values move along with their labels; the labels tell of it once.
      if (/\/level[12]$/.test(path)) moved.push({ path, column: origin.printedUnder });
    }
    if (moved.length === 0) return;
    report(
      'moved',
      moved.map(({ path }) => path),
      { count: moved.length, column: moved[0]?.column ?? '' },
    );
  },
});

const origin: Origin = {
  kind: 'document',
  place: { file: '目标表.txt', spans: [{ line: 20, column: 1, toColumn: 5 }] },
};

export const examples: Examples<typeof rule> = {
  good: [{ title: '各在其栏', form: targetWith(), origins: { '/indicators/2/level2': origin } }],
  bad: [
    {
      title: '时效指标印在一级指标栏',
      form: targetWith(),
      origins: { '/indicators/2/level2': { ...origin, printedUnder: '一级指标' } },
      finds: [{ message: 'moved', at: '/indicators/2/level2' }],
    },
  ],
};
