import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  composeIndicatorValue,
  foldText,
  parseIndicatorValue,
  printMeaning,
  type IndicatorValue,
} from '@jiheng/domain';
import { describe, expect, test } from 'vitest';

import { realDocuments } from './corpus.ts';

/** What the expected results say of one indicator. */
interface ExpectedRow {
  readonly target: string | null;
  readonly op: string | null;
  readonly value: string | null;
  readonly unit: string | null;
  readonly actual: string | null;
  readonly unscored?: readonly string[];
}

const folder = realDocuments('indicator values of the corpus');

function expectedRows(): readonly ExpectedRow[] {
  const folders = ['corpus', 'corpus/text', 'corpus/seed-text'].map((name) => join(folder ?? '', name));
  return folders.flatMap((path) =>
    readdirSync(path)
      .filter((name) => name.endsWith('.expected.json'))
      .map(
        (name) =>
          JSON.parse(readFileSync(join(path, name), 'utf8')) as { forms: { indicators: ExpectedRow[] }[] },
      )
      .flatMap(({ forms }) => forms.flatMap(({ indicators }) => indicators)),
  );
}

function valueOf({ target, op, unit }: ExpectedRow): IndicatorValue | null {
  if (target === null) return null;
  const isSplit = op !== null && !foldText(target).startsWith(op);
  return isSplit ? composeIndicatorValue({ operator: op, value: target, unit }) : parseIndicatorValue(target);
}

function agrees(row: ExpectedRow): boolean {
  const meaning = valueOf(row)?.meaning;
  const found = meaning?.kind === 'quantity' ? meaning : { operator: null, number: null, unit: null };
  const isPercent = row.unit !== null && ['百分比', '百分率', '%', '％'].includes(row.unit);
  const pairs = [
    ['op', row.op, found.operator],
    ['value', row.value, found.number],
    ['unit', isPercent ? '%' : row.unit && foldText(row.unit), found.unit],
  ] as const;
  return pairs.every(
    ([field, expected, actual]) => row.unscored?.includes(field) === true || expected === actual,
  );
}

/** Cells of the seed texts in which a value may stand: with a digit or a sign, and not prose. */
function seedCells(): readonly string[] {
  const seeds = join(folder ?? '', 'seeds');
  const cells = readdirSync(seeds).flatMap((name) =>
    readFileSync(join(seeds, name), 'utf8').split(/[\t\r\n]+/),
  );
  return [...new Set(cells.map((cell) => cell.trim()))].filter(
    (cell) => cell.length <= 80 && /[\d≥≤<>=]|达成/.test(cell),
  );
}

describe.skipIf(folder === undefined)('indicator values of the real documents', () => {
  test('sign, number and unit are as expected in at least 99.8 % of the rows', () => {
    const rows = expectedRows();
    const wrong = rows.filter((row) => !agrees(row)).map(({ target }) => target);
    expect(rows.length).toBeGreaterThan(1_300);
    console.info(`indicator values: ${rows.length - wrong.length} of ${rows.length} rows as expected`);
    expect(wrong.length / rows.length, wrong.slice(0, 10).join(' | ')).toBeLessThanOrEqual(0.002);
  });

  test('printing what was read gives the official text back, and reading that the same meaning', () => {
    const texts = new Set(seedCells());
    for (const { target, actual } of expectedRows())
      for (const text of [target, actual]) if (text !== null) texts.add(text);
    expect(texts.size).toBeGreaterThan(500);
    for (const text of texts) {
      const { meaning } = parseIndicatorValue(text);
      expect(foldText(printMeaning(meaning))).toBe(foldText(text));
      expect(parseIndicatorValue(printMeaning(meaning)).meaning).toEqual(meaning);
    }
  });
});
