import {
  PdfUnavailable,
  planExport,
  toExchange,
  writePaper,
  type PaperFormat,
  type ReadResult,
} from '@jiheng/documents';
import { quoted, type FormRecord, type FormTemplate, type PaperLayout, type Problem } from '@jiheng/domain';
import { chooseTemplate, templateById } from '@jiheng/regulation';

import { fieldWords } from '../output/field-words.ts';
import { formHeading } from '../output/words.ts';
import type { ConvertOptions, ConvertOutput } from '../work/task.ts';

type File = ConvertOutput['files'][number];
type LeftOut = ConvertOutput['leftOut'][number];

/** One file as papers: all its forms in one file of each format. */
export async function convertOutput(result: ReadResult, options: ConvertOptions): Promise<ConvertOutput> {
  const papers: PaperLayout[] = [];
  const leftOut: LeftOut[] = [];
  const problems: Problem[] = [];
  for (const form of result.forms) {
    const { paper, problem } = planExport(
      templateOf(form.record, form.template?.id ?? null, options.template),
      form.record,
      form.template?.id ?? null,
    );
    const heading = formHeading({ ...form.record, ...form.record.header });
    if (problem) problems.push({ ...problem, message: `${quoted(heading)}：${problem.message}` });
    else {
      papers.push(paper);
      const fields = paper.leftOver.map(({ path, text }) => `${fieldWords(path)}：${text}`);
      if (fields.length > 0) leftOut.push({ form: heading, fields });
    }
  }
  const files = await writeFiles(result, papers, options.to, problems);
  const collected = options.isCollected
    ? result.forms.map(({ record, template }) => ({ record, templateId: template?.id ?? null }))
    : [];
  return { files, forms: papers.length, leftOut, problems, collected };
}

/** The template that was asked for, else that of the form. */
export function templateOf(
  record: FormRecord,
  templateId: string | null,
  wanted: string | undefined,
): FormTemplate {
  const chosen = wanted === undefined ? undefined : templateById(wanted);
  const { kind, fiscalYear, region } = record;
  return chosen ?? chooseTemplate({ templateId, regionName: region, fiscalYear, kind }).template;
}

async function writeFiles(
  result: ReadResult,
  papers: readonly PaperLayout[],
  formats: ConvertOptions['to'],
  problems: Problem[],
): Promise<File[]> {
  const files: File[] = [];
  for (const format of formats) {
    if (format === 'exchange') {
      const text = JSON.stringify({ file: result.file, forms: toExchange(result) });
      files.push({ extension: 'json', bytes: new TextEncoder().encode(`${text}\n`) });
    } else if (papers.length > 0) {
      const bytes = await paperFile(papers, format, problems);
      if (bytes) files.push({ extension: format, bytes });
    }
  }
  return files;
}

/** Without a PDF writer on this machine the other formats are still written. */
export async function paperFile(
  papers: readonly PaperLayout[],
  format: PaperFormat,
  problems: Problem[],
): Promise<Uint8Array | undefined> {
  try {
    return await writePaper(papers, format);
  } catch (error) {
    if (!(error instanceof PdfUnavailable)) throw error;
    problems.push(error.problem);
    return undefined;
  }
}
