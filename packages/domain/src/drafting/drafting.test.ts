import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_FUND_ROW, EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import type { FormRecord } from '../records/form-record.ts';
import { defineTemplate } from '../templates/form-template.ts';
import { parseIndicatorValue } from '../values/parse-value.ts';
import { applyOperations } from './apply-operations.ts';
import { draftOf } from './draft-of.ts';
import { draftText, isDraftPlace, type Draft } from './draft.ts';
import type { DraftOperation } from './operation.ts';
import { pathOf, placeOf } from './places.ts';
import { readDraft, recordOf } from './record-of.ts';
import { inverseOperations } from './undo.ts';

const template = defineTemplate({
  id: 'test-target',
  kind: 'target',
  title: '项目支出绩效目标表',
  yearLine: null,
  region: '000000',
  regionName: '全国',
  effectiveFrom: '2021-01-01',
  citation: { source: '试用', basis: 'craft' },
  amountUnit: '万元',
  taxonomy: 'T2021',
  grid: [1, 1, 1, 1],
  blocks: [
    {
      block: 'cells',
      rows: [
        [{ label: '项目名称' }, { field: 'header.projectName', kind: 'text', columns: 3 }],
        [
          { label: '年度资金总额：' },
          { field: 'funds.annual.total.amount', kind: 'money' },
          { label: '其他资金' },
          { field: 'funds.annual.other.amount', kind: 'money' },
        ],
        [{ label: '备注' }, { field: 'further.备注', kind: 'text', columns: 3 }],
      ],
    },
    {
      block: 'indicators',
      columns: [
        { field: 'level1', label: '一级指标' },
        { field: 'level2', label: '二级指标' },
        { field: 'level3', label: '三级指标' },
        { field: 'target', label: '指标值' },
      ],
    },
  ],
});

const ids = () => {
  let next = 0;
  return () => `r${String(++next)}`;
};

const word = fc.stringMatching(/^[一-龥A-Z0-9（）≥]{1,8}$/u);
const optional = fc.option(word);
const amount = fc.option(fc.integer({ min: 0, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)));
const indicator = fc
  .record({
    level1: optional,
    level2: optional,
    level3: optional,
    description: optional,
    target: fc.option(fc.oneof(word, fc.constantFrom('≥95%', '不少于3次', '12月底前', '85%-95%'))),
    maxScore: fc.option(fc.integer({ min: 0, max: 100 }).map(String)),
    note: optional,
  })
  .map(({ target, note, ...row }) => ({
    ...EMPTY_INDICATOR,
    ...row,
    target: target === null ? null : parseIndicatorValue(target),
    ...(note === null ? {} : { further: { 备注: note } }),
  }));
const record = fc
  .record({
    title: optional,
    fiscalYear: fc.option(fc.integer({ min: 1990, max: 2099 })),
    projectName: optional,
    annual: fc.option(fc.tuple(word, word).map((lines) => lines.join('\n'))),
    funds: fc.array(
      fc.record({ label: word, amount, unit: fc.option(fc.constantFrom('元' as const, '万元' as const)) }),
      { maxLength: 4 },
    ),
    further: fc.array(fc.record({ label: word, text: word }), { maxLength: 3 }),
    indicators: fc.array(indicator, { maxLength: 6 }),
    amountUnit: fc.constantFrom('元' as const, '万元' as const),
  })
  .map(({ projectName, annual, funds, ...rest }) => {
    const empty = emptyRecord('target');
    const total = { ...EMPTY_FUND_ROW, label: '年度资金总额：', key: 'total' as const };
    const other = { ...EMPTY_FUND_ROW, label: '其他资金', key: 'other' as const };
    return {
      ...empty,
      ...rest,
      header: { ...empty.header, projectName },
      goals: { ...empty.goals, annual },
      funds: [
        total,
        other,
        ...funds.map(({ unit, ...row }) => ({
          ...EMPTY_FUND_ROW,
          ...row,
          ...(unit === null || row.amount === null ? {} : { unit }),
        })),
      ],
    } as FormRecord;
  });

const started: FormRecord = {
  ...emptyRecord('target'),
  indicators: [
    { ...EMPTY_INDICATOR, level3: '改造路灯盏数', target: parseIndicatorValue('≥200盏') },
    { ...EMPTY_INDICATOR, level3: '验收合格率', target: parseIndicatorValue('=100%') },
  ],
};
const set = (row: string | null, field: string, text: string, seen: string): DraftOperation => ({
  kind: 'set',
  row,
  field,
  text,
  seen,
});

describe('a draft and the record it stands for', () => {
  it('are the same form: record → draft → record', () => {
    fc.assert(
      fc.property(record, (form) => {
        expect(recordOf(draftOf(form, ids()), template)).toEqual(form);
      }),
    );
  });

  it('survive JSON', () => {
    fc.assert(
      fc.property(record, (form) => {
        const draft = draftOf(form, ids());
        expect(recordOf(JSON.parse(JSON.stringify(draft)) as Draft, template)).toEqual(form);
      }),
    );
  });

  it('name the same cells: path → place → path', () => {
    const draft = draftOf(started, ids());
    for (const path of ['/header/projectName', '/funds/1/amount', '/indicators/1/target', '/goals/annual']) {
      const place = placeOf(draft, template, path);
      expect(place && pathOf(draft, template, place)).toBe(path);
    }
    expect(placeOf(draft, template, '/indicators')).toBeUndefined();
  });

  it('give the rows of the paper also where the draft began without them', () => {
    const { funds } = recordOf(draftOf(emptyRecord('target'), ids()), template);
    expect(funds.map(({ key, label }) => [key, label])).toEqual([
      ['total', '年度资金总额：'],
      ['other', '其他资金'],
    ]);
  });

  it('report what stands in a cell and does not belong there', () => {
    const draft = applyOperations(
      draftOf(started, ids()),
      [
        set(null, 'funds.annual.total.amount', '约一百', ''),
        set(null, 'fiscalYear', '明年', ''),
        set('r1', 'maxScore', '很多', ''),
        set(null, 'funds.annual.other.amount', '1,234.50', ''),
        set(null, 'further.备注', '无', ''),
      ],
      { version: 1 },
    ).draft;
    const read = readDraft(draft, template);
    expect(read.unread.map(({ text, wants }) => [text, wants])).toEqual([
      ['明年', 'year'],
      ['约一百', 'money'],
      ['很多', 'number'],
    ]);
    expect(read.record.funds[1]?.amount).toBe('1234.50');
    expect(read.record.further).toEqual([{ label: '备注', text: '无' }]);
  });
});

/** One client: the cells it writes, each from what it saw at the start. */
const edits = (row: string, columns: readonly string[]) =>
  fc.array(fc.record({ column: fc.constantFrom(...columns), text: word }), { maxLength: 6 }).map((writes) => {
    const seen = new Map<string, string>();
    return writes.map(({ column, text }) => {
      const known = seen.get(column) ?? draftText(draftOf(started, ids()), { row, field: column });
      seen.set(column, text);
      return set(row, column, text, known);
    });
  });

function interleave<T>(a: readonly T[], b: readonly T[], order: readonly boolean[]): T[] {
  const [one, other, result] = [[...a], [...b], [] as T[]];
  for (const isFirst of [...order, ...a.map(() => true), ...b.map(() => false)]) {
    const next = (isFirst ? one : other).shift();
    if (next !== undefined) result.push(next);
  }
  return result;
}

const texts = (draft: Draft) =>
  draft.rows.map(({ id, cells }) => [
    id,
    Object.fromEntries(
      Object.keys(cells)
        .sort()
        .map((field) => [field, cells[field]?.text]),
    ),
  ]);

describe('two people in one draft', () => {
  it('writing different cells end with the same draft, in whatever order their changes come', () => {
    fc.assert(
      fc.property(
        edits('r1', ['level3', 'target']),
        edits('r2', ['level3', 'target', 'level1']),
        fc.array(fc.boolean(), { maxLength: 12 }),
        (one, other, order) => {
          const start = draftOf(started, ids());
          const inTurn = applyOperations(start, [...one, ...other], { version: 1 });
          const mixed = applyOperations(start, interleave(one, other, order), { version: 1 });
          expect(texts(mixed.draft)).toEqual(texts(inTurn.draft));
          expect(mixed.conflicts).toEqual([]);
        },
      ),
    );
  });

  it('writing the same cell lose nothing: what was not written is reported with both values', () => {
    fc.assert(
      fc.property(edits('r1', ['target']), edits('r1', ['target']), (one, other) => {
        const first = applyOperations(draftOf(started, ids()), one, { version: 1 });
        const { draft, conflicts } = applyOperations(first.draft, other, { version: 2 });
        const theirs = draftText(first.draft, { row: 'r1', field: 'target' });
        const kept = draftText(draft, { row: 'r1', field: 'target' });
        const mine = other.at(-1);
        if (mine?.kind !== 'set' || kept === mine.text) return;
        expect(kept).toBe(theirs);
        expect(conflicts.at(-1)).toEqual({
          kind: 'cell',
          row: 'r1',
          field: 'target',
          mine: mine.text,
          theirs,
        });
      }),
    );
  });

  it('a row that is gone gives back what was written into it', () => {
    const deleted = applyOperations(
      draftOf(started, ids()),
      [{ kind: 'delete', row: 'r1', seen: { level3: '改造路灯盏数', target: '≥200盏' } }],
      { version: 1 },
    );
    expect(deleted.draft.rows.map(({ id }) => id)).toEqual(['r2']);
    expect(
      applyOperations(deleted.draft, [set('r1', 'target', '≥300盏', '≥200盏')], { version: 2 }).conflicts,
    ).toEqual([{ kind: 'row-gone', row: 'r1', field: 'target', mine: '≥300盏' }]);
  });

  it('a row that somebody has written in is not deleted', () => {
    const changed = applyOperations(draftOf(started, ids()), [set('r1', 'description', '含背街小巷', '')], {
      version: 1,
    });
    const after = applyOperations(
      changed.draft,
      [{ kind: 'delete', row: 'r1', seen: { level3: '改造路灯盏数', target: '≥200盏' } }],
      { version: 2 },
    );
    expect(after.conflicts).toEqual([{ kind: 'row-changed', row: 'r1' }]);
    expect(after.draft).toEqual(changed.draft);
  });

  it('stamps a cell with the version that wrote it', () => {
    const { draft } = applyOperations(draftOf(started, ids()), [set('r2', 'target', '100%', '=100%')], {
      version: 7,
    });
    expect(draft.rows[1]?.cells['target']).toEqual({ text: '100%', at: 7 });
    expect(draft.rows[1]?.cells['level3']?.at).toBe(0);
  });
});

const row = fc.constantFrom('r1', 'r2', 'n1', 'n2');
const operation: fc.Arbitrary<DraftOperation> = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    row: fc.oneof(row, fc.constant(null)),
    field: fc.constantFrom('level3', 'target'),
    text: word,
    seen: fc.constantFrom('', '≥200盏'),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    row,
    after: fc.option(row),
    cells: fc.dictionary(fc.constantFrom('level3', 'target'), word),
  }),
  fc.record({ kind: fc.constant('move' as const), row, after: fc.option(row) }),
  fc.record({
    kind: fc.constant('delete' as const),
    row,
    seen: fc.constant({ level3: '验收合格率', target: '=100%' }),
  }),
);

describe('undo', () => {
  it('takes back any changes that were made', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (operations) => {
        const start = draftOf(started, ids());
        const made: DraftOperation[] = [];
        let draft = start;
        for (const next of operations) {
          const applied = applyOperations(draft, [next], { version: 1 });
          if (applied.conflicts.length > 0 || applied.draft === draft) continue;
          made.push(next);
          draft = applied.draft;
        }
        const undone = applyOperations(draft, inverseOperations(start, made), { version: 2 });
        const filledOnly = (some: Draft) =>
          texts(some).map(([id, cells]) => [
            id,
            Object.entries(cells ?? {}).filter(([, text]) => text !== ''),
          ]);
        expect(undone.conflicts).toEqual([]);
        expect(filledOnly(undone.draft)).toEqual(filledOnly(start));
      }),
    );
  });

  it('never overwrites what somebody else has written since', () => {
    const start = draftOf(started, ids());
    const mine = [set('r1', 'target', '≥210盏', '≥200盏')];
    const theirs = applyOperations(
      applyOperations(start, mine, { version: 1 }).draft,
      [set('r1', 'target', '≥220盏', '≥210盏')],
      { version: 2 },
    ).draft;
    const undone = applyOperations(theirs, inverseOperations(start, mine), { version: 3 });
    expect(draftText(undone.draft, { row: 'r1', field: 'target' })).toBe('≥220盏');
    expect(undone.conflicts).toHaveLength(1);
  });
});

describe('the place of a cell', () => {
  it('is one of the form, and nothing else', () => {
    expect(isDraftPlace({ row: null, field: 'header.projectName' })).toBe(true);
    expect(isDraftPlace({ row: 'r1', field: 'further.备注' })).toBe(true);
    expect(isDraftPlace({ row: null, field: '__proto__' })).toBe(false);
    expect(isDraftPlace({ row: 'r1', field: 'header.projectName' })).toBe(false);
  });
});
