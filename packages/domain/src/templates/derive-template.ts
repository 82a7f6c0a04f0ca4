import type {
  CellsBlock,
  FormTemplate,
  IndicatorColumn,
  IndicatorsBlock,
  LabelCell,
  TemplateBlock,
  TemplateCell,
} from './form-template.ts';
import { placeCells } from './grid.ts';

/**
 * 表样变更: one difference of a regional form from the form it comes from. Rows are named by a label that stands in
 * them, columns of the indicator table by their field.
 */
export type TemplateChange =
  | {
      readonly change: 'relabel';
      readonly label: string;
      readonly to: string;
      readonly aliases?: readonly string[];
    }
  | { readonly change: 'insert-row'; readonly after: string; readonly cells: readonly TemplateCell[] }
  | { readonly change: 'remove-row'; readonly label: string }
  | {
      readonly change: 'insert-column';
      readonly after: IndicatorColumn['field'];
      readonly column: IndicatorColumn;
    }
  | { readonly change: 'remove-column'; readonly field: IndicatorColumn['field'] }
  | { readonly change: 'replace-block'; readonly holding: string; readonly block: TemplateBlock }
  | { readonly change: 'insert-block'; readonly after: string; readonly block: TemplateBlock }
  | { readonly change: 'remove-block'; readonly holding: string };

/** What the derived form must say for itself; the rest is the base's unless named. */
export type DerivedIdentity = Pick<
  FormTemplate,
  'id' | 'region' | 'regionName' | 'effectiveFrom' | 'citation'
> &
  Partial<Omit<FormTemplate, 'blocks'>>;

/**
 * 派生表样: a regional form as its base and a short list of differences. Row spans follow inserted and removed rows.
 * Throws `RangeError` when a label, column or block is not on the base, for that is a fault of the data file.
 *
 * @example
 * deriveTemplate(nationalSelfEvaluation, { id: 'hebei-…', … }, [
 *   { change: 'relabel', label: '其中：当年财政拨款', to: '其中：本年财政拨款' },
 * ])
 */
export function deriveTemplate(
  base: FormTemplate,
  identity: DerivedIdentity,
  changes: readonly TemplateChange[],
): FormTemplate {
  const derived: { -readonly [K in keyof FormTemplate]: FormTemplate[K] } = {
    ...base,
    ...identity,
    blocks: changes.reduce(applyChange, base.blocks),
  };
  if (identity.effectiveTo === undefined) delete derived.effectiveTo;
  return derived;
}

type Blocks = readonly TemplateBlock[];

function applyChange(blocks: Blocks, change: TemplateChange): Blocks {
  switch (change.change) {
    case 'relabel':
      return relabel(blocks, change);
    case 'insert-row':
      return inBlockHolding(blocks, change.after, (block) => [
        insertRow(asCells(block), change.after, change.cells),
      ]);
    case 'remove-row':
      return inBlockHolding(blocks, change.label, (block) => [removeRow(asCells(block), change.label)]);
    case 'insert-column':
      return inIndicators(blocks, change.after, (columns, at) => columns.toSpliced(at + 1, 0, change.column));
    case 'remove-column':
      return inIndicators(blocks, change.field, (columns, at) => columns.toSpliced(at, 1));
    case 'replace-block':
      return inBlockHolding(blocks, change.holding, () => [change.block]);
    case 'insert-block':
      return inBlockHolding(blocks, change.after, (block) => [block, change.block]);
    case 'remove-block':
      return inBlockHolding(blocks, change.holding, () => []);
  }
}

function isLabel(cell: TemplateCell): cell is LabelCell {
  return 'label' in cell;
}

function holds(block: TemplateBlock, label: string): boolean {
  if (block.block === 'indicators') {
    return block.side?.label === label || block.columns.some((column) => column.label === label);
  }
  const cells = block.block === 'cells' ? block.rows.flat() : block.cells;
  return cells.some((cell) => isLabel(cell) && cell.label === label);
}

function missing(what: string): RangeError {
  return new RangeError(`the base form has no ${what}`);
}

function inBlockHolding(blocks: Blocks, label: string, edit: (block: TemplateBlock) => Blocks): Blocks {
  const at = blocks.findIndex((block) => holds(block, label));
  const block = blocks[at];
  if (!block) throw missing(`label ${label}`);
  return blocks.toSpliced(at, 1, ...edit(block));
}

function inIndicators(
  blocks: Blocks,
  field: IndicatorColumn['field'],
  edit: (columns: IndicatorsBlock['columns'], at: number) => IndicatorsBlock['columns'],
): Blocks {
  const index = blocks.findIndex((block) => block.block === 'indicators');
  const block = blocks[index];
  const at = block?.block === 'indicators' ? block.columns.findIndex((column) => column.field === field) : -1;
  if (block?.block !== 'indicators' || at < 0) throw missing(`column ${field}`);
  return blocks.toSpliced(index, 1, { ...block, columns: edit(block.columns, at) });
}

function asCells(block: TemplateBlock): CellsBlock {
  if (block.block !== 'cells') throw missing('rows in that block');
  return block;
}

function relabel(blocks: Blocks, { label, to, aliases }: TemplateChange & { change: 'relabel' }): Blocks {
  if (!blocks.some((block) => holds(block, label))) throw missing(`label ${label}`);
  const rename = <T extends TemplateCell | IndicatorColumn>(cell: T): T =>
    'label' in cell && cell.label === label
      ? { ...cell, label: to, aliases: [...new Set([...(cell.aliases ?? []), label, ...(aliases ?? [])])] }
      : cell;
  return blocks.map((block) => {
    if (block.block === 'line') return { ...block, cells: block.cells.map(rename) };
    if (block.block === 'cells') return { ...block, rows: block.rows.map((row) => row.map(rename)) };
    return {
      ...block,
      ...(block.side && { side: rename(block.side) }),
      columns: block.columns.map(rename),
    };
  });
}

function rowOf(block: CellsBlock, label: string): number {
  return block.rows.findIndex((row) => row.some((cell) => isLabel(cell) && cell.label === label));
}

function width(cells: readonly TemplateCell[]): number {
  return cells.reduce((sum, { columns = 1 }) => sum + columns, 0);
}

/** Rows with the spans of some cells made longer or shorter. */
function respan(
  block: CellsBlock,
  by: 1 | -1,
  mustChange: (from: number, to: number) => boolean,
): CellsBlock {
  return {
    ...block,
    rows: block.rows.map((row, from) =>
      row.map((cell) => {
        const { rows = 1 } = cell;
        return rows > 1 && mustChange(from, from + rows - 1) ? { ...cell, rows: rows + by } : cell;
      }),
    ),
  };
}

function insertRow(block: CellsBlock, after: string, cells: readonly TemplateCell[]): CellsBlock {
  const at = rowOf(block, after);
  const full = Math.max(...placeCells(block.rows).map(({ column, columns }) => column + columns));
  // A row too narrow for the grid lies beside the cell that ends with the row above it.
  const isNarrow = width(cells) < full;
  const spanned = respan(block, 1, (from, to) => from <= at && (to > at || (isNarrow && to === at)));
  return { ...spanned, rows: spanned.rows.toSpliced(at + 1, 0, cells) };
}

function removeRow(block: CellsBlock, label: string): CellsBlock {
  const at = rowOf(block, label);
  if (block.rows[at]?.some(({ rows = 1 }) => rows > 1)) {
    throw new RangeError(`the row of ${label} begins a cell of several rows; replace the block instead`);
  }
  const spanned = respan(block, -1, (from, to) => from < at && to >= at);
  return { ...spanned, rows: spanned.rows.toSpliced(at, 1) };
}
