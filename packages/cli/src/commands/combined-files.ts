import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { exchangeForm, FORMS_PER_VOLUME, PAPER_FORMATS, planExport, writeSummary } from '@jiheng/documents';
import type { FormRecord, PaperLayout, Problem } from '@jiheng/domain';

import { fileSink, writeWhole, type Sink } from '../output/sink.ts';
import { formHeading } from '../output/words.ts';
import type { CollectedForm, ConvertFormat } from '../work/task.ts';
import { createWriter } from '../work/threads.ts';
import { templateOf } from './convert-output.ts';

const COMBINED = '绩效表汇编';
const SUMMARY = '绩效表汇总';

/** Names of files that nothing else is written to, one for each extension, all with the same stem. */
export type TakeNames = (stem: string, extensions: readonly string[]) => string[];

interface CombinedOptions {
  readonly formats: readonly ConvertFormat[];
  readonly folder: string;
  readonly takeNames: TakeNames;
  readonly template: string | undefined;
  readonly now: Date;
}

/** 汇总表 while the forms come in: its rows leave at once. */
class SummaryFile {
  readonly name: string;
  private readonly entries = new PassThrough({ objectMode: true });
  private readonly written: Promise<void>;

  constructor({ folder, takeNames, now }: CombinedOptions) {
    const [name = ''] = takeNames(SUMMARY, ['xlsx']);
    this.name = name;
    const explain = (record: FormRecord): string =>
      `${formHeading({ ...record, ...record.header })}：内容有误，无法列入`;
    const book = writeSummary(this.entries, { modified: now, explain });
    this.written = pipeline(book, createWriteStream(join(folder, name)));
    this.written.catch(() => undefined);
  }

  async add(record: FormRecord): Promise<void> {
    // What cannot be written ends the waiting as well.
    if (!this.entries.write({ record })) await Promise.race([once(this.entries, 'drain'), this.written]);
  }

  async finish(): Promise<void> {
    this.entries.end();
    await this.written;
  }
}

/** All forms in the exchange format, one document after the other. */
class ExchangeFile {
  readonly name: string;
  private readonly sink: Sink;
  private isBegun = false;

  private constructor(name: string, sink: Sink) {
    this.name = name;
    this.sink = sink;
  }

  static async open({ folder, takeNames }: CombinedOptions): Promise<ExchangeFile> {
    const [name = ''] = takeNames(COMBINED, ['json']);
    return new ExchangeFile(name, await fileSink(join(folder, name)));
  }

  async add(file: string, records: readonly FormRecord[]): Promise<void> {
    const before = this.isBegun ? ',\n' : '[\n';
    this.isBegun = true;
    await this.sink.write(`${before}${JSON.stringify({ file, forms: records.map(exchangeForm) })}`);
  }

  async finish(): Promise<void> {
    await this.sink.write('\n]\n');
    await this.sink.close();
  }
}

/**
 * 汇编 and 汇总: the forms of all inputs in one file of each format. Papers are written a volume at a time, so that any number of
 * forms takes the memory of one volume; up to a volume there is one file without a number.
 */
export class CombinedFiles {
  private readonly options: CombinedOptions;
  private summary: SummaryFile | undefined;
  private exchange: ExchangeFile | undefined;
  private readonly problems = new Map<string, Problem>();
  private readonly names: string[] = [];
  private readonly writer = createWriter();
  private volume: PaperLayout[] = [];
  private volumes = 0;
  private count = 0;

  constructor(options: CombinedOptions) {
    this.options = options;
  }

  async add(file: string, forms: readonly CollectedForm[]): Promise<void> {
    if (forms.length === 0) return;
    this.count += forms.length;
    const { formats } = this.options;
    if (formats.includes('exchange')) this.exchange ??= await ExchangeFile.open(this.options);
    if (formats.includes('summary')) this.summary ??= new SummaryFile(this.options);
    await this.exchange?.add(
      file,
      forms.map(({ record }) => record),
    );
    for (const form of forms) {
      await this.summary?.add(form.record);
      await this.addPaper(form);
    }
  }

  /** What was written, and what was not. */
  async finish(): Promise<{
    readonly forms: number;
    readonly names: readonly string[];
    readonly problems: readonly Problem[];
  }> {
    await this.writeVolume(this.volumes === 0 ? COMBINED : this.numbered());
    await this.writer.close();
    await this.exchange?.finish();
    await this.summary?.finish();
    const names = [this.exchange, this.summary].flatMap((file) => (file ? [file.name] : []));
    return { forms: this.count, names: [...this.names, ...names], problems: [...this.problems.values()] };
  }

  private async addPaper({ record, templateId }: CollectedForm): Promise<void> {
    if (this.volume.length === FORMS_PER_VOLUME) await this.writeVolume(this.numbered());
    const { paper } = planExport(templateOf(record, templateId, this.options.template), record, templateId);
    if (paper) this.volume.push(paper);
  }

  private numbered(): string {
    return `${COMBINED}（第${String(this.volumes + 1)}册）`;
  }

  private async writeVolume(stem: string): Promise<void> {
    const papers = this.volume;
    this.volume = [];
    if (papers.length === 0) return;
    this.volumes += 1;
    const { formats, folder, takeNames } = this.options;
    const wanted = PAPER_FORMATS.filter((format) => formats.includes(format));
    const names = takeNames(stem, wanted);
    for (const [at, format] of wanted.entries()) {
      const { bytes, problems } = await this.writer.write({ papers, format });
      // What a machine lacks is told once, not for every volume.
      for (const problem of problems) this.problems.set(problem.code, problem);
      if (bytes) writeWhole(join(folder, names[at] ?? stem), bytes);
      if (bytes) this.names.push(names[at] ?? stem);
    }
  }
}
