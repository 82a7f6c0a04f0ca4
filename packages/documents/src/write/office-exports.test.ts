import * as sheetJs from '@e965/xlsx';
import type { PaperCell, PaperLayout } from '@jiheng/domain';
import { TAXONOMIES, TEMPLATES } from '@jiheng/regulation';
import {
  contentDifferences,
  contentOf,
  convertByLibreOffice,
  hasLibreOffice,
  templateRecord,
} from '@jiheng/testkit';
import { Parser } from 'htmlparser2';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';

import { SHEET_ORDER, WORD_FIRST, WORD_FREE, WORD_LAST, WORD_ORDER } from '../../fuzz/element-order.ts';
import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { planExport, readFile, writePaper } from '../index.ts';
import { Archive } from '../read/office/unzip.ts';
import { parseXml } from '../read/office/xml.ts';

const FORMS = TEMPLATES.map((template) => {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy);
  if (!taxonomy) throw new Error(`no taxonomy ${template.taxonomy}`);
  const record = templateRecord(template, taxonomy, 2026);
  const { paper } = planExport(template, record, template.id);
  if (!paper) throw new Error(`no paper of ${template.id}`);
  return { id: template.id, record, paper };
});
const PAPERS = FORMS.map(({ paper }) => paper);
const FILES = {
  docx: [writePaper(PAPERS.slice(0, 1), 'docx'), writePaper(PAPERS, 'docx')],
  xlsx: [writePaper(PAPERS.slice(0, 1), 'xlsx'), writePaper(PAPERS, 'xlsx')],
} as const;

interface Element {
  readonly name: string;
  readonly children: Element[];
}

function treeOf(bytes: Uint8Array): Element {
  const root: Element = { name: '', children: [] };
  const open = [root];
  parseXml(bytes, {
    open: (name) => {
      const element = { name, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close: () => open.pop(),
  });
  return root.children[0] ?? root;
}

function* elementsOf(element: Element): Generator<Element, void, undefined> {
  yield element;
  for (const child of element.children) yield* elementsOf(child);
}

/** What is wrong with the children of an element of a Word file or, without the tables of Word, of a workbook. */
function fault({ name, children }: Element, isWord: boolean): string | undefined {
  const names = children.map((child) => child.name);
  const shown = `${name}: ${[...new Set(names)].join(' ')}`;
  const first = isWord ? WORD_FIRST[name] : undefined;
  if (first !== undefined) return names.lastIndexOf(first) > 0 ? shown : undefined;
  const last = isWord ? WORD_LAST[name] : undefined;
  if (last !== undefined && names.at(-1) !== last) return shown;
  if (names.length === 0 || name === 'body' || (isWord && WORD_FREE.has(name))) return undefined;
  const order = (isWord ? WORD_ORDER : SHEET_ORDER)[name]?.split(' ');
  if (!order) return `no order known of ${shown}`;
  const places = names.map((child) => order.indexOf(child));
  return places.some((place, at) => place < 0 || place < (places[at - 1] ?? 0)) ? shown : undefined;
}

describe.each(['docx', 'xlsx'] as const)('the parts of an exported %s', (format) => {
  it.each([0, 1] as const)('have their elements in the order of the standard (file %i)', async (file) => {
    const archive = new Archive(await FILES[format][file]);
    const folder = format === 'docx' ? 'word/' : 'xl/';
    const parts = [...archive.names()].filter(
      (name) => name.startsWith(folder) && name.endsWith('.xml') && !name.includes('/theme/'),
    );
    const faults = parts.flatMap((name) =>
      [...elementsOf(treeOf(archive.read(name) ?? new Uint8Array()))].flatMap(
        (element) => fault(element, format === 'docx') ?? [],
      ),
    );
    expect([...new Set(faults)]).toEqual([]);
    expect(parts.length).toBeGreaterThan(3);
  });

  it('are all named in the list of contents, and every part that one refers to is there', async () => {
    const archive = new Archive(await FILES[format][1]);
    const names = [...archive.names()];
    const defaults: string[] = [];
    const overrides: string[] = [];
    parseXml(archive.read('[Content_Types].xml') ?? new Uint8Array(), {
      open: (name, { Extension = '', PartName = '' }) => {
        if (name === 'Default') defaults.push(Extension.toLowerCase());
        if (name === 'Override') overrides.push(PartName.slice(1).toLowerCase());
      },
      close: () => undefined,
    });
    const isTyped = (name: string): boolean =>
      overrides.includes(name) || defaults.includes(name.slice(name.lastIndexOf('.') + 1));
    expect(names.filter((name) => name !== '[content_types].xml' && !isTyped(name))).toEqual([]);
    expect(overrides.filter((name) => !archive.has(name))).toEqual([]);
  });
});

const squeezed = (text: string): string => text.replace(/\s/gu, '');

/** Cells of a paper in reading order. */
function cellsOf({ linesAbove, rows, linesBelow }: PaperLayout): readonly PaperCell[] {
  return [...linesAbove, ...rows, ...linesBelow].flatMap(({ cells }) => cells);
}

/** Cells of all tables of a page of HTML, with what they span. */
function htmlCells(html: string): string[] {
  const cells: string[] = [];
  let open: { text: string; spans: string } | undefined;
  const parser = new Parser({
    onopentag: (name, { colspan = '1', rowspan = '1' }) => {
      if (name === 'td' || name === 'th') open = { text: '', spans: `${colspan}×${rowspan}` };
    },
    ontext: (text) => {
      if (open) open.text += text;
    },
    onclosetag: (name) => {
      if ((name === 'td' || name === 'th') && open) cells.push(`${squeezed(open.text)} ${open.spans}`);
    },
  });
  parser.end(html);
  return cells;
}

describe('a second reader', () => {
  it('finds every cell of a Word file with its spans: mammoth', async () => {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(await FILES.docx[1]) });
    // Lines outside the table have columns of their own.
    const expected = PAPERS.flatMap(({ linesAbove, rows, linesBelow }) => [
      ...linesAbove.flatMap(({ cells }) => cells.map((cell) => ({ ...cell, columns: 1 }))),
      ...rows.flatMap(({ cells }) => cells),
      ...linesBelow.flatMap(({ cells }) => cells.map((cell) => ({ ...cell, columns: 1 }))),
    ]).map(({ text, columns, rows }) => `${squeezed(text)} ${String(columns)}×${String(rows)}`);
    expect(htmlCells(value)).toEqual(expected);
  });

  it('finds every text of a workbook as it is displayed: SheetJS', async () => {
    const book = sheetJs.read(await FILES.xlsx[1], { type: 'buffer' });
    const shown = book.SheetNames.slice(-PAPERS.length).map((name) =>
      sheetJs.utils
        .sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1, raw: false, defval: '' })
        .flat()
        .map(squeezed)
        .filter((text) => text !== ''),
    );
    const expected = PAPERS.map((paper) =>
      [paper.title, paper.yearLine ?? '', ...cellsOf(paper).map(({ text }) => text)]
        .map(squeezed)
        .filter((text) => text !== ''),
    );
    expect(shown).toEqual(expected);
  });
});

describe.skipIf(!hasLibreOffice('opening exports')).each(['docx', 'xlsx'] as const)(
  'LibreOffice opens an exported %s',
  (format) => {
    it('and prints all of it', { timeout: 180_000 }, async () => {
      const printed = await convertByLibreOffice(await FILES[format][1], format, 'pdf');
      const { forms } = await readFile(printed, 'printed.pdf', PRODUCT_RULES);
      expect(forms).toHaveLength(FORMS.length);
      const found = FORMS.flatMap(({ id, record }, index) =>
        contentDifferences(contentOf(record), contentOf(forms[index]?.record ?? record)).map(
          (difference) => `${id} ${difference}`,
        ),
      );
      expect(found).toEqual([]);
    });

    it('and saves it with the same cells', { timeout: 180_000 }, async () => {
      const saved = await convertByLibreOffice(await FILES[format][1], format, format);
      const { forms } = await readFile(saved, `saved.${format}`, PRODUCT_RULES);
      const found = FORMS.flatMap(({ id, record }, index) =>
        contentDifferences(contentOf(record), contentOf(forms[index]?.record ?? record)).map(
          (difference) => `${id} ${difference}`,
        ),
      );
      expect(found).toEqual([]);
      expect(forms).toHaveLength(FORMS.length);
    });
  },
);
