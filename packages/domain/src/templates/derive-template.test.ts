import { describe, expect, it } from 'vitest';

import { deriveTemplate, type DerivedIdentity, type TemplateChange } from './derive-template.ts';
import { defineTemplate, type CellsBlock } from './form-template.ts';
import { placeCells } from './grid.ts';

const base = defineTemplate({
  id: 'base',
  kind: 'target',
  title: '目标表',
  yearLine: null,
  region: '000000',
  regionName: '全国',
  effectiveFrom: '2020-01-01',
  effectiveTo: '2021-01-01',
  citation: { source: '公开样表', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [1, 1, 1],
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金', rows: 2 },
          { label: '年度资金总额' },
          { field: 'funds.annual.total.amount', kind: 'money' },
        ],
        [{ label: '其他资金' }, { field: 'funds.annual.other.amount', kind: 'money' }],
        [{ label: '年度目标' }, { field: 'goals.annual', kind: 'long-text', columns: 2 }],
      ],
    },
    {
      block: 'indicators',
      columns: [
        { field: 'level3', label: '三级指标', columns: 2 },
        { field: 'target', label: '指标值' },
      ],
    },
  ],
});
const identity: DerivedIdentity = {
  id: 'derived',
  region: '130000',
  regionName: '河北省',
  effectiveFrom: '2022-01-01',
  citation: { source: '公开样表', basis: 'published' },
};
const derive = (...changes: readonly TemplateChange[]) => deriveTemplate(base, identity, changes);
const firstBlock = (...changes: readonly TemplateChange[]) => derive(...changes).blocks[0] as CellsBlock;

describe('deriveTemplate', () => {
  it('takes the identity of the region and drops the end date of the base', () => {
    expect(derive()).toMatchObject({ ...identity, title: '目标表', grid: [1, 1, 1] });
    expect(derive()).not.toHaveProperty('effectiveTo');
  });

  it('keeps the old label as an alias, so that both spellings are read', () => {
    const block = firstBlock({ change: 'relabel', label: '其他资金', to: '其它资金' });
    expect(block.rows[1]?.[0]).toEqual({ label: '其它资金', aliases: ['其他资金'] });
  });

  it('lengthens the side cell when a narrow row is put under its last row', () => {
    const block = firstBlock({
      change: 'insert-row',
      after: '其他资金',
      cells: [{ label: '单位资金' }, { field: 'funds.annual.unit.amount', kind: 'money' }],
    });
    expect(block.rows[0]?.[0]).toMatchObject({ rows: 3 });
    expect(
      placeCells(block.rows)
        .filter(({ row }) => row === 2)
        .map(({ column }) => column),
    ).toEqual([1, 2]);
  });

  it('leaves the side cell alone when a full row is put under its last row', () => {
    const block = firstBlock({ change: 'insert-row', after: '其他资金', cells: [{ columns: 3 }] });
    expect(block.rows[0]?.[0]).toMatchObject({ rows: 2 });
  });

  it('shortens the side cell when one of its rows is removed', () => {
    const block = firstBlock({ change: 'remove-row', label: '其他资金' });
    expect(block.rows).toHaveLength(2);
    expect(block.rows[0]?.[0]).toMatchObject({ rows: 1 });
  });

  it('refuses to remove the row in which a cell of several rows begins', () => {
    expect(() => derive({ change: 'remove-row', label: '年度资金总额' })).toThrow(RangeError);
  });

  it('inserts and removes indicator columns', () => {
    const [, table] = derive(
      { change: 'insert-column', after: 'level3', column: { field: 'targetUnit', label: '计量单位' } },
      { change: 'remove-column', field: 'target' },
    ).blocks;
    expect(table).toMatchObject({ columns: [{ field: 'level3' }, { field: 'targetUnit' }] });
  });

  it('replaces, inserts and removes whole blocks', () => {
    const block: CellsBlock = { block: 'cells', rows: [[{ label: '总分', columns: 3 }]] };
    expect(derive({ change: 'insert-block', after: '三级指标', block }).blocks[2]).toBe(block);
    expect(derive({ change: 'replace-block', holding: '年度目标', block }).blocks[0]).toBe(block);
    expect(derive({ change: 'remove-block', holding: '年度目标' }).blocks).toHaveLength(1);
  });

  it.each<TemplateChange>([
    { change: 'relabel', label: '没有', to: '有' },
    { change: 'insert-row', after: '没有', cells: [] },
    { change: 'remove-row', label: '没有' },
    { change: 'remove-row', label: '三级指标' },
    { change: 'insert-column', after: 'score', column: { field: 'score', label: '得分' } },
    { change: 'remove-column', field: 'actual' },
    { change: 'remove-block', holding: '没有' },
  ])('refuses a change of something the base has not: $change', (change) => {
    expect(() => derive(change)).toThrow(RangeError);
  });
});
