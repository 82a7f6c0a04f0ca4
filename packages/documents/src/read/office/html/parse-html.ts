import { Parser } from 'htmlparser2';

import { UnreadableFile } from '../../unreadable-file.ts';
import type { Content, RawCell, RawTable } from '../content.ts';

const MAX_CELLS = 300_000;
const MAX_DEPTH = 1000;
const MAX_SPAN = 500;

/** Elements whose text nobody sees. */
const UNSEEN: ReadonlySet<string> = new Set([
  // What LibreOffice makes of the notes on cells.
  'comment',
  'script',
  'style',
  'title',
  'template',
  'noscript',
  'select',
  'textarea',
  'button',
  'del',
  'rp',
  'rt',
]);
/** Elements that begin and end a line. */
const LINES: ReadonlySet<string> = new Set(
  'p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd section article header footer main nav center caption form'.split(
    ' ',
  ),
);
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i;

interface OpenTable {
  readonly table: RawTable;
  /** Rows that a cell above still covers, and how wide it is, by its first grid column. */
  readonly tall: Map<number, { rows: number; readonly columns: number }>;
  column: number;
}

interface Container {
  readonly content: Content[];
  readonly isCell: boolean;
  text: string;
}

function spanOf(value: string | undefined): number {
  const span = Number.parseInt(value ?? '', 10);
  return span >= 1 ? Math.min(span, MAX_SPAN) : 1;
}

/** 网页解析: hears a web page and keeps its paragraphs and tables; what is hidden is left out. */
export class PageParser {
  readonly content: Content[] = [];
  readonly #containers: Container[] = [{ content: this.content, text: '', isCell: false }];
  readonly #tables: OpenTable[] = [];
  #unseen = 0;
  #depth = 0;
  #cells = 0;

  parse(html: string): void {
    const parser = new Parser(
      {
        onopentag: (name, attributes) => {
          this.#open(name, attributes);
        },
        ontext: (text) => {
          // LibreOffice writes the signs that enclose a form field as they are.
          this.#write(text.replace(/[\s\u00a0]+/g, ' ').replace(/\p{Cc}/gu, ''));
        },
        onclosetag: (name) => {
          this.#close(name);
        },
      },
      { decodeEntities: true },
    );
    parser.end(html);
    this.#endLine();
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (VOID.has(name)) {
      if (name === 'br' && this.#unseen === 0) this.#write('\n');
      return;
    }
    if (++this.#depth > MAX_DEPTH) throw new UnreadableFile('READ-TOO-DEEP', { limit: MAX_DEPTH });
    const isHidden = 'hidden' in attributes || HIDDEN_STYLE.test(attributes['style'] ?? '');
    if (this.#unseen > 0 || UNSEEN.has(name) || isHidden) {
      this.#unseen++;
      return;
    }
    if (name === 'table') {
      this.#endLine();
      this.#tables.push({ table: { widths: [], rows: [] }, tall: new Map(), column: 0 });
    } else if (name === 'tr') this.#openRow();
    else if (name === 'td' || name === 'th') this.#openCell(attributes);
    else if (LINES.has(name)) this.#endLine();
  }

  #openRow(): void {
    const open = this.#tables.at(-1);
    if (!open) return;
    this.#cover(open);
    for (const [column, tall] of open.tall) {
      if (tall.rows <= 1) open.tall.delete(column);
      else tall.rows--;
    }
    open.table.rows.push({ before: 0, isDropped: false, cells: [] });
    open.column = 0;
  }

  /** Stands cells that reach down from above before the next own cell. */
  #cover(open: OpenTable): void {
    const cells = open.table.rows.at(-1)?.cells;
    if (!cells) return;
    for (;;) {
      const tall = open.tall.get(open.column);
      if (!tall || tall.rows < 1) return;
      this.#count();
      cells.push({ columns: tall.columns, merge: 'continue', isCovered: false, content: [] });
      open.column += tall.columns;
    }
  }

  #count(): void {
    if (++this.#cells > MAX_CELLS) throw new UnreadableFile('READ-TOO-MANY-CELLS', { limit: MAX_CELLS });
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    this.#count();
    const open = this.#tables.at(-1);
    if (!open) {
      this.#endLine();
      return;
    }
    if (open.table.rows.length === 0) this.#openRow();
    const [columns, rows] = [spanOf(attributes['colspan']), spanOf(attributes['rowspan'])];
    const cell: RawCell = { columns, merge: rows > 1 ? 'restart' : 'none', isCovered: false, content: [] };
    this.#containers.push({ content: cell.content, text: '', isCell: true });
    this.#cover(open);
    open.table.rows.at(-1)?.cells.push(cell);
    if (rows > 1) open.tall.set(open.column, { rows, columns });
    open.column += columns;
  }

  #close(name: string): void {
    if (VOID.has(name)) return;
    this.#depth--;
    if (this.#unseen > 0) {
      this.#unseen--;
      return;
    }
    if (name === 'td' || name === 'th') {
      this.#endLine();
      if (this.#containers.at(-1)?.isCell === true) this.#containers.pop();
    } else if (name === 'table') {
      const open = this.#tables.pop();
      if (!open) return;
      this.#cover(open);
      this.#containers.at(-1)?.content.push({ kind: 'table', table: open.table });
    } else if (LINES.has(name)) this.#endLine();
  }

  #endLine(): void {
    const container = this.#containers.at(-1);
    if (!container) return;
    const text = container.text.trim();
    container.text = '';
    if (text !== '') container.content.push({ kind: 'text', text, isFurniture: false });
  }

  #write(text: string): void {
    const container = this.#containers.at(-1);
    if (container && this.#unseen === 0) container.text += text;
  }
}
