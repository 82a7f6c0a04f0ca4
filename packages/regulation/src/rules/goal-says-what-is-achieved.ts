import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { fold } from './language/names.ts';

const TITLE = /《[^《》]*》/g;

/** More than half of a text is titles of documents. */
function isMostlyTitles(text: string): boolean {
  const titles = [...text.matchAll(TITLE)].map(([title]) => title).join('');
  return fold(titles).length * 5 >= fold(text).length * 3 && titles !== '';
}

export const rule = defineFormRule({
  id: 'goal-says-what-is-achieved',
  code: 'ZP057',
  title: '绩效目标应写要做成什么',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '文件名称是依据，不是目标。只列文件，年末无从对照。',
  messages: {
    titles: {
      text: '绩效目标只列文件名称，没有写要做成什么',
      remedy: '写明本年度的产出和预期效果，文件名称写入立项依据',
    },
  },
  check({ goals }, report) {
    for (const field of ['overall', 'annual', 'expected'] as const) {
      if (isMostlyTitles(goals[field] ?? '')) report('titles', [`/goals/${field}`]);
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '写明做什么', form: targetWith() },
    {
      title: '提到文件但写明目标',
      form: targetWith({
        goals: { annual: '落实《城市照明管理办法》，更换沿街老旧路灯，让居民夜间出行更安全，投诉明显减少。' },
      }),
    },
  ],
  bad: [
    {
      title: '只列文件',
      form: targetWith({
        goals: { annual: '《临江市城市照明专项规划》、临江市《城市照明管理办法实施细则》' },
      }),
      finds: [{ message: 'titles', at: '/goals/annual' }],
    },
  ],
};
