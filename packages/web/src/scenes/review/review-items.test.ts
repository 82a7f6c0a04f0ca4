import type { Opinion } from '@jiheng/api';
import { EMPTY_INDICATOR, emptyRecord, layOutPaper, type FormRecord } from '@jiheng/domain';
import { chooseTemplate } from '@jiheng/regulation';
import { describe, expect, it } from 'vitest';
import { notesOf } from '../../paper/marks.ts';
import { placesOf } from './opinion-box.tsx';
import { cellClasses, marginGroups } from './review-items.ts';

const record: FormRecord = {
  ...emptyRecord('target'),
  fiscalYear: 2027,
  indicators: ['河道长度', '验收合格率'].map((level3) => ({
    ...EMPTY_INDICATOR,
    level1: '产出指标',
    level2: '数量指标',
    level3,
    target: { printed: '≥30公里', meaning: { kind: 'qualitative', text: '≥30公里' } },
  })),
};
const { template } = chooseTemplate({ regionName: '上海市', fiscalYear: 2027, kind: 'target' });
const paper = layOutPaper(template, record);

function opinion(id: string, place: Opinion['place'], settledAt: string | null = null): Opinion {
  return {
    id,
    place,
    settledAt,
    revision: 2,
    stage: 'department-review',
    text: '请核实',
    actor: '郑为民',
    isOwn: false,
    createdAt: '2026-11-21T02:00:00Z',
    settledBy: null,
    answer: null,
  };
}

describe('the margin of a review', () => {
  const target = { kind: 'cell', path: '/indicators/1/target', label: '指标值' } as const;
  const parts = {
    notes: notesOf(paper, [
      {
        ruleId: 'r',
        code: 'ZP001',
        severity: 'warning',
        at: ['/indicators/1/target'],
        message: '',
        remedy: '',
      },
    ]),
    opinions: [
      opinion('a', target),
      opinion('b', { kind: 'whole' }),
      opinion('c', target, '2026-11-22T00:00:00Z'),
    ],
    changes: [
      { path: '/indicators/0/target', label: '', before: '≥20公里', after: '≥30公里' },
      { path: '/indicators/5', label: '', before: '旧指标', after: null },
    ],
  };
  const groups = marginGroups(paper, parts);

  it('puts what concerns the whole form first, then the order of the paper, what belongs to a cell together', () => {
    expect(groups.map(({ items }) => items.map(({ kind }) => kind))).toEqual([
      ['opinion', 'change'],
      ['change'],
      ['opinion', 'opinion', 'finding'],
    ]);
    expect(groups[0]?.cellKey).toBeNull();
  });

  it('marks the cells that changed and those with an open opinion', () => {
    expect([...cellClasses(groups).values()]).toEqual(['changed', 'opined']);
    const settled = marginGroups(paper, { ...parts, opinions: parts.opinions.slice(2), changes: [] });
    expect([...cellClasses(settled).values()]).toEqual([]);
  });

  it('offers cell, row and whole form for an indicator, and the form alone without a cell', () => {
    const places = placesOf('/indicators/1/target', '第 2 项 指标值', '第 2 项');
    expect(places.map(([name]) => name)).toEqual(['本格', '本行', '整张表']);
    expect(places[1]?.[1]).toEqual({ kind: 'row', path: '/indicators/1', label: '第 2 项' });
    expect(placesOf('/header/projectName', '项目名称', '项目名称').map(([name]) => name)).toEqual([
      '本格',
      '整张表',
    ]);
    expect(placesOf(null, '', '').map(([name]) => name)).toEqual(['整张表']);
  });
});
