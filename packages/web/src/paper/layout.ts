import {
  placeCells,
  type FieldCell,
  type FormRecord,
  type FormTemplate,
  type TemplateBlock,
  type TemplateCell,
} from '@jiheng/domain';
import { fieldValue } from './cell-value.ts';
import { indicatorRows } from './indicator-rows.ts';
import { leftOver } from './left-over.ts';
import type { Paper, PaperCell, PaperRow } from './paper-model.ts';

const RIGHT: ReadonlySet<FieldCell['kind']> = new Set(['money', 'percent', 'score']);

/** A cell of the fixed part with what the record holds for it. */
function drawnCell(cell: TemplateCell, key: string, record: FormRecord): PaperCell {
  const { columns = 1, rows = 1 } = cell;
  const place = { key, columns, rows };
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
  if (block.block === 'line') {
    return [
      {
        key: name,
        cells: block.cells.map((cell, index) => drawnCell(cell, `${name}-${String(index)}`, record)),
      },
    ];
  }
  const placed = placeCells(block.rows);
  return block.rows.map((_, row) => ({
    key: `${name}-${String(row)}`,
    cells: placed
      .filter((cell) => cell.row === row)
      .map(({ cell, column }) => drawnCell(cell, `${name}-${String(row)}-${String(column)}`, record)),
  }));
}

function titleOf(template: FormTemplate, record: FormRecord): string {
  if (template.titlePattern !== undefined) {
    return template.titlePattern
      .replace('{year}', String(record.fiscalYear ?? ''))
      .replace('{projectName}', record.header.projectName ?? '');
  }
  return record.title ?? template.title;
}

/** Draws a record on a layout. Pure: the same record and layout give the same paper. */
export function layoutPaper(template: FormTemplate, record: FormRecord): Paper {
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
