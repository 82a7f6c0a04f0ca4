import type { Block } from '../../../model/blocks.ts';
import { UnreadableFile } from '../../unreadable-file.ts';
import { relationshipsOf } from '../package-parts.ts';
import type { Archive } from '../unzip.ts';
import { parseXml } from '../xml.ts';
import { textOfContent, type Content, type RawRow, type RawTable } from './content.ts';
import { BodyParser } from './parse-body.ts';
import { Styles } from './styles.ts';
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

/** 读 Word 文档: paragraphs and tables of a .docx in reading order. Headers, footers, comments and deleted or hidden text are no content. */
export function readDocx(archive: Archive, main: string): Block[] {
  const bytes = archive.read(main);
  if (!bytes) throw new UnreadableFile('READ-ZIP-DAMAGED');
  const styles = relationshipsOf(archive, main).find(({ type }) => type === 'styles');
  const parser = new BodyParser(new Styles(styles && archive.read(styles.target)));
  parseXml(bytes, parser);
  const list = new BlockList();
  list.add(parser.content);
  return list.blocks;
}
