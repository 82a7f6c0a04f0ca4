import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import type { Measure } from './language/names.ts';
import { at, inYuan, isCost, rowsOf, type Row } from './language/rows.ts';

const TIME = /秒|分钟|小时|时$|天|日|周|旬|月|季|年|学时/;

/** What the unit should be, when it is not. */
function wanted(row: Row): 'rate' | 'count' | 'duration' | 'money' | null {
  const { target, measure } = row;
  const unit = target?.unit ?? null;
  if (!target || unit === null) return null;
  const isShare = unit === '%' || unit === '‰';
  const isWrong: Record<Measure, boolean> = {
    rate: !isShare && !unit.includes('/') && !unit.includes('分'),
    satisfaction: !isShare && !unit.includes('分'),
    count: isShare || /[/／][百千万]/.test(unit),
    duration: !isShare && !TIME.test(unit),
    money: isCost(row) && !isShare && inYuan(target.number, unit) === null,
  };
  if (measure === null || !isWrong[measure]) return null;
  return measure === 'satisfaction' ? 'rate' : measure;
}

export const rule = defineFormRule({
  id: 'unit-fits-name',
  code: 'ZP031',
  title: '计量单位应与指标名称相符',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '名称说的是率，单位却是天或个，说明名称或指标值有一个填错。',
  messages: {
    rate: { text: '“{name}”是比率，指标值却为{target}', remedy: '改用百分数，或改正指标名称' },
    count: { text: '“{name}”是数量，指标值却为{target}', remedy: '改用个数等计数单位，或改正指标名称' },
    duration: {
      text: '“{name}”是时间，指标值却为{target}',
      remedy: '改用天、小时等时间单位，或改正指标名称',
    },
    money: { text: '“{name}”是金额，指标值却为{target}', remedy: '改用元或万元，或改正指标名称' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const message = wanted(row);
      if (!message) continue;
      report(message, [at(row, 'target'), at(row, 'level3')], {
        name: row.name,
        target: row.indicator.target?.printed ?? '',
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '单位都相符', form: targetWith() },
    { title: '满意度用分数表示', form: targetWith({ change: { 5: { target: '≥80分' } } }) },
  ],
  bad: [
    {
      title: '完成率以天计，时限以次计，成本以家计',
      form: targetWith({
        change: {
          1: { level3: '系统运维完成率', target: '=365天' },
          2: { level3: '故障修复时限', target: '≤2次' },
          3: { level3: '单家鉴定评审成本', target: '≤5300家' },
        },
      }),
      finds: [
        { message: 'rate', at: '/indicators/1/target' },
        { message: 'duration', at: '/indicators/2/target' },
        { message: 'money', at: '/indicators/3/target' },
      ],
    },
    {
      title: '数量以百分数计',
      form: targetWith({ change: { 0: { level3: '改造路灯数量', target: '≥90%' } } }),
      finds: [{ message: 'count', at: '/indicators/0/target' }],
    },
  ],
};
