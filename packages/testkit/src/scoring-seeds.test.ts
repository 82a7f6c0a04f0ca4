import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readDocument } from '@jiheng/documents';
import { scoreForm, type FormRecord, type ScoreSheet } from '@jiheng/domain';
import { chooseScheme, LEXICON, TAXONOMIES, TEMPLATES } from '@jiheng/regulation';
import { beforeAll, describe, expect, test } from 'vitest';

import { realDocuments } from './corpus.ts';

interface Scored {
  readonly record: FormRecord;
  readonly sheet: ScoreSheet;
  readonly schemeId: string;
}

const folder = realDocuments('scoring the 28 published self-evaluations');

function scoreFile(prefix: string): readonly Scored[] {
  const seeds = join(folder ?? '', 'seeds');
  const file = readdirSync(seeds).find((name) => name.startsWith(prefix)) ?? prefix;
  const rules = { templates: TEMPLATES, taxonomies: TAXONOMIES, lexicon: LEXICON };
  return readDocument(readFileSync(join(seeds, file)), file, rules).forms.map(({ record }) => {
    const { scheme } = chooseScheme({ regionName: record.region, fiscalYear: record.fiscalYear });
    return { record, sheet: scoreForm(record, scheme), schemeId: scheme.id };
  });
}

describe.skipIf(folder === undefined)('the 28 published self-evaluations', () => {
  let forms: readonly Scored[] = [];

  beforeAll(() => {
    forms = [...scoreFile('001_'), ...scoreFile('002_')];
  });

  test('are scored by the scheme of their place and year', () => {
    expect(forms.map(({ schemeId }) => schemeId)).toEqual([
      ...Array<string>(4).fill('shanghai-2024'),
      ...Array<string>(24).fill('shanghai-2023'),
    ]);
    expect(forms.reduce((count, { sheet }) => count + sheet.indicators.length, 0)).toBe(214);
  });

  test('have parts that sum to the printed total, points that sum to 100, and the grade of the total', () => {
    for (const { sheet } of forms) {
      expect(sheet.total.printed).not.toBeNull();
      expect(sheet.maxTotal.printed).not.toBeNull();
      expect(sheet.grade.printed).not.toBeNull();
      expect([sheet.total.agrees, sheet.maxTotal.agrees, sheet.grade.agrees]).toEqual([true, true, true]);
    }
  });

  test('have execution rates and scores that come out exactly', () => {
    for (const { sheet } of forms) {
      const { rateVerdict, verdict, computed, computedRate, printed, printedRate } = sheet.execution;
      expect([rateVerdict, verdict]).toEqual(['reproduced', 'reproduced']);
      expect([computedRate, computed]).toEqual([printedRate, printed]);
    }
  });

  test('have one indicator score that cannot be right, and it shows its arithmetic', () => {
    const wrong = forms.flatMap(({ sheet }) =>
      sheet.indicators.filter(({ verdict }) => verdict === 'differs'),
    );
    expect(wrong.map(({ printed, computed, trace }) => [printed, computed, trace.formula])).toEqual([
      ['9.66', '9.45', '92.61 ÷ 98.00 × 10.00 = 9.45'],
    ]);
  });

  test('have indicator scores that are reproduced, within their band or deliberately lower', () => {
    const counts = new Map<string, number>();
    for (const { sheet } of forms) {
      for (const { verdict } of sheet.indicators) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({ reproduced: 102, 'within-band': 102, lower: 9, differs: 1 });
  });

  test('flag over-achievement and deduct nothing for it', () => {
    const over = forms.flatMap(({ sheet }) =>
      sheet.indicators.filter(({ isOverAchieved }) => isOverAchieved),
    );
    expect(over.length).toBeGreaterThanOrEqual(10);
    for (const { computed, maxScore, verdict } of over) {
      expect(Number(computed)).toBe(Number(maxScore));
      expect(verdict).toBe('reproduced');
    }
  });

  test('have a trace a person can read beside every score', () => {
    for (const { sheet } of forms) {
      for (const { trace } of [sheet.execution, ...sheet.indicators]) {
        expect(trace.formula).toMatch(/\d/);
        expect(trace.method).toMatch(/[一-鿿]{4}/);
        expect(trace.citation).toContain('上海市');
        expect(trace.inputs.length).toBeGreaterThanOrEqual(3);
      }
    }
  });
});
