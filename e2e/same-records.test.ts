import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FormDetail, ImportJob } from '@jiheng/api';
import type { FormRecord, PlacedFinding, ScoreSheet } from '@jiheng/domain';
import { SET_RULES } from '@jiheng/regulation';
import { realDocuments } from '@jiheng/testkit';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dragFiles } from './drag.ts';
import { describeJourney } from './journey.ts';

const folder = realDocuments('the same records by the browser and by the command line') ?? '';
const SEEDS = [
  '000_0fcd6c977ce127aa.txt',
  '001_8099f6b4c1660719.txt',
  '002_5fe884a6c99ea6c5.txt',
  '003_a8588329bb0d5e3c.txt',
  '004_f56ed836bada6351.txt',
].map((name) => join(folder, 'seeds', name));
const OFFICE = [
  'g01_sh2026_target_bundle.docx',
  'g04_sh2026_target_nested.docx',
  'g16_putuo2023_selfeval_long.docx',
  'g29_sichuan_selfeval.docx',
  'g34_hubei_selfeval2080.docx',
  'g13_songjiang2021_unmerged.xlsx',
  'g18_putuo2023_selfeval_sheets.xlsx',
  'g25_tianjin2024_stacked.xlsx',
  'g31_anhui_selfeval_comments.xlsx',
  'g36_hainan_selfeval.xlsx',
  'g14_songjiang2021_bundle.pdf',
  'g20_putuo2023_selfeval_bundle.pdf',
  'g27_tianjin2024_noruling.pdf',
  'g39_hebei_selfeval_calc.pdf',
].map((name) => join(folder, 'corpus', name));

const MAIN = join(import.meta.dirname, '../packages/cli/src/main.ts');
const OVER_MANY = new Set(SET_RULES.map(({ id }) => id));

/** One form as the command line tells it. */
interface ToldForm {
  readonly record: FormRecord;
  readonly rules: readonly string[];
  readonly sheet: ScoreSheet | null;
}

function jiheng(...args: readonly string[]): Promise<unknown> {
  const node = ['--conditions=@jiheng/source', '--import', 'tsx', MAIN, ...args, '--format', 'json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, node, { maxBuffer: 1 << 29 }, (error, stdout, stderr) => {
      // 1 says that there are findings, 2 that a file could not be read.
      if ((error && error.code !== 1) || stdout === '') reject(new Error(stderr));
      else resolve(JSON.parse(stdout));
    });
  });
}

const rulesOf = (findings: readonly PlacedFinding[]): readonly string[] =>
  findings
    .filter(({ ruleId }) => !OVER_MANY.has(ruleId))
    .map(({ ruleId, at }) => `${ruleId} ${at.join(' ')}`)
    .sort();

interface Told {
  readonly read: readonly { file: string; forms: readonly { index: number; record: FormRecord }[] }[];
  readonly checked: {
    readonly files: readonly { forms: readonly { findings: readonly PlacedFinding[] }[] }[];
  };
  readonly scored: readonly { forms: readonly { index: number; sheet: ScoreSheet }[] }[];
}

/** Records, findings and scores of all files by the command line, run as a process; each command tells the files in turn. */
async function tellAll(paths: readonly string[]): Promise<ReadonlyMap<string, readonly ToldForm[]>> {
  const read = (await jiheng('read', ...paths)) as Told['read'];
  const checked = (await jiheng('check', ...paths)) as Told['checked'];
  const scored = (await jiheng('score', ...paths)) as Told['scored'];
  return new Map(
    read.map(({ file, forms }, at) => {
      const sheets = new Map(scored[at]?.forms.map(({ index, sheet }) => [index, sheet]));
      const findings = checked.files[at]?.forms.map((form) => form.findings) ?? [];
      const told = forms.map(({ index, record }) => ({
        record,
        rules: rulesOf(findings[index] ?? []),
        sheet: sheets.get(index) ?? null,
      }));
      return [file, told];
    }),
  );
}

async function call<T>(page: Page, path: string, body?: object): Promise<T> {
  const url = new URL(path, page.url()).href;
  const origin = new URL(url).origin;
  const response = body
    ? await page.request.post(url, { data: body, headers: { origin } })
    : await page.request.get(url);
  expect(response.ok(), `${path} ${String(response.status())}`).toBe(true);
  return (await response.json()) as T;
}

/** The revision of a form that holds this record; the newest one when none does. */
async function holding(page: Page, formId: string, record: FormRecord | undefined): Promise<FormDetail> {
  const newest = await call<FormDetail>(page, `/api/forms/${formId}`);
  for (let revision = 1; revision <= newest.currentRevision; revision += 1) {
    const form = await call<FormDetail>(page, `/api/forms/${formId}?revision=${String(revision)}`);
    if (isDeepStrictEqual(form.record, record)) return form;
  }
  return newest;
}

/** What is stored of each form of a drop; one that is proposed as a new version is taken. */
async function storedForms(page: Page, told: readonly ToldForm[]): Promise<readonly FormDetail[]> {
  const importId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { files } = await call<ImportJob>(page, `/api/imports/${importId}`);
  const stored: FormDetail[] = [];
  for (const { documentId, forms } of files) {
    for (const { formId, index, outcome } of forms) {
      if (outcome === 'revision-proposed') {
        const body = { importId, documentId, index };
        stored.push(await call<FormDetail>(page, `/api/forms/${formId}/revisions`, body));
      } else {
        stored.push(await holding(page, formId, told[index]?.record));
      }
    }
  }
  return stored;
}

async function expectSame(page: Page, path: string, expected: readonly ToldForm[]): Promise<number> {
  await dragFiles(page, [path]);
  const stored = await storedForms(page, expected);
  expect(stored.length, path).toBe(expected.length);
  for (const [index, { record, rules, sheet }] of expected.entries()) {
    const form = stored[index];
    const name = `${basename(path)} #${String(index)} ${record.header.projectName ?? ''}`;
    expect(form?.record, name).toEqual(record);
    expect(rulesOf(form?.findings as readonly PlacedFinding[]), name).toEqual(rules);
    expect(form?.sheet ?? null, name).toEqual(sheet);
  }
  return expected.length;
}

describe.skipIf(folder === '')('real documents', () => {
  let told: ReadonlyMap<string, readonly ToldForm[]>;
  beforeAll(async () => {
    told = await tellAll([...SEEDS, ...OFFICE]);
  }, 120_000);

  describeJourney('dropped in the browser', ['--empty'], ({ page }) => {
    const compare = (path: string) => expectSame(page(), path, told.get(path) ?? []);

    it('give the records, findings and scores of the command line, form by form: the five seeds', async () => {
      let forms = 0;
      for (const path of SEEDS) forms += await compare(path);
      expect(forms).toBe(94);
    });

    it.each(OFFICE.map((path) => [basename(path), path]))(
      'give the records, findings and scores of the command line: %s',
      async (_name, path) => {
        expect(await compare(path)).toBeGreaterThan(0);
      },
    );
  });
});
