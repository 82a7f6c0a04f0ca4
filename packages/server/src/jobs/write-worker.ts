import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { MessagePort } from 'node:worker_threads';
import {
  exchangeForm,
  PdfUnavailable,
  planExport,
  writePaper,
  writeSummary,
  type PaperFormat,
  type SummaryEntry,
} from '@jiheng/documents';
import type { PaperLayout } from '@jiheng/domain';
import { chooseTemplate, templateById } from '@jiheng/regulation';
import type { FormToWrite, WriteProblem, Written, WrittenFile } from './writing-pool.ts';

const DAMAGED = '内容已损坏，无法排成表样';
const NOT_WRITTEN = { docx: '无法写成Word', xlsx: '无法写成Excel', pdf: '无法写成PDF' } as const;

interface Paper {
  readonly form: FormToWrite;
  readonly layout: PaperLayout;
}

function layOut(form: FormToWrite): Paper | WriteProblem {
  const { position, record, templateId, asTemplateId } = form;
  try {
    const { kind, fiscalYear, region } = record;
    const chosen =
      (asTemplateId === undefined ? undefined : templateById(asTemplateId)) ??
      chooseTemplate({ templateId, regionName: region, fiscalYear, kind }).template;
    const { paper, problem } = planExport(chosen, record, templateId);
    return problem ? { position, message: problem.message } : { form, layout: paper };
  } catch {
    return { position, message: DAMAGED };
  }
}

const isPaper = (laidOut: Paper | WriteProblem): laidOut is Paper => 'layout' in laidOut;

/** Papers that cannot be written even alone. */
async function badAmong(papers: readonly Paper[], format: PaperFormat): Promise<ReadonlySet<Paper>> {
  const bad = new Set<Paper>();
  for (const paper of papers)
    await writePaper([paper.layout], format, paper.form.date).catch(() => bad.add(paper));
  return bad;
}

/** All papers in one file; those that cannot be written are left out and named. */
async function paperFile(
  papers: readonly Paper[],
  format: PaperFormat,
  problems: WriteProblem[],
): Promise<Uint8Array | undefined> {
  const write = (of: readonly Paper[]) =>
    writePaper(
      of.map(({ layout }) => layout),
      format,
      of.map(({ form }) => form.date).reduce((latest, date) => (date > latest ? date : latest)),
    );
  try {
    return await write(papers);
  } catch (error) {
    if (error instanceof PdfUnavailable) {
      problems.push({ position: null, message: error.problem.message });
      return undefined;
    }
    const bad = papers.length > 1 ? await badAmong(papers, format) : new Set(papers);
    if (bad.size === 0) throw error;
    for (const { form } of bad) problems.push({ position: form.position, message: NOT_WRITTEN[format] });
    const good = papers.filter((paper) => !bad.has(paper));
    return good.length > 0 ? write(good) : undefined;
  }
}

function exchangeFile(forms: readonly FormToWrite[], problems: WriteProblem[]): Uint8Array | undefined {
  const written = forms.flatMap(({ position, record }) => {
    try {
      return [exchangeForm(record)];
    } catch {
      problems.push({ position, message: '无法写成交换格式' });
      return [];
    }
  });
  if (written.length === 0) return undefined;
  return new TextEncoder().encode(`${JSON.stringify({ forms: written })}\n`);
}

/** Writes forms into one file of each format. Runs in a thread of its own. */
export async function writeFormsTask({
  forms,
  formats,
  port,
}: {
  readonly forms: readonly FormToWrite[];
  readonly formats: readonly WrittenFile['format'][];
  readonly port: MessagePort;
}): Promise<Written> {
  port.close();
  const laidOut = formats.some((format) => format !== 'exchange') ? forms.map(layOut) : [];
  const papers = laidOut.filter(isPaper);
  const problems = laidOut.flatMap((paper) => (isPaper(paper) ? [] : [paper]));
  const files: WrittenFile[] = [];
  for (const format of formats) {
    const bytes =
      format === 'exchange'
        ? exchangeFile(forms, problems)
        : papers.length > 0 && (await paperFile(papers, format, problems));
    if (bytes) files.push({ format, bytes });
  }
  return { files, problems };
}

async function* arriving(port: MessagePort): AsyncGenerator<FormToWrite> {
  for (;;) {
    const arrival = once(port, 'message');
    port.postMessage('next');
    const [page] = (await arrival) as [readonly FormToWrite[] | null];
    if (page === null) return;
    yield* page;
  }
}

/** Writes the summary of all forms that arrive, page by page, to a file; what is missing from it comes back. */
export async function writeSummaryTask({
  path,
  modified,
  port,
}: {
  readonly path: string;
  readonly modified: Date;
  readonly port: MessagePort;
}): Promise<readonly WriteProblem[]> {
  const problems: WriteProblem[] = [];
  let current: FormToWrite | undefined;
  const entries = async function* (): AsyncGenerator<SummaryEntry> {
    for await (const form of arriving(port)) {
      current = form;
      yield { record: form.record };
    }
  };
  const explain = (): string => {
    if (current) problems.push({ position: current.position, message: DAMAGED });
    return `第${String(current?.position ?? '')}张“${current?.name ?? ''}”：${DAMAGED}`;
  };
  try {
    await pipeline(
      writeSummary(entries(), { modified, explain }),
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    );
    return problems;
  } finally {
    port.close();
  }
}
