import { defineFormRule, type Examples, type FieldPath, type FormRecord } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';

/** Prompts of the blank form inside a text. */
const PROMPT = /目标内容\d{0,2}|×{2,}|[Xx]{3,}|[*＊]{2,}|_{3,}/;
/** Cells that hold nothing but a prompt. */
const PROMPT_CELL = /^(?:年度指标值|指标值|三级指标|指标\d{1,3}|目标\d{1,3}|…+|\.{3,}|请?填写.{0,6}|示例)$/;

/** Tells every text of a form; the path is only made when it is asked for. */
function eachText(form: FormRecord, tell: (text: string | null, path: () => FieldPath) => void): void {
  tell(form.header.projectName, () => '/header/projectName');
  for (const field of ['purpose', 'overall', 'annual', 'expected', 'actual'] as const) {
    tell(form.goals[field], () => `/goals/${field}`);
  }
  for (const [row, { level3, description, target, deviationReason }] of form.indicators.entries()) {
    tell(level3, () => `/indicators/${row}/level3`);
    tell(description, () => `/indicators/${row}/description`);
    tell(target?.printed ?? null, () => `/indicators/${row}/target`);
    tell(deviationReason, () => `/indicators/${row}/deviationReason`);
  }
}

export const rule = defineFormRule({
  id: 'no-template-residue',
  code: 'ZP049',
  title: '不应留有表样的提示文字',
  severity: 'error',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '提示文字没有删去或替换，公开后一眼可见。',
  messages: {
    one: { text: '留有表样提示文字“{prompt}”', remedy: '删去提示文字，换成项目自己的内容' },
    many: { text: '{count}处留有表样提示文字“{prompt}”', remedy: '删去提示文字，换成项目自己的内容' },
  },
  check(form, report) {
    const places = new Map<string, FieldPath[]>();
    eachText(form, (text, path) => {
      if (text === null) return;
      const prompt = (PROMPT_CELL.exec(text) ?? PROMPT.exec(text))?.[0].replace(/\d+$/, '');
      if (prompt !== undefined) places.set(prompt, [...(places.get(prompt) ?? []), path()]);
    });
    for (const [prompt, paths] of places) {
      if (paths.length === 1) report('one', paths, { prompt });
      else report('many', paths, { prompt, count: paths.length });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '没有提示文字', form: targetWith() }],
  bad: [
    {
      title: '目标前留有“目标内容1”',
      form: targetWith({ goals: { annual: '目标内容1：更换沿街老旧路灯，让居民夜间出行更安全。' } }),
      finds: [{ message: 'one', at: '/goals/annual' }],
    },
    {
      title: '描述格都是“年度指标值”',
      form: targetWith({ change: { 0: { description: '年度指标值' }, 1: { description: '年度指标值' } } }),
      finds: [{ message: 'many', at: '/indicators/0/description' }],
    },
  ],
};
