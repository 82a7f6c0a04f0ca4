import { layOutPaper, type Origin } from '@jiheng/domain';
import { chooseTemplate } from '@jiheng/regulation';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { docx, xlsx, type SheetParts } from '../../fuzz/office-files.ts';
import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { readDocument } from '../read-document.ts';
import { readFile } from '../read-file.ts';
import { writePaper } from '../write/write-paper.ts';
import { openOriginal } from './open-original.ts';
import {
  originalWindow,
  type OriginalLine,
  type OriginalTable,
  type OriginalWindow,
} from './original-window.ts';

const text = (at: string, content: string): string =>
  `<c r="${at}" t="inlineStr"><is><t>${content}</t></is></c>`;
const row = (number: number, cells: string, more = ''): string => `<row r="${number}"${more}>${cells}</row>`;

async function shown(bytes: Uint8Array, first = 1, last = 200, near = 1): Promise<OriginalWindow> {
  const original = await openOriginal(bytes, '原件', PRODUCT_RULES);
  if (original.kind !== 'tables') throw new Error(`opened as ${original.kind}`);
  return originalWindow(original.content, { first, last }, near);
}

async function sheet(data: SheetParts, first?: number, last?: number, near?: number): Promise<OriginalTable> {
  const { parts } = await shown(xlsx([data]), first, last, near);
  expect(parts).toHaveLength(1);
  const [part] = parts;
  if (part?.kind !== 'table') throw new Error('no table');
  return part;
}

const textOf = (lines: readonly OriginalLine[]): string => lines.map((line) => line.text).join('/');
const cellsOf = ({ rows }: OriginalTable): string[] =>
  rows.map(({ number, cells }) => `${number}: ${cells.map(({ lines }) => textOf(lines)).join(' | ')}`);

/** Every place of the grid is covered once. */
function expectWhole({ rows, columns }: OriginalTable): void {
  const covered = new Map<string, number>();
  const taken = new Set<string>();
  rows.forEach(({ cells }, at) => {
    let column = 0;
    for (const cell of cells) {
      while (taken.has(`${at} ${column}`)) column++;
      for (let down = 0; down < cell.rows; down++)
        for (let across = 0; across < cell.columns; across++) {
          const place = `${at + down} ${column + across}`;
          covered.set(place, (covered.get(place) ?? 0) + 1);
          taken.add(place);
        }
    }
  });
  expect([...covered.values()].every((times) => times === 1)).toBe(true);
  expect(covered.size).toBe(rows.length * columns.length);
}

describe('a sheet around some lines', () => {
  it('has its rows, columns and merges', async () => {
    const table = await sheet({
      name: '自评表',
      data:
        row(1, text('A1', '标题')) + row(2, text('A2', '甲') + text('C2', '丙')) + row(3, text('C3', '丁')),
      merges: '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:B3"/></mergeCells>',
    });
    expect(table.sheet).toBe('自评表');
    expect(table.columns.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(cellsOf(table)).toEqual(['1: 标题', '2: 甲 | 丙', '3: 丁']);
    expect(table.rows[1]?.cells[0]).toMatchObject({ columns: 2, rows: 2 });
    expectWhole(table);
  });

  it('says where rows and columns are hidden, and leaves out what nobody sees', async () => {
    const table = await sheet({
      columns: '<cols><col min="2" max="3" hidden="1"/></cols>',
      data:
        row(1, text('A1', '甲') + text('D1', '乙')) +
        row(2, text('A2', '藏'), ' hidden="1"') +
        row(3, text('A3', '丙')) +
        row(40, text('A40', '丁')),
    });
    expect(table.columns).toEqual([
      { number: 1, hiddenBefore: 0 },
      { number: 4, hiddenBefore: 2 },
    ]);
    expect(
      table.rows.map(({ number, hiddenAbove, blankAbove }) => [number, hiddenAbove, blankAbove]),
    ).toEqual([
      [1, 0, 0],
      [3, 1, 0],
      [40, 0, 36],
    ]);
    expect(JSON.stringify(table)).not.toContain('藏');
    expectWhole(table);
  });

  it('of which only some lines are wanted keeps the merge that reaches in', async () => {
    const rows = Array.from({ length: 50 }, (_, at) =>
      row(at + 1, (at === 0 ? text('A1', '产出指标') : '') + text(`B${at + 1}`, `第${at + 1}行`)),
    );
    const table = await sheet(
      { data: rows.join(''), merges: '<mergeCells><mergeCell ref="A1:A50"/></mergeCells>' },
      20,
      29,
    );
    expect(table.rows.map(({ number }) => number)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    expect(textOf(table.rows[0]?.cells[0]?.lines ?? [])).toBe('产出指标');
    expect(table.rows[0]?.cells[0]?.rows).toBe(10);
    expectWhole(table);
  });

  it('that is very wide or has a merge over everything shows the columns near the wanted one', async () => {
    const letters = ['A', 'CV', 'XFD'];
    const data = { data: row(1, letters.map((letter) => text(`${letter}1`, letter)).join('')) };
    expect(cellsOf(await sheet(data, 1, 9, 100))[0]).toContain('CV');
    const all = {
      data: row(1, text('A1', '标题')),
      merges: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    };
    const table = await sheet(all);
    expect(table.columns.length).toBeLessThanOrEqual(60);
    expect(table.rows).toHaveLength(1);
  });

  it('covers every place once, whatever the merges of a damaged file', async () => {
    const range = fc.record({ top: fc.nat(11), left: fc.nat(7), down: fc.nat(5), across: fc.nat(4) });
    const name = (rowAt: number, column: number): string => `${String.fromCharCode(65 + column)}${rowAt + 1}`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(range, { maxLength: 12 }),
        fc.array(fc.nat(11), { maxLength: 4 }),
        fc.integer({ min: 1, max: 12 }),
        async (merges, hidden, first) => {
          const data = Array.from({ length: 12 }, (_, at) =>
            row(
              at + 1,
              Array.from({ length: 8 }, (__, column) => text(name(at, column), `${at} ${column}`)).join(''),
              hidden.includes(at) ? ' hidden="1"' : '',
            ),
          );
          const refs = merges.map(
            ({ top, left, down, across }) =>
              `<mergeCell ref="${name(top, left)}:${name(top + down, left + across)}"/>`,
          );
          const { parts } = await shown(
            xlsx([{ data: data.join(''), merges: `<mergeCells>${refs.join('')}</mergeCells>` }]),
            first,
            first + 4,
          );
          for (const part of parts) if (part.kind === 'table') expectWhole(part);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a Word file around some lines', () => {
  const paragraph = (content: string): string =>
    `<w:p><w:r><w:t xml:space="preserve">${content}</w:t></w:r></w:p>`;
  const cell = (content: string): string => `<w:tc>${paragraph(content)}</w:tc>`;

  it('has its paragraphs and tables in reading order', async () => {
    const table = `<w:tbl><w:tr>${cell('项目名称')}${cell('河道保洁')}</w:tr></w:tbl>`;
    const { parts } = await shown(docx(`${paragraph('绩效自评表')}${table}${paragraph('填报人：某某')}`));
    expect(
      parts.map((part) => (part.kind === 'paragraph' ? textOf(part.lines) : cellsOf(part).join())),
    ).toEqual(['绩效自评表', '1: 项目名称 | 河道保洁', '填报人：某某']);
  });
});

describe('a paper that we wrote', () => {
  const [form] = readDocument(Buffer.from(generateForm(3, seededNumbers(3))), '一.txt', PRODUCT_RULES).forms;
  const record = form!.record;
  const { template } = chooseTemplate({
    templateId: form!.template?.id ?? null,
    regionName: record.region,
    fiscalYear: record.fiscalYear,
    kind: record.kind,
  });

  it.each(['docx', 'xlsx'] as const)('as %s shows the text of every value at its place', async (format) => {
    const bytes = await writePaper([layOutPaper(template, record)], format);
    const { forms } = await readFile(bytes, `表.${format}`, PRODUCT_RULES);
    const origins: Origin[] = Object.values(forms[0]?.origins ?? {});
    const spans = origins.flatMap((origin) => (origin.kind === 'document' ? origin.place.spans : []));
    expect(spans.length).toBeGreaterThan(30);
    for (const { line, column, toColumn } of spans) {
      const { parts } = await shown(bytes, line, line);
      const lines = parts.flatMap((part) =>
        part.kind === 'paragraph'
          ? part.lines
          : part.rows.flatMap(({ cells }) => cells.flatMap((own) => own.lines)),
      );
      const held = lines.filter(
        (own) => own.line === line && own.column <= column && own.column + own.text.length >= toColumn,
      );
      expect(held, `line ${line}`).toHaveLength(1);
    }
  });
});

describe('a file that has nothing to show', () => {
  it.each([
    ['a text', Buffer.from('项目名称\t河道保洁'), 'text', undefined],
    [
      'a damaged archive',
      Buffer.from('PK\u0003\u0004zzzzzzzzzzzzzzzzzzzz'),
      'unreadable',
      'READ-ZIP-DAMAGED',
    ],
    ['an empty workbook', xlsx([{ data: '' }]), 'tables', undefined],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3, 0, 0]), 'unreadable', 'READ-BINARY'],
    ['a web page without text', Buffer.from('<html><body></body></html>'), 'unreadable', 'READ-EMPTY-FILE'],
  ])('%s is told as such', async (_, bytes, kind, code) => {
    const original = await openOriginal(bytes, '文件', PRODUCT_RULES);
    expect(original.kind).toBe(kind);
    if (original.kind === 'unreadable') expect(original.problem.code).toBe(code);
  });
});
