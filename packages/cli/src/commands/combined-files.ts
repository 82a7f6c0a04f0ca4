import { buffer } from 'node:stream/consumers';

import { exchangeForm, writeSummary } from '@jiheng/documents';
import type { FormRecord, PaperLayout, Problem } from '@jiheng/domain';

import { formHeading } from '../output/words.ts';
import type { ConvertFormat, ConvertOutput } from '../work/task.ts';
import { paperFile } from './convert-output.ts';

const COMBINED = '绩效表汇编';
const SUMMARY = '绩效表汇总';

/** Files over all inputs under one stem. */
interface Made {
  readonly stem: string;
  readonly files: ConvertOutput['files'];
  readonly problems: readonly Problem[];
}

/** 汇编 and 汇总: the forms of all inputs in one file of each format. */
export class CombinedFiles {
  private readonly formats: readonly ConvertFormat[];
  private readonly papers: PaperLayout[] = [];
  private readonly records: FormRecord[] = [];
  private readonly readings: { readonly file: string; readonly records: readonly FormRecord[] }[] = [];

  constructor(formats: readonly ConvertFormat[]) {
    this.formats = formats;
  }

  get forms(): number {
    return this.records.length;
  }

  add(file: string, { papers, records }: Pick<ConvertOutput, 'papers' | 'records'>): void {
    this.papers.push(...papers);
    this.records.push(...records);
    this.readings.push({ file, records });
  }

  async write(now: Date): Promise<readonly Made[]> {
    if (this.records.length === 0) return [];
    const problems: Problem[] = [];
    const files: ConvertOutput['files'][number][] = [];
    for (const format of this.formats) {
      if (format === 'summary') continue;
      const bytes =
        format === 'exchange'
          ? this.exchange()
          : this.papers.length > 0 && (await paperFile(this.papers, format, problems));
      if (bytes) files.push({ extension: format === 'exchange' ? 'json' : format, bytes });
    }
    const made: Made[] = files.length > 0 || problems.length > 0 ? [{ stem: COMBINED, files, problems }] : [];
    if (this.formats.includes('summary')) made.push(await this.summary(now));
    return made;
  }

  private exchange(): Uint8Array {
    const readings = this.readings.map(({ file, records }) => {
      return JSON.stringify({ file, forms: records.map(exchangeForm) });
    });
    return new TextEncoder().encode(`[\n${readings.join(',\n')}\n]\n`);
  }

  private async summary(modified: Date): Promise<Made> {
    const explain = (record: FormRecord): string =>
      `${formHeading({ ...record, ...record.header })}：内容有误，无法列入`;
    const entries = this.records.map((record) => ({ record }));
    const bytes = await buffer(writeSummary(entries, { modified, explain }));
    return { stem: SUMMARY, files: [{ extension: 'xlsx', bytes }], problems: [] };
  }
}
