import { applyOperations, draftOf, findingsToClear, silencePlace, type DraftOperation } from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import { targetWith } from '../rules/examples.ts';
import { chooseTaxonomy } from '../taxonomies/index.ts';
import { templateById } from '../templates/index.ts';
import { assessDraft, CELL_UNREAD } from './assess-draft.ts';
import { coverageOf } from './coverage.ts';
import { fixOf } from './fixes.ts';
import { goalLinks } from './links.ts';
import { wordingsFor } from './wordings.ts';

const template = templateById('national-target-2021') ?? fail();

function fail(): never {
  throw new Error('国家参考表样缺失');
}

const ids = () => {
  let next = 0;
  return () => `r${String(++next)}`;
};

/** The form after all offered fixes, and what is still found. */
function fixed(form: ReturnType<typeof targetWith>) {
  const draft = draftOf(form, ids());
  const before = assessDraft(draft, template);
  const fixes = before.findings.flatMap((finding) => fixOf(finding, before.record) ?? []);
  const operations = fixes.flatMap<DraftOperation>(({ changes, removedRows = [] }) => [
    ...changes.flatMap<DraftOperation>(({ path, text }) => {
      const [, , index, field = ''] = path.split('/');
      const row = draft.rows[Number(index)];
      if (path.startsWith('/funds/')) {
        const fund = draft.funds[Number(index)];
        const name = `funds.${fund?.side ?? ''}.${fund?.name ?? ''}.amount`;
        return [{ kind: 'set' as const, row: null, field: name, text, seen: draft.fields[name]?.text ?? '' }];
      }
      return row
        ? [{ kind: 'set' as const, row: row.id, field, text, seen: row.cells[field]?.text ?? '' }]
        : [];
    }),
    ...removedRows.flatMap((index) => {
      const row = draft.rows[index];
      if (!row) return [];
      const seen = Object.fromEntries(Object.entries(row.cells).map(([field, { text }]) => [field, text]));
      return [{ kind: 'delete' as const, row: row.id, seen }];
    }),
  ]);
  const after = assessDraft(applyOperations(draft, operations, { version: 1 }).draft, template);
  return { before, after, fixes };
}

const rulesOf = (findings: readonly { readonly ruleId: string }[]) => findings.map(({ ruleId }) => ruleId);

describe('草稿评估', () => {
  it('与表上的写法一致的草稿没有错误', () => {
    const { findings } = assessDraft(draftOf(targetWith(), ids()), template);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('不能识别的单元格是错误，并指到那一格', () => {
    const draft = applyOperations(
      draftOf(targetWith(), ids()),
      [{ kind: 'set', row: null, field: 'fiscalYear', text: '明年', seen: '2024' }],
      { version: 1 },
    );
    const typed = { ...draft.draft, fields: { ...draft.draft.fields, fiscalYear: { text: '明年', at: 1 } } };
    const found = assessDraft(typed, template).findings.find(({ ruleId }) => ruleId === CELL_UNREAD);
    expect(found).toMatchObject({ severity: 'error', at: ['/fiscalYear'], message: '“明年”不能识别为年度' });
  });
});

describe('一键修正之后该问题不再出现，也不带来新的错误', () => {
  it.each([
    ['value-stands-clear', targetWith({ change: { 0: { target: '≥3检查行动不少于3次' } } })],
    ['full-rate-is-exact', targetWith({ change: { 1: { target: '≥100%' } } })],
    ['percent-written-alike', targetWith({ change: { 1: { target: '100百分比' } } })],
    ['cost-has-upper-limit', targetWith({ change: { 3: { target: '≥1500元/盏' } } })],
    [
      'fund-sources-sum',
      targetWith({
        funds: [
          { label: '年度资金总额', key: 'total', amount: '30.00' },
          { label: '其中：当年财政拨款', key: 'fiscal', amount: '30.00' },
          { label: '其他资金', key: 'other', amount: '2.00' },
        ],
      }),
    ],
  ])('%s', (ruleId, form) => {
    const { before, after, fixes } = fixed(form);
    expect(rulesOf(before.findings)).toContain(ruleId);
    expect(fixes.length).toBeGreaterThan(0);
    expect(rulesOf(after.findings)).not.toContain(ruleId);
    const errors = ({ findings }: typeof after) =>
      findings.filter(({ severity }) => severity === 'error').length;
    expect(errors(after)).toBeLessThanOrEqual(errors(before));
  });

  it('空行被删除', () => {
    const form = targetWith();
    const blank = { ...form.indicators[0]!, level3: null, target: null, description: null };
    const { before, after } = fixed({ ...form, indicators: [...form.indicators, blank] });
    expect(rulesOf(before.findings)).toContain('indicator-cells-present');
    expect(after.record.indicators).toHaveLength(form.indicators.length);
  });

  it('要人判断的问题没有一键修正', () => {
    const { record, findings } = assessDraft(
      draftOf(targetWith({ goals: { annual: '改造路灯300盏，让居民夜间出行更安全。' } }), ids()),
      template,
    );
    const differs = findings.find(({ ruleId }) => ruleId === 'goal-numbers-agree');
    expect(differs && fixOf(differs, record)).toBeNull();
    const silence = {
      ruleId: 'goal-numbers-agree',
      at: differs ? silencePlace(differs, record) : '',
      reason: '两期合计',
    };
    const left = (silences: readonly (typeof silence)[]) =>
      rulesOf(findingsToClear(findings, silences, record));
    expect(left([])).toContain('goal-numbers-agree');
    expect(left([silence])).not.toContain('goal-numbers-agree');
  });
});

describe('填报帮助', () => {
  it('覆盖情况列出体系中的每一类，数清有数可考核的', () => {
    const record = targetWith();
    const { taxonomy } = chooseTaxonomy(record);
    const coverage = coverageOf(record, taxonomy);
    expect(coverage.lines.reduce((sum, { count }) => sum + count, 0)).toBe(record.indicators.length);
    expect(coverage.lines.some(({ count }) => count === 0)).toBe(true);
    expect(coverage.budget).not.toBeNull();
  });

  it('目标文字中的数与指标值一一对应', () => {
    const record = targetWith({ goals: { annual: '改造路灯200盏，居民更满意。' } });
    const { taxonomy } = chooseTaxonomy(record);
    expect(goalLinks(record, taxonomy)).toEqual([
      { goal: '/goals/annual', indicator: '/indicators/0/target', printed: '200盏' },
    ]);
  });

  it('没有数的指标值给出三种可考核的写法，有数的不给', () => {
    const record = targetWith({ change: { 0: { target: '明显提升' } } });
    const { taxonomy } = chooseTaxonomy(record);
    expect(wordingsFor(record, taxonomy, 0)).toHaveLength(3);
    expect(wordingsFor(record, taxonomy, 1)).toEqual([]);
    expect(wordingsFor(record, taxonomy, 99)).toEqual([]);
  });
});
