import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { realDocuments } from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../fuzz/reading-rules.ts';
import { readDocument, toExchange, type ExchangeForm, type ReadResult } from './index.ts';

const folder = realDocuments('reading the real documents');

/** Number of forms and indicators of each document, counted by hand. */
const SIZES: Readonly<Record<string, readonly [forms: number, indicators: number]>> = {
  '000': [5, 106],
  '001': [4, 52],
  '002': [24, 162],
  '003': [5, 89],
  '004': [56, 473],
};

function read(path: string): ReadResult {
  return readDocument(readFileSync(path), path.split('/').at(-1) ?? '', PRODUCT_RULES);
}

function textFiles(name: string): [string, string][] {
  if (!folder) return [];
  const inside = join(folder, name);
  return readdirSync(inside)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => [file.slice(0, 3), join(inside, file)]);
}

describe.skipIf(!folder)('the published documents', () => {
  it.each(textFiles('seeds'))('%s give all forms and indicators, nothing lost', (name, path) => {
    const result = read(path);
    const indicators = result.forms.flatMap(({ record }) => record.indicators);
    expect([result.forms.length, indicators.length]).toEqual(SIZES[name]);
    expect(result.counts.residue / result.counts.total).toBeLessThan(0.005);
    expect(result.problems).toEqual([]);
  });

  it.each(textFiles('seeds'))('%s have names, levels and values in every row', (_, path) => {
    for (const { record } of read(path).forms) {
      for (const { level1, level2, level3, target } of record.indicators) {
        expect({ level1, level2, level3, target: target?.printed }).toEqual({
          level1: expect.stringMatching(/指标$/) as string,
          level2: expect.stringMatching(/指标$|满意度$/) as string,
          level3: expect.stringMatching(/./) as string,
          target: expect.stringMatching(/./) as string,
        });
      }
    }
  });

  it.each(textFiles('seeds').filter(([name]) => name === '001' || name === '002'))(
    '%s agree with their own arithmetic',
    (_, path) => {
      for (const { checks, needsReview, record } of read(path).forms) {
        expect(checks.map(({ id }) => id)).toEqual(
          expect.arrayContaining(['weights-sum', 'scores-sum', 'rate-score', 'sources-sum']),
        );
        expect([record.header.projectName, needsReview]).toEqual([record.header.projectName, false]);
        expect(record.grade).toMatch(/^[优良]$/);
      }
    },
  );

  it.each(textFiles('corpus/text'))('%s leave at most half a percent as residue', (_, path) => {
    const { counts } = read(path);
    expect(counts.residue / counts.total).toBeLessThanOrEqual(0.005);
  });
});

interface ExpectedRow {
  readonly level3: string;
  readonly target: string | null;
  readonly targetAlternatives?: readonly string[];
  readonly weight: string | null;
  readonly score: string | null;
  readonly unscored?: readonly string[];
}

interface ExpectedForm extends Omit<ExchangeForm, 'indicators'> {
  readonly indicators: readonly ExpectedRow[];
}

const same = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFKC').replace(/\s/g, '').replaceAll('>=', '≥').replaceAll('<=', '≤');

function fitsRow(expected: ExpectedRow, row: ExchangeForm['indicators'][number] | undefined): boolean {
  const targets = [expected.target, ...(expected.targetAlternatives ?? [])].map(same);
  const isScore =
    expected.unscored?.includes('score') === true || Number(expected.score) === Number(row?.score);
  return (
    same(expected.level3) === same(row?.level3) &&
    targets.includes(same(row?.target)) &&
    Number(expected.weight) === Number(row?.weight) &&
    isScore
  );
}

describe.skipIf(!folder)('the cases with expected results', () => {
  const cases = [
    ...textFiles('corpus/text'),
    ...textFiles('seeds').filter(([name]) => name === '000' || name === '003'),
  ];

  it.each(cases)('%s give the expected forms, rows, values and points', (_, path) => {
    const source = path.includes('/seeds/') ? path.replace('/seeds/', '/corpus/seed-text/') : path;
    const { forms } = JSON.parse(readFileSync(source.replace(/\.txt$/, '.expected.json'), 'utf8')) as {
      forms: ExpectedForm[];
    };
    const actual = toExchange(read(path));
    expect(actual.map(({ projectName, kind }) => [projectName, kind])).toEqual(
      forms.map(({ projectName, kind }) => [projectName, kind]),
    );
    forms.forEach((form, index) => {
      const rows = actual[index]?.indicators ?? [];
      const wrong = form.indicators.filter((row, at) => !fitsRow(row, rows[at]));
      expect(wrong).toEqual([]);
      expect(rows).toHaveLength(form.indicators.length);
    });
  });
});
