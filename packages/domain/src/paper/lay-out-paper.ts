import { foldText } from '../base/text.ts';
import type { FormRecord } from '../records/form-record.ts';
import type { FieldCell, FormTemplate, TemplateBlock } from '../templates/form-template.ts';
import { labelBefore, placeCells, type PlacedCell } from '../templates/grid.ts';
import { fieldValue } from './cell-value.ts';
import { indicatorRows } from './indicator-rows.ts';
import { leftOver } from './left-over.ts';
import type { PaperCell, PaperLayout, PaperRow } from './paper-layout.ts';

const RIGHT: ReadonlySet<FieldCell['kind']> = new Set(['money', 'percent', 'score']);

/** A cell of the fixed part with what the record holds for it. */
function drawnCell({ cell, column }: PlacedCell, name: string, label: string, record: FormRecord): PaperCell {
  const { columns = 1, rows = 1 } = cell;
  const place = { key: `${name}-${String(column)}`, column, columns, rows };
  if ('label' in cell) {
    const text = cell.holdsAmountUnit ? withUnit(cell.label, record.amountUnit) : cell.label;
    return { ...place, role: 'label', text, align: 'center', paths: [] };
  }
  if (!('field' in cell))
    return { ...place, role: 'blank', text: cell.text ?? '', align: 'center', paths: [] };
  const value = fieldValue(record, cell.field, label);
  const code = cell.codeField && fieldValue(record, cell.codeField, label);
  const text = `${code?.text ?? ''}${value?.text ?? ''}`;
  return {
    ...place,
    role: 'value',
    text: text === '' ? (cell.blank ?? '') : text,
    align: RIGHT.has(cell.kind) && text !== '' ? 'right' : cell.kind === 'long-text' ? 'left' : 'center',
    ...(cell.kind === 'long-text' ? { isLong: true as const } : {}),
    field: cell.field,
    kind: cell.kind,
    paths: [value, code].flatMap((shown) => (shown ? [shown.path] : [])),
  };
}

/** The unit a form was printed in wins over the unit of the layout: `项目资金（万元）` on a form in 元. */
function withUnit(label: string, unit: FormRecord['amountUnit']): string {
  return label.replace(/万元|元/u, unit);
}

/** A layout that prints no unit is read in its own; amounts in another one get a line that names it. */
function unitLine({ blocks, amountUnit, grid }: FormTemplate, record: FormRecord): readonly PaperRow[] {
  const cells = blocks.flatMap((block) =>
    block.block === 'cells' ? block.rows.flat() : block.block === 'line' ? block.cells : [],
  );
  const isPrinted = cells.some((cell) => 'label' in cell && cell.holdsAmountUnit);
  if (isPrinted || record.amountUnit === amountUnit) return [];
  const place = { key: 'amount-unit', column: 0, columns: grid.length, rows: 1 };
  const text = `单位：${record.amountUnit}`;
  return [{ key: 'amount-unit', cells: [{ ...place, role: 'label', text, align: 'right', paths: [] }] }];
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
        .map((cell) => drawnCell(cell, key, labelBefore(placed, cell), record)),
    };
  });
}

/** The title as printed wins; a form made here has the one of the layout. */
function titleOf({ title, titlePattern }: FormTemplate, record: FormRecord): string {
  if (record.title !== null) return record.title;
  if (titlePattern === undefined) return title;
  return titlePattern
    .replace('{projectName}', record.header.projectName ?? '')
    .replace('{year}', record.fiscalYear === null ? '' : String(record.fiscalYear));
}

/**
 * A layout without a line for the year gets one where the year would stand nowhere on the paper; a title that ends with the line
 * is not followed by it.
 */
function yearLineOf(
  { yearLine }: FormTemplate,
  { fiscalYear }: FormRecord,
  title: string,
  isShown: boolean,
): string | null {
  if (fiscalYear === null || (yearLine === null && isShown)) return null;
  const line = (yearLine ?? '（{year}年度）').replace('{year}', String(fiscalYear));
  return foldText(title).endsWith(foldText(line)) ? null : line;
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
  const title = titleOf(template, record);
  const isYearShown = title.includes(String(record.fiscalYear)) || shown.includes('/fiscalYear');
  return {
    title,
    yearLine: yearLineOf(template, record, title, isYearShown),
    grid: template.grid,
    linesAbove: [...linesAbove, ...unitLine(template, record)],
    rows,
    linesBelow,
    leftOver: leftOver(record, new Set(shown)),
    isLandscape: template.orientation === 'landscape',
  };
}
