import type { Block } from '../../model/blocks.ts';
import { textOfContent, type Content, type RawRow, type RawTable } from './content.ts';
import { layOutRows, scalesOf, type Scale } from './table-grid.ts';

/** Turns content into blocks; tables are counted in reading order. */
class BlockList {
  readonly blocks: Block[] = [];
  #tables = 0;

  add(content: readonly Content[]): void {
    const scales = scalesByTable(content);
    for (const part of content) {
      if (part.kind === 'text')
        this.blocks.push({ kind: 'paragraph', text: part.text, isFurniture: part.isFurniture });
      else this.#table(part.table, scales.get(part.table) ?? ((column) => column));
    }
  }

  /** A table that only frames another one is opened: what it frames stands for itself. */
  #table(table: RawTable, scale: Scale): void {
    const number = ++this.#tables;
    const rows = table.rows.filter(({ isDropped }) => !isDropped);
    let from = 0;
    const flush = (to: number): void => {
      if (to > from)
        this.blocks.push({ kind: 'table', rows: layOutRows(rows.slice(from, to), from, number, scale) });
    };
    rows.forEach((row, index) => {
      const framed = framedContent(row);
      if (!framed) return;
      flush(index);
      from = index + 1;
      this.add(framed);
    });
    flush(rows.length);
  }
}

/** Content of the only filled cell of a row, when a table is in it. */
function framedContent({ cells }: RawRow): readonly Content[] | undefined {
  const filled = cells.filter(({ content }) => content.length > 0);
  const [only] = filled;
  return filled.length === 1 && only?.content.some(({ kind }) => kind === 'table') === true
    ? only.content
    : undefined;
}

/** Tables with nothing between them share one scale of columns. */
function scalesByTable(content: readonly Content[]): Map<RawTable, Scale> {
  const scales = new Map<RawTable, Scale>();
  let run: RawTable[] = [];
  const close = (): void => {
    const own = scalesOf(run);
    run.forEach((table, index) => {
      const scale = own[index];
      if (scale) scales.set(table, scale);
    });
    run = [];
  };
  for (const part of content) {
    if (part.kind === 'table') run.push(part.table);
    else if (textOfContent([part]) !== '') close();
  }
  close();
  return scales;
}

/** 内容成块: paragraphs and tables in reading order. */
export function blocksOf(content: readonly Content[]): Block[] {
  const list = new BlockList();
  list.add(content);
  return list.blocks;
}
