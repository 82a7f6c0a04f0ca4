import { performance } from 'node:perf_hooks';

import { templateById } from '@jiheng/regulation';

import { PAPER_FORMATS, planExport, readDocument, readFile, writePaper } from '../src/index.ts';
import { seededRandom, type FuzzReport, type FuzzFailure } from './cases.ts';
import { damaged } from './damage.ts';
import { OFFICE_SHAPES } from './office-files.ts';
import { PRODUCT_RULES } from './reading-rules.ts';
import { SAMPLE_FORMS } from './sample-forms.ts';
import { TEXT_SHAPES } from './text-shapes.ts';
import { record, unicode, words, xls } from './xls-file.ts';

/** Slowest time allowed for one case: a constant and a share by size; a tag repeated makes a small file large. */
const BASE_MS = 5_000;
const MS_PER_KILOBYTE = 10;

/** A sample form as an old workbook. */
function sampleXls(rows: readonly (readonly (string | null)[])[]): Uint8Array {
  const cells = rows.flatMap((row, at) =>
    row.flatMap((text, column) =>
      text === null ? [] : [...record(0x204, ...words(at, column, 0), ...unicode(text))],
    ),
  );
  return xls([], [{ name: '自评表', records: cells }]);
}

/** Sound files of every format: by our own writers, and as other programs lay the same forms out. */
export async function soundFiles(): Promise<Uint8Array[]> {
  const forms = SAMPLE_FORMS.map(({ rows }) => rows);
  const files = Object.values(OFFICE_SHAPES).flatMap((shape) => [
    ...forms.map((rows) => shape([rows])),
    shape(forms),
  ]);
  files.push(...forms.map(sampleXls));
  const texts = forms.map((rows) => TEXT_SHAPES['tab rows']?.(rows) ?? '');
  for (const text of texts) {
    const [form] = readDocument(new TextEncoder().encode(text), 'sample.txt', PRODUCT_RULES).forms;
    const template = form?.template && templateById(form.template.id);
    if (!form || !template) throw new Error('a sample form is on no template');
    const { paper } = planExport(template, form.record, template.id);
    if (paper) for (const format of PAPER_FORMATS) files.push(await writePaper([paper], format));
  }
  return files;
}

/** What is wrong with the way in which a broken file was read, if anything is. */
async function faultOf(bytes: Uint8Array): Promise<{ fault: string | null; forms: number }> {
  const { forms, counts, problems, residue } = await readFile(bytes, 'fuzz', PRODUCT_RULES);
  const { total, field, label, furniture } = counts;
  if (field + label + furniture + counts.residue !== total)
    return { fault: `counts do not add up: ${JSON.stringify(counts)}`, forms: 0 };
  if (counts.residue > 0 && residue.length === 0) return { fault: 'residue that is not reported', forms: 0 };
  if (forms.length === 0 && !problems.some(({ severity }) => severity === 'error'))
    return { fault: 'neither forms nor an error', forms: 0 };
  if (problems.some(({ message, remedy }) => message === '' || remedy === ''))
    return { fault: 'a problem without words', forms: 0 };
  return { fault: null, forms: forms.length };
}

/** Reads `cases` broken files and reports every crash, slow reading and result that says nothing. */
export async function runOfficeFuzz(
  files: readonly Uint8Array[],
  cases: number,
  first = 0,
): Promise<FuzzReport> {
  const failures: FuzzFailure[] = [];
  let slowestMs = 0;
  let forms = 0;
  for (let index = first; index < first + cases; index++) {
    const random = seededRandom(index + 1);
    const bytes = damaged(files[random(files.length)] ?? new Uint8Array(), random);
    const start = performance.now();
    try {
      const { fault, forms: found } = await faultOf(bytes);
      forms += found;
      if (fault !== null) failures.push({ case: index, what: fault });
    } catch (error) {
      failures.push({
        case: index,
        what: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    const took = performance.now() - start;
    slowestMs = Math.max(slowestMs, took);
    if (took > BASE_MS + (bytes.length / 1024) * MS_PER_KILOBYTE)
      failures.push({ case: index, what: `took ${Math.round(took)} ms for ${bytes.length} bytes` });
  }
  return { cases, failures, slowestMs, forms };
}
