import type { FormRecord } from '../records/form-record.ts';
import type { FieldCell, FormTemplate, TemplateBlock, TemplateCell } from '../templates/form-template.ts';
import { placeCells } from '../templates/grid.ts';
import { fieldValue } from './cell-value.ts';
import { indicatorRows } from './indicator-rows.ts';
import { leftOver } from './left-over.ts';
import type { PaperCell, PaperLayout, PaperRow } from './paper-layout.ts';

const RIGHT: ReadonlySet<FieldCell['kind']> = new Set(['money', 'percent', 'score']);

/** A cell of the fixed part with what the record holds for it. */
function drawnCell(cell: TemplateCell, name: string, column: number, record: FormRecord): PaperCell {
  const { columns = 1, rows = 1 } = cell;
  const place = { key: `${name}-${String(column)}`, column, columns, rows };
  if ('label' in cell) {
    const text = cell.holdsAmountUnit ? withUnit(cell.label, record.amountUnit) : cell.label;
    return { ...place, role: 'label', text, align: 'center', paths: [] };
  }
  if (!('field' in cell))
    return { ...place, role: 'blank', text: cell.text ?? '', align: 'center', paths: [] };
  const value = fieldValue(record, cell.field);
  const code = cell.codeField && fieldValue(record, cell.codeField);
  const text = `${code?.text ?? ''}${value?.text ?? ''}`;
  return {
    ...place,
    role: 'value',
    text: text === '' ? (cell.blank ?? '') : text,
    align: RIGHT.has(cell.kind) && text !== '' ? 'right' : cell.kind === 'long-text' ? 'left' : 'center',
    ...(cell.kind === 'long-text' ? { isLong: true as const } : {}),
    paths: [value, code].flatMap((shown) => (shown ? [shown.path] : [])),
  };
}

/** The unit a form was printed in wins over the unit of the layout: `项目资金（万元）` on a form in 元. */
function withUnit(label: string, unit: FormRecord['amountUnit']): string {
  return label.replace(/万元|元/u, unit);
}

function blockRows(block: TemplateBlock, at: number, record: FormRecord): readonly PaperRow[] {
  const name = `block-${String(at)}`;
  if (block.block === 'indicators') return indicatorRows(block, record);
  const rows = block.block === 'line' ? [block.cells] : block.rows;
  const placed = placeCells(rows);
  return rows.map((_, row) => {
    const key = `${name}-${String(row)}`;
    return {
      key,
      cells: placed
        .filter((cell) => cell.row === row)
        .map(({ cell, column }) => drawnCell(cell, key, column, record)),
    };
  });
}

function titleOf(template: FormTemplate, record: FormRecord): string {
  if (template.titlePattern !== undefined) {
    return template.titlePattern.replace('{projectName}', record.header.projectName ?? '');
  }
  return record.title ?? template.title;
}

/** 排版: draws a record on a template. Pure: the same record and template give the same paper. */
export function layOutPaper(template: FormTemplate, record: FormRecord): PaperLayout {
  const isBody = template.blocks.map(({ block }) => block !== 'line');
  const firstBody = isBody.indexOf(true);
  const part = (keep: (at: number) => boolean) =>
    template.blocks.flatMap((block, at) => (keep(at) ? blockRows(block, at, record) : []));
  const linesAbove = part((at) => isBody[at] === false && at < firstBody);
  const linesBelow = part((at) => isBody[at] === false && at > firstBody);
  const rows = part((at) => isBody[at] === true);
  const shown = [...linesAbove, ...rows, ...linesBelow].flatMap(({ cells }) =>
    cells.flatMap(({ paths }) => paths),
  );
  const yearLine =
    record.fiscalYear === null
      ? null
      : (template.yearLine?.replace('{year}', String(record.fiscalYear)) ?? null);
  return {
    title: titleOf(template, record),
    yearLine,
    grid: template.grid,
    linesAbove,
    rows,
    linesBelow,
    leftOver: leftOver(record, new Set(shown)),
    isLandscape: template.orientation === 'landscape',
  };
}
