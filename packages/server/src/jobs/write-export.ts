import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ExportFormat, ExportRequest } from '@jiheng/api';
import { FORMS_PER_VOLUME } from '@jiheng/documents';
import { civilDate } from '@jiheng/domain';
import { exportForms, type ClaimedExport, type Db, type ExportProblem } from '@jiheng/store';
import { exportNote } from './export-note.ts';
import { EXTENSIONS, FORMAT_LABELS, formName, listName, MEDIA_TYPES } from './export-names.ts';
import { inOrder } from './in-order.ts';
import type { FormToWrite, WritingPool, Written } from './writing-pool.ts';
import { zipFile, type ZipEntry } from './zip-file.ts';

const FORMS_PER_PAGE = 50;

export interface WriteTools {
  readonly db: Db;
  readonly pool: WritingPool;
  /** Folder for files that are made before they are kept. */
  readonly spoolFolder: string;
}

/** An export while it is written. */
export interface ExportRun {
  readonly job: ClaimedExport;
  /** Aborted when the export is cancelled, was given to another process, or the server stops. */
  readonly signal: AbortSignal;
  /** Forms written so far. */
  formsDone: number;
  readonly problems: ExportProblem[];
}

/** The file of an export. `content` is read once; problems are complete when it was read to its end. */
export interface ExportProduct {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Readable;
}

async function* pages(
  { db }: WriteTools,
  { job, signal }: ExportRun,
): AsyncGenerator<readonly FormToWrite[]> {
  for (let after = 0; ;) {
    signal.throwIfAborted();
    const page = await exportForms(db, job, after, FORMS_PER_PAGE);
    if (page.length > 0)
      yield page.map(({ position, projectName, record, templateId, storedAt }) => {
        return { position, name: listName(projectName), record, templateId, date: civilDate(storedAt) };
      });
    after = page.at(-1)?.position ?? after;
    if (page.length < FORMS_PER_PAGE) return;
  }
}

async function* each(tools: WriteTools, run: ExportRun): AsyncGenerator<readonly FormToWrite[]> {
  for await (const page of pages(tools, run)) for (const form of page) yield [form];
}

async function* volumes(tools: WriteTools, run: ExportRun): AsyncGenerator<readonly FormToWrite[]> {
  let volume: FormToWrite[] = [];
  for await (const page of pages(tools, run)) {
    volume.push(...page);
    if (volume.length < FORMS_PER_VOLUME) continue;
    yield volume;
    volume = [];
  }
  if (volume.length > 0) yield volume;
}

/** Forms as they are handed to a thread together, and what it made of them. */
interface Piece {
  readonly forms: readonly FormToWrite[];
  readonly written: Written;
}

async function* written(
  { pool }: WriteTools,
  run: ExportRun,
  portions: AsyncIterable<readonly FormToWrite[]>,
  formats: readonly ExportFormat[],
  parallel = pool.threads,
): AsyncGenerator<Piece> {
  const work = async (forms: readonly FormToWrite[]): Promise<Piece> => {
    return { forms, written: await pool.write(forms, formats) };
  };
  const told = new Set<string>();
  for await (const piece of inOrder(portions, parallel, work)) {
    run.signal.throwIfAborted();
    run.formsDone += piece.forms.length;
    for (const { position, message } of piece.written.problems) {
      const form = piece.forms.find((candidate) => candidate.position === position);
      const problem = { name: form ? `第${String(form.position)}张“${form.name}”` : null, message };
      // What no single form is to blame for is told once, not for every form.
      const key = JSON.stringify(problem);
      if (!told.has(key)) run.problems.push(problem);
      told.add(key);
    }
    yield piece;
  }
}

function folderOf(formats: readonly ExportFormat[], format: ExportFormat): string {
  return formats.length > 1 ? `${FORMAT_LABELS[format]}/` : '';
}

/** 每表一个文件: the number in front keeps the order of the list and makes every name its own. */
function separateEntries(formats: readonly ExportFormat[], total: number) {
  const digits = String(total).length;
  return ({ forms, written: { files } }: Piece): ZipEntry[] => {
    const [form] = forms;
    if (!form) return [];
    return files.map(({ format, bytes }) => ({
      name: `${folderOf(formats, format)}${String(form.position).padStart(digits, '0')} ${formName(form.record)}.${EXTENSIONS[format]}`,
      bytes,
      isPacked: format !== 'exchange',
    }));
  };
}

function combinedEntries(total: number) {
  const count = Math.ceil(total / FORMS_PER_VOLUME);
  let number = 0;
  return ({ written: { files } }: Piece): ZipEntry[] => {
    number += 1;
    const name = count > 1 ? `绩效表汇编（第${String(number)}册，共${String(count)}册）` : '绩效表汇编';
    return files.map(({ format, bytes }) => ({
      name: `${name}.${EXTENSIONS[format]}`,
      bytes,
      isPacked: format !== 'exchange',
    }));
  };
}

function zipOf(
  run: ExportRun,
  pieces: AsyncIterable<Piece>,
  entriesOf: (piece: Piece) => ZipEntry[],
): Readable {
  const entries = async function* (): AsyncGenerator<ZipEntry> {
    for await (const piece of pieces) yield* entriesOf(piece);
    const text = exportNote(run.job, run.problems);
    yield { name: '导出说明.txt', bytes: new TextEncoder().encode(text), isPacked: false };
  };
  return Readable.from(zipFile(entries(), run.job.createdAt), { objectMode: false });
}

/** 合订, a volume at a time, for each takes a few hundred megabytes while it is written: one format of not too many forms is the file itself, unless something must be said about it. */
async function combined(
  tools: WriteTools,
  run: ExportRun,
  formats: readonly ExportFormat[],
): Promise<ExportProduct> {
  const total = run.job.formsTotal;
  const pieces = written(tools, run, volumes(tools, run), formats, 1);
  if (total <= FORMS_PER_VOLUME && formats.length === 1) {
    const all: Piece[] = [];
    for await (const piece of pieces) all.push(piece);
    const [file, ...others] = all.flatMap((piece) => piece.written.files);
    if (file && others.length === 0 && run.problems.length === 0) {
      const fileName = `绩效表汇编.${EXTENSIONS[file.format]}`;
      return {
        fileName,
        mediaType: MEDIA_TYPES[file.format],
        content: Readable.from([Buffer.from(file.bytes)]),
      };
    }
    return zipProduct('绩效表汇编', zipOf(run, Readable.from(all), combinedEntries(total)));
  }
  return zipProduct('绩效表汇编', zipOf(run, pieces, combinedEntries(total)));
}

function zipProduct(name: string, content: Readable): ExportProduct {
  return { fileName: `${name}.zip`, mediaType: MEDIA_TYPES.zip, content };
}

async function* counted(tools: WriteTools, run: ExportRun): AsyncGenerator<readonly FormToWrite[]> {
  for await (const page of pages(tools, run)) {
    yield page;
    run.formsDone += page.length;
  }
}

async function summary(tools: WriteTools, run: ExportRun): Promise<ExportProduct> {
  await mkdir(tools.spoolFolder, { recursive: true });
  const path = join(tools.spoolFolder, randomUUID());
  const remove = (): Promise<void> => rm(path, { force: true });
  try {
    const problems = await tools.pool.summarise(counted(tools, run), path, run.job.createdAt);
    for (const { position, message } of problems)
      run.problems.push({ name: position === null ? null : `第${String(position)}张`, message });
  } catch (error) {
    await remove();
    throw error;
  }
  const content = createReadStream(path);
  content.once('close', () => void remove());
  return { fileName: '绩效表汇总.xlsx', mediaType: MEDIA_TYPES.xlsx, content };
}

/** Writes the file of an export; nothing is kept yet. */
export async function writeExport(tools: WriteTools, run: ExportRun): Promise<ExportProduct> {
  const { arrangement, formats } = run.job.request as ExportRequest;
  if (arrangement === 'summary') return summary(tools, run);
  if (arrangement === 'combined') return combined(tools, run, formats);
  const entriesOf = separateEntries(formats, run.job.formsTotal);
  return zipProduct('绩效表导出', zipOf(run, written(tools, run, each(tools, run), formats), entriesOf));
}
