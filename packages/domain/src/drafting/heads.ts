import { foldText } from '../base/text.ts';
import { isBlankCell } from '../values/cells.ts';
import type { FundKey, FundRow } from '../records/form-record.ts';
import { labelBefore, placeCells } from '../templates/grid.ts';
import type { FieldCell, FormTemplate } from '../templates/form-template.ts';
import type { Draft, DraftFund, DraftFurther } from './draft.ts';

/** A field cell with the label printed beside it. */
interface LabelledCell {
  readonly cell: FieldCell;
  readonly label: string;
}

function labelledCells(template: FormTemplate): readonly LabelledCell[] {
  return template.blocks.flatMap((block) => {
    if (block.block === 'indicators') return [];
    const rows = block.block === 'line' ? [block.cells] : block.rows;
    const placed = placeCells(rows);
    return placed.flatMap((place) =>
      'field' in place.cell ? [{ cell: place.cell, label: labelBefore(placed, place) }] : [],
    );
  });
}

/** `total`, `=培训费`, `total~2`: names of rows that tell repeated ones apart. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}~${String(count)}`;
  });
}

function templateFunds(template: FormTemplate): readonly DraftFund[] {
  const rows = new Map<string, DraftFund>();
  for (const { cell, label } of labelledCells(template)) {
    const [head, side, key] = cell.field.split('.');
    if (head !== 'funds' || side === undefined || key === undefined) continue;
    const name = `${side}.${key}`;
    if (!rows.has(name))
      rows.set(name, { name: key, label, key: key as FundKey, side: side as FundRow['side'] });
  }
  return [...rows.values()];
}

/** 资金行 of a draft on a paper: those it began with, then the rows of the paper that it had not. */
export function fundHeads(draft: Draft, template: FormTemplate): readonly DraftFund[] {
  const isThere = (row: DraftFund) =>
    draft.funds.some(({ side, name }) => side === row.side && name === row.name);
  return [...draft.funds, ...templateFunds(template).filter((row) => !isThere(row))];
}

function plainLabel(label: string): string {
  return foldText(label).replace(/[:：]$/u, '');
}

/** 其他栏 of a draft on a paper: those it began with, then the filled ones of the paper. */
export function furtherHeads(draft: Draft, template: FormTemplate): readonly DraftFurther[] {
  const names = labelledCells(template).flatMap(({ cell: { field }, label }) =>
    field.startsWith('further.') ? [{ name: field.slice('further.'.length), label }] : [],
  );
  const known = new Set(draft.further.flatMap(({ name, label }) => [plainLabel(name), plainLabel(label)]));
  const more = names.filter(
    ({ name, label }) =>
      !known.has(plainLabel(name)) &&
      !known.has(plainLabel(label)) &&
      !isBlankCell(draft.fields[`further.${name}`]?.text ?? ''),
  );
  return [...draft.further, ...more.map(({ name }) => ({ name, label: name }))];
}
