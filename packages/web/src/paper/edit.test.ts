import {
  applyOperations,
  draftOf,
  draftText,
  EMPTY_INDICATOR,
  emptyRecord,
  layOutPaper,
  parseIndicatorValue,
  readDraft,
  type Draft,
  type DraftOperation,
} from '@jiheng/domain';
import { templateById } from '@jiheng/regulation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTabs, toTabs, type Matrix } from './edit-clipboard.ts';
import { at, copySelection, pasteMatrix, run, type Selection, type Sheet } from './edit-commands.ts';
import { editGrid, inOrder, neighbour, spanned, type EditGrid } from './edit-grid.ts';
import { commandOf } from './edit-keys.ts';
import { understanding } from './understanding.ts';

const template = templateById('national-target-2021') ?? missing();

function missing(): never {
  throw new Error('no template');
}

const row = (level1: string, level2: string, level3: string, target: string) => ({
  ...EMPTY_INDICATOR,
  level1,
  level2,
  level3,
  target: parseIndicatorValue(target),
});

const record = {
  ...emptyRecord('target'),
  fiscalYear: 2026,
  indicators: [
    row('产出指标', '数量指标', '保洁长度', '≥12公里'),
    row('产出指标', '质量指标', '合格率', '≥95%'),
    row('满意度指标', '服务对象满意度指标', '居民满意度', '≥90%'),
  ],
};

let ids = 0;
const newRowId = (): string => `n${String(++ids)}`;

function gridOf(draft: Draft): EditGrid {
  return editGrid(layOutPaper(template, readDraft(draft, template).record), draft, template);
}

/** A table under work: commands change it as they change the page. */
class Table implements Sheet {
  draft = draftOf(record, newRowId);
  readonly template = template;
  grid = gridOf(this.draft);
  selection: Selection | null = null;
  readonly newRowId = newRowId;
  readonly told: string[] = [];
  readonly select = (selection: Selection): void => {
    this.selection = selection;
  };
  readonly apply = (operations: readonly DraftOperation[]): void => {
    const applied = applyOperations(this.draft, operations, { version: 1 });
    expect(applied.conflicts).toEqual([]);
    this.draft = applied.draft;
    this.grid = gridOf(this.draft);
  };
  readonly undo = (): void => undefined;
  readonly redo = (): void => undefined;
  readonly notify = (text: string): void => {
    this.told.push(text);
  };

  choose(key: string, until = key): this {
    const [anchor, focus] = [key, until].map((name) => this.grid.cells.find(({ cell }) => cell.key === name));
    if (!anchor || !focus) throw new Error(`no cell ${key}`);
    this.selection = { anchor: at(anchor).focus, focus: at(focus).focus };
    return this;
  }

  column(field: string): readonly string[] {
    return this.draft.rows.map(({ id }) => draftText(this.draft, { row: id, field }));
  }
}

describe('the grid of the paper', () => {
  const { grid } = new Table();
  const cell = (key: string) => grid.cells.find((edit) => edit.cell.key === key) ?? missing();

  it('has a cell for every field of the layout, also where the record has nothing', () => {
    const fields = grid.cells.flatMap(({ places }) =>
      places.map(({ row: id, field }) => (id === null ? field : '')),
    );
    expect(fields).toEqual(
      expect.arrayContaining(['header.projectName', 'funds.annual.carryover.amount', 'goals.annual']),
    );
  });

  it('joins a merged level cell to all its rows', () => {
    expect(cell('level1-0').places).toHaveLength(2);
  });

  it('is walked by arrows over labels and stays at its edges', () => {
    expect(neighbour(grid, cell('level3-0'), 'right').cell.key).toBe('target-0');
    expect(neighbour(grid, cell('level3-1'), 'up').cell.key).toBe('level3-0');
    expect(neighbour(grid, cell('level1-0'), 'left').cell.key).toBe('level1-0');
    expect(neighbour(grid, cell('level3-0'), 'up').cell.field).toBe('goals.annual');
  });

  it('is walked by Tab in reading order, there and back', () => {
    const first = grid.cells[0] ?? missing();
    let here = first;
    for (let steps = 1; steps < grid.cells.length; steps += 1) here = inOrder(grid, here, 1);
    expect(here).toBe(grid.cells.at(-1));
    for (let steps = 1; steps < grid.cells.length; steps += 1) here = inOrder(grid, here, -1);
    expect(here).toBe(first);
  });

  it('never cuts a merged cell in a selection', () => {
    const area = spanned(grid, cell('level1-0'), cell('level3-0'));
    expect(area.bottom - area.top).toBe(2);
  });
});

const texts = fc.array(
  fc.array(
    fc.string({ maxLength: 6 }).map((text) => text.replaceAll('\r', '')),
    { minLength: 1, maxLength: 4 },
  ),
  {
    minLength: 1,
    maxLength: 5,
  },
);

describe('the clipboard', () => {
  it('reads as tabs what it wrote as tabs', () => {
    fc.assert(
      fc.property(texts, (matrix) => {
        const width = Math.max(...matrix.map((cells) => cells.length));
        const even: Matrix = matrix.map((cells) =>
          Array.from({ length: width }, (_, index) => cells[index] ?? ''),
        );
        // A single empty cell at the very end cannot be told from a final line break.
        fc.pre(even.at(-1)?.join('') !== '');
        expect(parseTabs(toTabs(even))).toEqual(even);
      }),
    );
  });

  it('keeps line breaks and quotes of quoted cells', () => {
    expect(parseTabs('"第一行\n第二行"\t"说""好"""\r\n甲\t乙\r\n')).toEqual([
      ['第一行\n第二行', '说"好"'],
      ['甲', '乙'],
    ]);
  });

  it('copies a selection and pastes it again unchanged', () => {
    const table = new Table().choose('level1-0', 'target-2');
    const matrix = copySelection(table);
    const before = JSON.stringify(table.draft);
    pasteMatrix(table, matrix);
    expect(JSON.stringify(table.draft)).toBe(before);
    expect(matrix.map((cells) => cells[0])).toEqual(['产出指标', '', '满意度指标']);
  });
});

describe('pasting', () => {
  it('overwrites rows, adds what is more, and fills levels down', () => {
    const table = new Table().choose('level1-0');
    pasteMatrix(table, [
      ['产出指标', '数量指标', '甲', '≥1个'],
      ['', '', '乙', '≥2个'],
      ['', '质量指标', '丙', '≥3%'],
      ['效益指标', '社会效益指标', '丁', '≥4%'],
    ]);
    expect(table.column('level1')).toEqual(['产出指标', '产出指标', '产出指标', '效益指标']);
    expect(table.column('level2')).toEqual(['数量指标', '数量指标', '质量指标', '社会效益指标']);
    expect(table.column('level3')).toEqual(['甲', '乙', '丙', '丁']);
    expect(table.told).toEqual(['已粘贴，新增 1 行']);
  });

  it('goes by the heads where they are pasted along', () => {
    const table = new Table().choose('level1-0');
    pasteMatrix(table, [
      ['指标值', '三级指标'],
      ['≥5个', '甲'],
    ]);
    expect([table.column('level3')[0], table.column('target')[0]]).toEqual(['甲', '≥5个']);
    expect(table.column('level1')[0]).toBe('产出指标');
  });

  it('puts one text into the whole selection', () => {
    const table = new Table().choose('target-0', 'target-2');
    pasteMatrix(table, [['=100%']]);
    expect(table.column('target')).toEqual(['=100%', '=100%', '=100%']);
  });

  it('says how much found no place', () => {
    const table = new Table().choose('target-0');
    pasteMatrix(table, [['≥1个', '10', '多出来的', '']]);
    expect(table.told).toEqual(['有 1 个单元格超出表格，没有粘贴']);
  });
});

describe('commands', () => {
  it('insert, duplicate, move and delete rows', () => {
    const table = new Table().choose('level3-0');
    run(table, { kind: 'duplicate-rows' });
    expect(table.column('level3')).toEqual(['保洁长度', '保洁长度', '合格率', '居民满意度']);
    run(table, { kind: 'move-rows', step: 1 });
    expect(table.column('level3')).toEqual(['保洁长度', '合格率', '保洁长度', '居民满意度']);
    run(table, { kind: 'delete-rows' });
    expect(table.column('level3')).toEqual(['保洁长度', '合格率', '居民满意度']);
    run(table, { kind: 'insert-row' });
    expect(table.column('level3')).toContain('');
    expect(table.draft.rows).toHaveLength(4);
  });

  it('begin a row by Tab behind the last cell of the table', () => {
    const table = new Table();
    const last = table.grid.cells.findLast(({ cell }) => cell.indicator === 2);
    table.choose(last?.cell.key ?? '');
    run(table, { kind: 'step', step: 1 });
    expect(table.draft.rows).toHaveLength(4);
    expect(table.column('level1').at(-1)).toBe('满意度指标');
  });

  it('clear what is selected', () => {
    const table = new Table().choose('target-0', 'target-1');
    run(table, { kind: 'clear' });
    expect(table.column('target')).toEqual(['', '', '≥90%']);
  });

  it.each([
    ['z', { ctrlKey: true }, { kind: 'undo' }],
    ['z', { ctrlKey: true, shiftKey: true }, { kind: 'redo' }],
    ['ArrowDown', { altKey: true }, { kind: 'move-rows', step: 1 }],
    ['F8', { shiftKey: true }, undefined],
    ['ArrowLeft', { shiftKey: true }, { kind: 'move', direction: 'left', isExtending: true }],
    ['a', {}, undefined],
    ['c', { ctrlKey: true }, undefined],
  ])('%s %o', (key, held, expected) => {
    const press = { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held };
    expect(commandOf(press)).toEqual(expected);
  });
});

describe('what is understood', () => {
  it.each([
    ['target', '≥95%', '不低于 95 %'],
    ['target', '不少于3次', '不低于 3 次'],
    ['target', '12月底前', '时间：12月底前'],
    ['target', '明显提升', '文字描述，没有可考核的数'],
    ['target', '≥3', '不低于 3（没有单位）'],
    ['target', '≥3执法行动不少于3次', '数字与文字粘连，可能是 ≥3次'],
    ['funds.annual.total.amount', '1234.5', '1,234.5 万元'],
    ['funds.annual.total.amount', '约一百', '不是金额'],
    ['header.startDate', '2026年3月1日', '2026-03-01'],
    ['level3', '保洁长度', ''],
    ['target', ' ', ''],
  ])('%s %s → %s', (field, text, expected) => {
    expect(understanding(field, text, '万元')).toBe(expected);
  });
});
