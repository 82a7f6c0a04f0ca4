import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { Decimal } from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import { layOutForScorer, textFixtures } from './fixtures.ts';

interface Expected {
  readonly case: string;
  readonly forms: readonly {
    readonly kind: string;
    readonly projectName: string;
    readonly totalWeight: string | null;
    readonly totalScore: string | null;
    readonly funds: readonly { readonly weight: string | null; readonly score: string | null }[];
    readonly indicators: readonly { readonly weight: string | null; readonly score: string | null }[];
  }[];
}

const fixtures = textFixtures();
const read = (path: string): Expected => JSON.parse(readFileSync(path, 'utf8')) as Expected;
const sum = (values: readonly (string | null | undefined)[]): Decimal =>
  Decimal.sum(values.flatMap((value) => (value == null ? [] : [Decimal.of(value)])));

describe('text fixtures', () => {
  it('are listed once each, by a case name of their own', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(16);
    expect(new Set(fixtures.map((fixture) => fixture.case)).size).toBe(fixtures.length);
  });

  it('lie in one folder for the scorer', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fixtures-'));
    try {
      layOutForScorer(folder);
      expect(readdirSync(folder)).toHaveLength(fixtures.length * 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.each(fixtures.map((fixture) => [fixture.case, fixture] as const))(
  'text fixture %s',
  (name, fixture) => {
    const { case: expectedCase, forms } = read(fixture.expected);

    it('names itself and says what it proves', () => {
      expect(expectedCase).toBe(name);
      expect(existsSync(join(dirname(fixture.source), 'note.md'))).toBe(true);
      expect(forms.length).toBeGreaterThan(0);
    });

    it('has points and scores that add up to its totals', () => {
      for (const { projectName, totalWeight, totalScore, funds, indicators } of forms) {
        if (totalWeight !== null) {
          const weights = sum([funds[0]?.weight, ...indicators.map(({ weight }) => weight)]);
          expect(weights.equals(Decimal.of(totalWeight)), projectName).toBe(true);
        }
        if (totalScore !== null) {
          const scores = sum([funds[0]?.score, ...indicators.map(({ score }) => score)]);
          expect(scores.equals(Decimal.of(totalScore)), projectName).toBe(true);
        }
      }
    });
  },
);
