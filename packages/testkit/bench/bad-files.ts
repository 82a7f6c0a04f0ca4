import { strToU8, zipSync } from 'fflate';
import { docx, docxTable, sheetOf, xlsx } from '../../documents/fuzz/office-files.ts';
import { PdfSketch, drawTable } from '../../documents/fuzz/pdf-sketch.ts';
import { selfEvaluation } from '../../documents/fuzz/sample-forms.ts';

export interface BadFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const form = selfEvaluation().rows;

function list(count: number, item: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => item(at + 100)).join('');
}

/** A PDF of full pages without a form. */
function longPdf(pages: number): Uint8Array {
  const sketch = new PdfSketch();
  const row = ['产出指标', '数量指标', '改造路灯数量', '≥860盏', '872盏'].map((text) => ({ text }));
  for (let page = 0; page < pages; page++)
    drawTable(
      sketch.page(),
      40,
      [80, 80, 80, 80, 80],
      Array.from({ length: 20 }, () => row),
    );
  return sketch.bytes();
}

/** Files that cost a careless server its memory or its time. No two rounds have equal bytes, so each is read anew. */
export function badFiles(round: number, scale = 1): BadFile[] {
  const good = docx(docxTable(form), { 'word/round.txt': String(round) });
  const sheet = sheetOf([form]);
  const merges = (sheet.merges ?? '').replace(
    '</',
    `${list(5000, (at) => `<mergeCell ref="A${at}:H${at}"/>`)}</`,
  );
  const empty = list(1_000_000 * scale, (at) => `<row r="${at}"/>`);
  return [
    { name: '截断.docx', content: good.subarray(0, good.length - 40) },
    { name: '炸弹.docx', content: docx('', { 'word/media/1': `${round}${' '.repeat(30_000_000)}` }) },
    {
      name: '实体.docx',
      content: docx('', { 'word/document.xml': `<!DOCTYPE d [<!ENTITY a "${round}">]><d>&a;</d>` }),
    },
    {
      name: '多部件.xlsx',
      content: zipSync({ [`${round}`]: strToU8('x'), '图/片.bin': new Uint8Array(1000) }),
    },
    { name: '合并.xlsx', content: xlsx([{ ...sheet, name: `表${round}`, merges }]) },
    { name: '空行.xlsx', content: xlsx([{ ...sheet, name: `表${round}`, data: sheet.data + empty }]) },
    { name: '长.pdf', content: Buffer.concat([longPdf(500 * scale), strToU8(`%${round}\n`)]) },
    {
      name: '二进制.bin',
      content: Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7919 + round) % 256),
    },
  ];
}
