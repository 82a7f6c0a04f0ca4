import { UnreadableFile } from '../../unreadable-file.ts';
import { attributeOf, isOn, type Attributes, type XmlHandler } from '../xml.ts';
import type { Content, RawCell, RawRow, RawTable } from '../content.ts';
import type { Numbering } from './numbering.ts';
import type { Styles } from './styles.ts';
import { inSymbolFont, symbolText } from './symbols.ts';

const MAX_CELLS = 300_000;
const MAX_TEXT = 32 * 1024 * 1024;
const MAX_SPAN = 500;

/** Drawn objects: only the text boxes among them are read. */
const DRAWN: ReadonlySet<string> = new Set(['drawing', 'pict', 'object']);
/** Moved or deleted text, the older copy of a drawing, the small print above a word. */
const DROPPED: ReadonlySet<string> = new Set(['del', 'moveFrom', 'Fallback', 'rt']);
const BREAKS: Readonly<Record<string, string>> = {
  br: '\n',
  cr: '\n',
  tab: '\t',
  ptab: '\t',
  noBreakHyphen: '-',
};

interface Run {
  isHidden: boolean | undefined;
  style: string | undefined;
  font: string;
}

interface Paragraph {
  text: string;
  style: string;
  /** The mark at its end is deleted: the next paragraph goes on with it. */
  isOpen: boolean;
  /** List and depth that the paragraph states itself; `0` for no list. */
  list: string | undefined;
  level: number | undefined;
  /** It goes on with the paragraph before, which has the number. */
  isContinued: boolean;
}

/** Body, cell or text box: what takes paragraphs and tables. */
interface Container {
  readonly content: Content[];
  carried: string;
  paragraph: Paragraph | undefined;
}

function newContainer(content: Content[]): Container {
  return { content, carried: '', paragraph: undefined };
}

function countOf(attributes: Attributes): number {
  const count = Number.parseInt(attributeOf(attributes, 'val') ?? '', 10);
  return count >= 0 ? Math.min(count, MAX_SPAN) : 0;
}

/** 正文解析: hears the main part of a Word file and keeps what a reader sees. */
export class BodyParser implements XmlHandler {
  readonly content: Content[] = [];
  readonly #styles: Styles;
  readonly #containers: Container[] = [newContainer(this.content)];
  readonly #tables: RawTable[] = [];
  readonly #controls: { isPlaceholder: boolean; isContents: boolean }[] = [];
  /** Muted depth of each text box around, and of the stretch we are in. */
  readonly #mutedOutside: number[] = [];
  #muted = 0;
  #skipped = 0;
  #run: Run | undefined;
  #isText = false;
  /** State of the check box we are in. */
  #box: boolean | undefined;
  /** Innermost property element: its children state properties, not content. */
  readonly #properties: string[] = [];
  #cells = 0;
  #length = 0;

  readonly #numbering: Numbering;

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipped > 0) {
      this.#skipped++;
      return;
    }
    if (name === 'txbxContent') {
      this.#mutedOutside.push(this.#muted);
      this.#muted = 0;
      this.#containers.push(newContainer([]));
    } else if (DRAWN.has(name)) this.#muted++;
    else if (this.#muted > 0) {
      if (name === 'Fallback') this.#skipped = 1;
    } else if (name.endsWith('Pr')) this.#properties.push(name);
    else if (this.#properties.length > 0) this.#property(name, attributes);
    else if (DROPPED.has(name) || (name === 'sdtContent' && this.#controls.at(-1)?.isPlaceholder === true))
      this.#skipped = 1;
    else this.#element(name, attributes);
  }

  #element(name: string, attributes: Attributes): void {
    switch (name) {
      case 'tbl':
        this.#tables.push({ widths: [], rows: [] });
        break;
      case 'gridCol':
        this.#tables.at(-1)?.widths.push(Number(attributeOf(attributes, 'w') ?? 0));
        break;
      case 'tr':
        this.#tables.at(-1)?.rows.push({ before: 0, isDropped: false, cells: [] });
        break;
      case 'tc':
        this.#openCell();
        break;
      case 'p':
        this.#openParagraph();
        break;
      case 'r':
        this.#run = { isHidden: undefined, style: undefined, font: '' };
        break;
      case 't':
        this.#isText = true;
        break;
      case 'sdt':
        this.#controls.push({ isPlaceholder: false, isContents: false });
        break;
      case 'checkBox':
        this.#box = false;
        break;
      case 'default':
      case 'checked':
        this.#box = this.#box === undefined ? undefined : isOn(attributes);
        break;
      case 'sym':
        this.#write(symbolText(attributeOf(attributes, 'font') ?? '', attributeOf(attributes, 'char') ?? ''));
        break;
      default:
        this.#write(BREAKS[name] ?? '');
    }
  }

  #openCell(): void {
    if (++this.#cells > MAX_CELLS) throw new UnreadableFile('READ-TOO-MANY-CELLS', { limit: MAX_CELLS });
    const cell: RawCell = { columns: 1, merge: 'none', isCovered: false, content: [] };
    this.#row()?.cells.push(cell);
    this.#containers.push(newContainer(cell.content));
  }

  #row(): RawRow | undefined {
    return this.#tables.at(-1)?.rows.at(-1);
  }

  #openParagraph(): void {
    const container = this.#containers.at(-1);
    if (!container) return;
    const isContinued = container.carried !== '';
    const list = { list: undefined, level: undefined };
    container.paragraph = { text: container.carried, style: '', isOpen: false, isContinued, ...list };
    container.carried = '';
  }

  #property(name: string, attributes: Attributes): void {
    switch (this.#properties.at(-1)) {
      case 'rPr':
        this.#textProperty(name, attributes);
        break;
      case 'pPr': {
        const paragraph = this.#containers.at(-1)?.paragraph;
        if (paragraph && name === 'pStyle') paragraph.style = attributeOf(attributes, 'val') ?? '';
        break;
      }
      case 'numPr': {
        const paragraph = this.#containers.at(-1)?.paragraph;
        if (paragraph && name === 'numId') paragraph.list = attributeOf(attributes, 'val');
        else if (paragraph && name === 'ilvl') paragraph.level = countOf(attributes);
        break;
      }
      case 'tcPr':
        this.#cellProperty(name, attributes);
        break;
      case 'trPr': {
        const row = this.#row();
        if (!row) break;
        if (name === 'gridBefore') row.before = countOf(attributes);
        else if (name === 'del' || (name === 'hidden' && isOn(attributes))) row.isDropped = true;
        break;
      }
      case 'sdtPr':
        this.#controlProperty(name, attributes);
        break;
    }
    if (name.endsWith('Change')) this.#skipped = 1;
  }

  #textProperty(name: string, attributes: Attributes): void {
    const paragraph = this.#containers.at(-1)?.paragraph;
    if (this.#properties.includes('pPr')) {
      if (paragraph && name === 'del') paragraph.isOpen = true;
    } else if (this.#run && name === 'vanish') this.#run.isHidden = isOn(attributes);
    else if (this.#run && name === 'rStyle') this.#run.style = attributeOf(attributes, 'val');
    else if (this.#run && name === 'rFonts') this.#run.font = attributeOf(attributes, 'ascii') ?? '';
  }

  #cellProperty(name: string, attributes: Attributes): void {
    const cell = this.#row()?.cells.at(-1);
    if (!cell) return;
    const isContinued = attributeOf(attributes, 'val') !== 'restart';
    if (name === 'gridSpan') cell.columns = Math.max(1, countOf(attributes));
    else if (name === 'vMerge') cell.merge = isContinued ? 'continue' : 'restart';
    else if (name === 'hMerge') cell.isCovered = isContinued;
  }

  #controlProperty(name: string, attributes: Attributes): void {
    const control = this.#controls.at(-1);
    if (!control) return;
    if (name === 'showingPlcHdr') control.isPlaceholder = isOn(attributes);
    else if (name === 'docPartGallery')
      control.isContents = /table of contents/i.test(attributeOf(attributes, 'val') ?? '');
  }

  close(name: string): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    if (name === 'txbxContent') this.#closeTextBox();
    else if (DRAWN.has(name)) this.#muted = Math.max(0, this.#muted - 1);
    else if (this.#muted > 0) return;
    else if (name.endsWith('Pr') && this.#properties.at(-1) === name) this.#properties.pop();
    else if (name === 't') this.#isText = false;
    else if (name === 'r') this.#run = undefined;
    else if (name === 'p') this.#closeParagraph();
    else if (name === 'tc') this.#containers.pop();
    else if (name === 'sdt') this.#controls.pop();
    else if (name === 'checkBox') this.#closeBox();
    else if (name === 'tbl') {
      const table = this.#tables.pop();
      if (table) this.#containers.at(-1)?.content.push({ kind: 'table', table });
    }
  }

  /** 复选框 of the old form fields: a sign without text. */
  #closeBox(): void {
    this.#write(this.#box ? '☑' : '□');
    this.#box = undefined;
  }

  /** What stands in a text box comes before the paragraph that holds its anchor. */
  #closeTextBox(): void {
    this.#muted = this.#mutedOutside.pop() ?? 0;
    const box = this.#containers.pop();
    if (box) this.#containers.at(-1)?.content.push(...box.content);
  }

  #closeParagraph(): void {
    const container = this.#containers.at(-1);
    const paragraph = container?.paragraph;
    if (!container || !paragraph) return;
    container.paragraph = undefined;
    paragraph.text = this.#number(paragraph) + paragraph.text;
    if (paragraph.isOpen) {
      container.carried = paragraph.text;
      return;
    }
    if (paragraph.text.trim() === '') return;
    const isFurniture =
      this.#styles.isContents(paragraph.style) || this.#controls.some(({ isContents }) => isContents);
    container.content.push({ kind: 'text', text: paragraph.text, isFurniture });
  }

  /** The printed number of a paragraph in a list. One without words has it in a cell, where it may be all there is. */
  #number({ style, list, level, text, isContinued }: Paragraph): string {
    if (isContinued || (text.trim() === '' && this.#containers.length === 1)) return '';
    const stated = list === undefined ? this.#styles.listOf(style) : { list, level: 0 };
    return stated ? this.#numbering.next({ ...stated, level: level ?? stated.level }) : '';
  }

  text(text: string): void {
    if (!this.#isText || this.#skipped > 0 || this.#muted > 0) return;
    this.#write(this.#run ? inSymbolFont(this.#run.font, text) : text);
  }

  #write(text: string): void {
    const paragraph = this.#containers.at(-1)?.paragraph;
    if (text === '' || !paragraph) return;
    const run = this.#run;
    if (run?.isHidden ?? this.#styles.isHidden(run?.style)) return;
    this.#length += text.length;
    if (this.#length > MAX_TEXT) throw new UnreadableFile('READ-TOO-MANY-CELLS', { limit: MAX_CELLS });
    paragraph.text += text;
  }
}
