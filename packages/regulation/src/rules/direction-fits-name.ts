import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { betterDirection, isSaving } from './language/names.ts';
import { at, isCost, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'direction-fits-name',
  code: 'ZP042',
  title: '符号方向应与指标含义一致',
  severity: 'error',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '方向写反，做得越差得分越高。',
  messages: {
    atLeast: { text: '“{name}”越低越好，指标值却写{target}', remedy: '改用≤并核对数字' },
    atMost: { text: '“{name}”越高越好，指标值却写{target}', remedy: '改用≥并核对数字' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { target, name, indicator, measure } = row;
      if (!target?.operator || target.operator === '=') continue;
      const isLeast = target.operator === '≥' || target.operator === '>';
      const better = isSaving(name) && !isCost(row) ? 'up' : betterDirection(name);
      // 及时率≤10工作日 has the wrong unit, not the wrong sign.
      if (measure === 'rate' && target.unit !== '%' && target.unit !== null) continue;
      if (better === null || (better === 'up') === isLeast) continue;
      report(isLeast ? 'atLeast' : 'atMost', [at(row, 'target')], {
        name,
        target: indicator.target?.printed ?? '',
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '方向一致', form: targetWith() },
    { title: '不合格品处置率越高越好', form: targetWith({ change: { 1: { level3: '不合格灯具处置率' } } }) },
  ],
  bad: [
    {
      title: '故障率写≥，满意度写≤',
      form: targetWith({ change: { 1: { level3: '路灯故障率', target: '≥2%' }, 5: { target: '≤90%' } } }),
      finds: [
        { message: 'atLeast', at: '/indicators/1/target' },
        { message: 'atMost', at: '/indicators/5/target' },
      ],
    },
    {
      title: '节约资金写≤',
      form: targetWith({ change: { 4: { level2: '经济效益指标', level3: '节约财政资金', target: '≤5%' } } }),
      finds: [{ message: 'atMost', at: '/indicators/4/target' }],
    },
  ],
};
