// Reading and writing of office files, each against another program on the same files in the same run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { unzipSync } from 'fflate';
import * as sheetJs from 'xlsx';
import {
  PAPER_FORMATS,
  planExport,
  readDocument,
  readFile,
  writePaper,
  type PaperFormat,
} from '@jiheng/documents';
import type { PaperLayout } from '@jiheng/domain';
import { READING_RULES, templateById } from '@jiheng/regulation';
import { corpusFolder } from '../src/corpus.ts';
import { generateDocument } from '../src/form-generator.ts';
import { machine, median, printFigures, type Figure } from './measure.ts';

const RUNS = 5;
const FORMS = 40;
const MERGED_FORMS = 260;

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Processor seconds of one run, of all threads. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Runs work and peer in turn, both warm. */
async function inTurn(
  work: () => Promise<unknown>,
  peer: () => Promise<unknown>,
): Promise<{ work: number[]; peer: number[] }> {
  for (let round = 0; round < 3; round += 1) await work();
  await peer();
  const times = { work: [] as number[], peer: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    times.work.push(await seconds(work));
    times.peer.push(await seconds(peer));
  }
  return times;
}

function papers(count: number, seed = 7): PaperLayout[] {
  const { forms } = readDocument(Buffer.from(generateDocument(count, seed)), 'made.txt', READING_RULES);
  return forms.flatMap(({ record, template }) => {
    const own = template && templateById(template.id);
    const plan = own && planExport(own, record, own.id);
    return plan?.paper ? [plan.paper] : [];
  });
}

async function oneFormFiles(format: PaperFormat): Promise<File[]> {
  const files: File[] = [];
  for (const [index, paper] of papers(FORMS).entries())
    files.push({ name: `${index}.${format}`, bytes: await writePaper([paper], format) });
  return files;
}

function realFiles(format: PaperFormat): File[] {
  const folder = corpusFolder();
  if (folder === undefined) return [];
  const inside = join(folder, 'corpus');
  return readdirSync(inside)
    .filter((name) => extname(name) === `.${format}`)
    .map((name) => ({ name, bytes: readFileSync(join(inside, name)) }));
}

async function readAll(files: readonly File[]): Promise<number> {
  let forms = 0;
  for (const { name, bytes } of files) forms += (await readFile(bytes, name, READING_RULES)).forms.length;
  return forms;
}

async function pdfText(files: readonly File[]): Promise<number> {
  let pages = 0;
  for (const { bytes } of files) {
    const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
    for (let number = 1; number <= document.numPages; number += 1)
      await (await document.getPage(number)).getTextContent();
    pages += document.numPages;
    await document.destroy();
  }
  return pages;
}

const PEERS: Readonly<
  Record<PaperFormat, { name: string; run: (files: readonly File[]) => Promise<unknown> }>
> = {
  docx: {
    name: 'mammoth（转为 HTML）',
    async run(files) {
      for (const { bytes } of files) await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
    },
  },
  xlsx: {
    name: 'SheetJS（读出单元格）',
    run(files) {
      for (const { bytes } of files) {
        const book = sheetJs.read(bytes, { type: 'buffer' });
        for (const sheet of Object.values(book.Sheets)) sheetJs.utils.sheet_to_json(sheet, { header: 1 });
      }
      return Promise.resolve();
    },
  },
  pdf: { name: 'pdf.js（只取文字）', run: pdfText },
};
const GOALS: Readonly<Record<PaperFormat, number>> = { docx: 150, xlsx: 250, pdf: 50 };

async function readingFigure(format: PaperFormat, files: readonly File[], label: string): Promise<Figure> {
  const forms = await readAll(files);
  const units = format === 'pdf' ? await pdfText(files) : files.length;
  const peer = PEERS[format];
  const times = await inTurn(
    () => readAll(files),
    () => peer.run(files),
  );
  const rates = times.work.map((time) => units / time);
  return {
    name: `读取 ${format}（${label}）`,
    unit: format === 'pdf' ? '页/核秒' : '文件/核秒',
    median: median(rates),
    runs: rates,
    goal: { value: GOALS[format], better: 'higher' },
    peer: { name: peer.name, median: median(times.peer.map((time) => units / time)) },
    input: `${files.length} 个文件，${forms} 张表${format === 'pdf' ? `，${units} 页` : ''}`,
  };
}

const WRITING_GOALS: Readonly<Record<PaperFormat, number>> = { docx: 40, xlsx: 15, pdf: 50 };

async function writingFigure(format: PaperFormat): Promise<Figure> {
  const all = papers(FORMS);
  for (const paper of all) await writePaper([paper], format);
  const times: number[] = [];
  for (const paper of all) times.push((await seconds(() => writePaper([paper], format))) * 1000);
  return {
    name: `写出 ${format}，每张表`,
    unit: '毫秒处理器时间',
    median: median(times),
    runs: times,
    goal: { value: WRITING_GOALS[format], better: 'lower' },
    input: `${all.length} 张表，每张一个文件，热身后`,
  };
}

/** A workbook with more than 5,000 merges: many forms in one file, written and read back. */
async function mergesFigure(): Promise<Figure> {
  const all = papers(MERGED_FORMS);
  let bytes: Uint8Array = new Uint8Array();
  const write = async (): Promise<void> => {
    bytes = await writePaper(all, 'xlsx');
  };
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1)
    runs.push((await seconds(write)) + (await seconds(() => readFile(bytes, '合并.xlsx', READING_RULES))));
  const sheets = Object.entries(unzipSync(bytes)).filter(([name]) => name.includes('worksheets/'));
  const merges = sheets.reduce(
    (sum, [, part]) =>
      sum +
      (Buffer.from(part)
        .toString()
        .match(/<mergeCell /g)?.length ?? 0),
    0,
  );
  return {
    name: '大量合并单元格：写出并读回',
    unit: '秒处理器时间',
    median: median(runs),
    runs,
    goal: { value: 2, better: 'lower' },
    input: `一个 xlsx，${all.length} 张表，${merges} 处合并`,
  };
}

/** LibreOffice turns the same files into text, once; its start is part of it, so it gets all files at once. */
function libreOffice(files: readonly File[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'jiheng-bench-'));
  try {
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
    const names = files.map(({ name }) => join(folder, name));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const started = performance.now();
    const { status } = spawnSync(
      'soffice',
      [profile, '--headless', '--convert-to', 'html', '--outdir', join(folder, 'out'), ...names],
      { stdio: 'ignore', timeout: 300_000 },
    );
    const took = (performance.now() - started) / 1000;
    return status === 0
      ? `${files.length} 个 docx 转为 HTML：${took.toFixed(1)} 秒（墙上时间，含启动），${(files.length / took).toFixed(1)} 文件/秒`
      : '本机没有，未比较';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(`机器：${machine()}`);
for (const format of PAPER_FORMATS) {
  printFigures([await readingFigure(format, await oneFormFiles(format), '一个文件一张表，自己写出')]);
  const real = realFiles(format);
  if (real.length > 0) printFigures([await readingFigure(format, real, '文件集')]);
  printFigures([await writingFigure(format)]);
}
printFigures([await mergesFigure()]);
console.log(`LibreOffice：${libreOffice(await oneFormFiles('docx'))}`);
