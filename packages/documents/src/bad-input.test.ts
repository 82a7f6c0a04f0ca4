import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { docx, docxTable, sheetOf, xlsx, zip } from '../fuzz/office-files.ts';
import { PdfSketch } from '../fuzz/pdf-sketch.ts';
import { PRODUCT_RULES } from '../fuzz/reading-rules.ts';
import { selfEvaluation, target } from '../fuzz/sample-forms.ts';
import { record, xls } from '../fuzz/xls-file.ts';
import { readFile, type ReadResult } from './index.ts';

/** Every kind of file that must not be read, or not without a word, with the word it gets. */

const { rows } = target();
const goodDocx = docx(docxTable(rows));
const goodXlsx = xlsx([sheetOf([selfEvaluation().rows])]);

function read(bytes: Uint8Array, name = '文件'): Promise<ReadResult> {
  return readFile(bytes, name, PRODUCT_RULES);
}

/** Header of a compound file with one named stream in its directory, as encrypted office files are. */
function compoundFile(stream: string): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (let at = 0; at < stream.length; at++) bytes[512 + at * 2] = stream.charCodeAt(at);
  return bytes;
}

function pdf(draw: (sketch: PdfSketch) => void, trailer = ''): Uint8Array {
  const sketch = new PdfSketch();
  draw(sketch);
  return sketch.bytes(trailer);
}

function pagesOf(count: number): Uint8Array {
  return pdf((sketch) => {
    for (let page = 1; page <= count; page++) sketch.page().text(40, 40, `第${page}页的说明文字`);
  });
}

/** A file whose directory tells another size of its first part. */
function lying(bytes: Uint8Array, size: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== 0x02014b50) at++;
  view.setUint32(at + 24, size, true);
  return copy;
}

/** The file with another main part. */
function withBody(xml: string): Uint8Array {
  return docx('', { 'word/document.xml': xml });
}

const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
const billionLaughs = `<!DOCTYPE d [<!ENTITY l0 "哈">${laughs.join('')}]><d>&l9;</d>`;
const megabyte = new Uint8Array(1024 * 1024);
const manyParts = Object.fromEntries(Array.from({ length: 129 }, (_, at) => [`部件${at}`, megabyte]));
const manyEntries = Object.fromEntries(
  Array.from({ length: 10_001 }, (_, at) => [`${at}`, new Uint8Array()]),
);
const key = '0'.repeat(64);
const lock = `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >>`;
const BOMB = '文件解压后过大（超过128MB或压缩比异常）';
const ENTITIES = '文件内部自行定义了实体，可能有害，未读取';
const DAMAGED = '文件已损坏，无法打开';

describe('a file that is not read says why and what to do', () => {
  it.each<[name: string, bytes: () => Uint8Array, code: string, message: string]>([
    ['encrypted.docx', () => compoundFile('EncryptedPackage'), 'READ-ENCRYPTED', '文件已加密，无法读取'],
    ['encrypted.xlsx', () => compoundFile('EncryptionInfo'), 'READ-ENCRYPTED', '文件已加密，无法读取'],
    ['encrypted.xls', () => xls(record(0x2f, 1, 0), []), 'READ-ENCRYPTED', '文件已加密，无法读取'],
    [
      'encrypted.pdf',
      () => pdf((sketch) => sketch.page().text(40, 40, '密'), lock),
      'READ-PDF-ENCRYPTED',
      'PDF已加密，无法读取',
    ],
    [
      'scanned.pdf',
      () => pdf((sketch) => sketch.page().picture()),
      'READ-PDF-SCANNED',
      '第1页是扫描图片，没有可读的文字',
    ],
    ['damaged.pdf', () => strToU8('%PDF-1.7\n1 0 obj'), 'READ-PDF-DAMAGED', 'PDF已损坏，无法完整读取'],
    ['501 pages.pdf', () => pagesOf(501), 'READ-PDF-TOO-LONG', 'PDF共501页，只读取前500页'],
    ['damaged.docx', () => goodDocx.subarray(0, goodDocx.length - 40), 'READ-ZIP-DAMAGED', DAMAGED],
    ['half.xlsx', () => goodXlsx.subarray(0, goodXlsx.length >> 1), 'READ-ZIP-DAMAGED', DAMAGED],
    ['says less than it holds.docx', () => lying(goodDocx, 10), 'READ-ZIP-DAMAGED', DAMAGED],
    ['says 4 GB.docx', () => lying(goodDocx, 0xffff_fff0), 'READ-ZIP-BOMB', BOMB],
    ['bomb by ratio.docx', () => docx('', { 'word/media/1': ' '.repeat(30_000_000) }), 'READ-ZIP-BOMB', BOMB],
    ['bomb by total.xlsx', () => zipSync(manyParts, { level: 1 }), 'READ-ZIP-BOMB', BOMB],
    ['bomb by entries.xlsx', () => zipSync(manyEntries, { level: 0 }), 'READ-ZIP-BOMB', BOMB],
    ['billion laughs.docx', () => withBody(billionLaughs), 'READ-XML-ENTITIES', ENTITIES],
    [
      'external entity.docx',
      () => withBody('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'),
      'READ-XML-ENTITIES',
      ENTITIES,
    ],
    [
      'entities in strings.xlsx',
      () =>
        zip({
          'xl/workbook.xml': '<workbook><sheets/></workbook>',
          'xl/_rels/workbook.xml.rels': billionLaughs,
        }),
      'READ-XML-ENTITIES',
      ENTITIES,
    ],
  ])('%s', async (name, bytes, code, message) => {
    const result = await read(bytes(), name);
    const [problem] = result.problems.filter((one) => one.code !== 'READ-WRONG-EXTENSION');
    expect(problem).toMatchObject({ code, message, severity: 'error' });
    expect(problem!.remedy).toMatch(/^请/);
    expect(result.forms).toEqual([]);
  });
});

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function external(type: string): string {
  return `<Relationships><Relationship Id="rId9" Type="${OFFICE}/${type}" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>`;
}

describe('a file with more in it than text is read, and what was left alone is told', () => {
  it.each([
    ['macros.docm', { 'word/vbaProject.bin': 'x' }, 'READ-MACROS', '文件含有宏，没有读取也没有运行'],
    [
      'template from elsewhere.docx',
      { 'word/_rels/settings.xml.rels': external('attachedTemplate') },
      'READ-EXTERNAL-LINKS',
      '文件引用了1处外部内容，没有访问',
    ],
    ['links.docx', { 'word/_rels/footnotes.xml.rels': external('hyperlink') }, undefined, undefined],
  ])('%s', async (name, parts, code, message) => {
    const result = await read(docx(docxTable(rows), parts), name);
    expect(result.forms).toHaveLength(1);
    expect(result.problems.map((problem) => [problem.code, problem.message, problem.severity])).toEqual(
      code === undefined ? [] : [[code, message, 'warning']],
    );
  });

  it('macros and links to other workbooks in one', async () => {
    const bytes = zipSync({
      ...unzipSync(goodXlsx),
      'xl/vbaProject.bin': strToU8('x'),
      'xl/externalLinks/_rels/externalLink1.xml.rels': strToU8(external('externalLinkPath')),
    });
    const result = await read(bytes, '含宏.xlsm');
    expect(result.forms).toHaveLength(1);
    expect(result.problems.map(({ code }) => code)).toEqual(['READ-MACROS', 'READ-EXTERNAL-LINKS']);
  });

  it('500 pages are within the limit', async () => {
    const result = await read(pagesOf(500), '长.pdf');
    expect(result.problems.map(({ code }) => code)).toEqual(['READ-NO-FORM']);
    expect(result.counts.total).toBeGreaterThan(500 * 8);
  });
});
