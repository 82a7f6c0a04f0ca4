import { describe, expect, it } from 'vitest';

import { OFFICE_SHAPES, docx, docxTable, paragraph, sheetOf, xlsx, zip } from '../fuzz/office-files.ts';
import { PRODUCT_RULES } from '../fuzz/reading-rules.ts';
import { SAMPLE_FORMS, selfEvaluation, target, type SampleRow } from '../fuzz/sample-forms.ts';
import { TEXT_SHAPES } from '../fuzz/text-shapes.ts';
import { readDocument, readFile, type ReadResult } from './index.ts';

const UTF8 = new TextEncoder();

function read(bytes: Uint8Array, name = 'sample.bin'): Promise<ReadResult> {
  return readFile(bytes, name, PRODUCT_RULES);
}

function recordsOfText(forms: readonly (readonly SampleRow[])[]): unknown[] {
  const text = forms.map((rows) => TEXT_SHAPES['tab rows']!(rows)).join('\n\n');
  return readDocument(UTF8.encode(text), 'sample.txt', PRODUCT_RULES).forms.map(({ record }) => record);
}

const codes = ({ problems }: ReadResult): string[] => problems.map(({ code }) => code);

describe.each(Object.entries(OFFICE_SHAPES))('the same form as %s', (_, shape) => {
  it.each(SAMPLE_FORMS)('gives the record that its text gives ($layout)', async ({ rows }) => {
    const result = await read(shape([rows]));
    expect(result.forms.map(({ record }) => record)).toEqual(recordsOfText([rows]));
    expect(result.counts.residue).toBe(0);
    expect(codes(result)).toEqual([]);
  });

  it('stands beside others in one file', async () => {
    const forms = [selfEvaluation(), target(), selfEvaluation('河道清淤专项')].map(({ rows }) => rows);
    const result = await read(shape(forms));
    expect(result.forms.map(({ record }) => record)).toEqual(recordsOfText(forms));
    expect(result.counts.residue).toBe(0);
  });
});

describe('the place of a value', () => {
  it('names sheet and cell', async () => {
    const [form] = (await read(xlsx([{ ...sheetOf([selfEvaluation().rows]), name: '路灯' }]))).forms;
    expect(form!.origins['/header/projectName']).toMatchObject({
      place: { cell: { table: 1, row: 3, column: 2, sheet: '路灯' } },
    });
  });

  it('names table, row and column of a Word file', async () => {
    const [form] = (await read(docx(docxTable(selfEvaluation().rows)))).forms;
    expect(form!.origins['/indicators/0/target']).toMatchObject({
      place: { cell: { table: 1, row: 11, column: 4 } },
    });
  });
});

describe('a file under a wrong name', () => {
  it('is read as what it is, with a warning', async () => {
    const result = await read(xlsx([sheetOf([selfEvaluation().rows])]), '自评表.docx');
    expect(result.forms).toHaveLength(1);
    expect(codes(result)).toEqual(['READ-WRONG-EXTENSION']);
    expect(result.problems[0]!.message).toBe('扩展名是.docx，实际是Excel工作簿（XLSX），已按实际格式读取');
  });

  it('raises no warning where the name promises nothing', async () => {
    expect(codes(await read(docx(docxTable(target().rows)), '申报表'))).toEqual([]);
  });

  it('is said to be empty when it is, and nothing else', async () => {
    expect(codes(await read(new Uint8Array(), '空.docx'))).toEqual(['READ-EMPTY-FILE']);
  });

  it('may be a web page that a system calls a workbook', async () => {
    const result = await read(OFFICE_SHAPES['html']!([target().rows]), '导出.xls');
    expect(result.forms).toHaveLength(1);
    expect(codes(result)).toEqual(['READ-WRONG-EXTENSION']);
  });
});

describe('a document without tables', () => {
  it('is read like a text, as where cells were typed with tabs', async () => {
    const lines = TEXT_SHAPES['tab rows']!(selfEvaluation().rows).split('\n');
    const body = lines.map((line) => {
      const runs = line.split('\t').map((piece) => `<w:t>${piece}</w:t>`);
      return `<w:p><w:r>${runs.join('<w:tab/>')}</w:r></w:p>`;
    });
    const { forms } = await read(docx(body.join('')));
    expect(forms.map(({ record }) => record)).toEqual(recordsOfText([selfEvaluation().rows]));
  });
});

/** A zip whose directory lies about the size of its first part. */
function withDeclaredSize(bytes: Uint8Array, size: number): Uint8Array {
  const lying = bytes.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at + 4 < lying.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    view.setUint32(at + 24, size, true);
    break;
  }
  return lying;
}

/** Header of a compound file with one named stream in its directory. */
function compoundFile(stream: string): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (let at = 0; at < stream.length; at++) bytes[512 + at * 2] = stream.charCodeAt(at);
  return bytes;
}

const good = docx(docxTable(target().rows));
const nested = '<w:tbl><w:tr><w:tc>'.repeat(80) + '</w:tc></w:tr></w:tbl>'.repeat(80);
const listed = (count: number, item: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => item(at + 100)).join('');
const manyCells = `<row>${listed(500_001, (at) => `<c t="str"><v>${at}</v></c>`)}</row>`;
const manyMerges = `<mergeCells>${listed(50_001, (at) => `<mergeCell ref="A${at}:B${at}"/>`)}</mergeCells>`;

describe('bad input gets its message', () => {
  it.each([
    ['an encrypted office file', compoundFile('EncryptedPackage'), 'READ-ENCRYPTED'],
    ['a truncated archive', good.subarray(0, good.length - 40), 'READ-ZIP-DAMAGED'],
    [
      'an archive damaged in the middle',
      good.map((byte, at) => (at === 300 ? byte ^ 0xff : byte)),
      'READ-ZIP-DAMAGED',
    ],
    ['a lying size', withDeclaredSize(good, 10), 'READ-ZIP-DAMAGED'],
    ['a part that claims 4 GB', withDeclaredSize(good, 0xffff_fff0), 'READ-ZIP-BOMB'],
    ['a bomb', docx('<w:p/>', { 'word/bomb.xml': ' '.repeat(30_000_000) }), 'READ-ZIP-BOMB'],
    ['broken XML', docx('<w:p><w:r></w:p>'), 'READ-XML-DAMAGED'],
    [
      'entities of its own',
      docx('', { 'word/document.xml': '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>' }),
      'READ-XML-ENTITIES',
    ],
    ['tables in tables without end', docx(nested), 'READ-TOO-DEEP'],
    ['more cells than a sheet of forms has', xlsx([{ data: manyCells }]), 'READ-TOO-MANY-CELLS'],
    [
      'more merges than a sheet of forms has',
      xlsx([{ data: '', merges: manyMerges }]),
      'READ-TOO-MANY-MERGES',
    ],
    ['an archive of something else', zip({ '照片.jpg': 'x' }), 'READ-UNSUPPORTED'],
    ['an empty document', docx('<w:p/>'), 'READ-EMPTY-FILE'],
    ['a document without a form', docx('<w:p><w:r><w:t>会议通知</w:t></w:r></w:p>'), 'READ-NO-FORM'],
  ])('%s', async (_, bytes, code) => {
    const result = await read(bytes);
    expect(codes(result)).toContain(code);
    expect(result.forms).toEqual([]);
    for (const { message, remedy } of result.problems) {
      expect(message.length).toBeLessThanOrEqual(40);
      expect(remedy).not.toBe('');
    }
  });
});

describe('a hostile workbook does no harm', () => {
  const form = sheetOf([selfEvaluation().rows]);

  it.each([
    ['a million empty rows', { ...form, data: form.data + listed(1_000_000, (at) => `<row r="${at}"/>`) }],
    [
      'a cell in the last corner',
      { ...form, data: `${form.data}<row r="1048576"><c r="XFD1048576"/></row>` },
    ],
    [
      'a column that claims two thousand million',
      { ...form, columns: '<cols><col min="9" max="2000000000" hidden="1"/></cols>' },
    ],
    [
      '5,000 merges',
      {
        ...form,
        merges: form.merges!.replace('</', `${listed(5000, (at) => `<mergeCell ref="A${at}:H${at}"/>`)}</`),
      },
    ],
  ])('%s', async (_, sheet) => {
    const started = performance.now();
    const result = await read(xlsx([sheet]));
    expect(result.forms.map(({ record }) => record)).toEqual(recordsOfText([selfEvaluation().rows]));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('what stands between forms and is none', () => {
  const list = [
    ['2025年项目支出预算表'],
    ['序号', '项目名称', '项目类别', '金额', '备注'],
    ['1', '科技成果转化平台', '特定目标类', '125.00', ''],
    ['2', '道路养护', '其他运转类', '64.00', '经常性'],
  ];
  const notes = [
    ['填表说明', ''],
    ['1.指标值应当量化，例如：≥90%。', ''],
  ];
  const forms = [target().rows, selfEvaluation().rows];
  const [first, second] = [target().rows, selfEvaluation().rows];

  it('is no part of the form on the sheet before', async () => {
    const result = await read(xlsx([first, notes, list, second].map((rows) => sheetOf([rows]))));
    expect(result.forms.map(({ record }) => record)).toEqual(recordsOfText(forms));
    expect(codes(result)).toEqual([]);
    expect(result.counts.residue).toBe(0);
  });

  it('is no part of the form above it on the same sheet', async () => {
    const result = await read(xlsx([sheetOf([first, list, second])]));
    expect(result.forms.map(({ record }) => record)).toEqual(recordsOfText(forms));
  });

  it('is no part of the form above it in a Word file', async () => {
    const lines = ['填表说明如下：', '一、指标值应当量化。'].map(paragraph).join('');
    const table = docxTable(list.slice(1));
    const result = await read(docx(docxTable(first) + lines + table + docxTable(second)));
    expect(result.forms.map(({ record }) => record)).toEqual(recordsOfText(forms));
    expect(codes(result)).toEqual([]);
  });

  it.each(['（续表）', '第2页'])('but a table behind %s goes on with the form', async (line) => {
    const at = first.length - 3;
    const body = docxTable(first.slice(0, at)) + paragraph(line) + docxTable(first.slice(at));
    const result = await read(docx(body));
    expect(result.forms.map(({ record }) => record)).toEqual(recordsOfText([first]));
  });
});
