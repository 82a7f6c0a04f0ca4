import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { realDocuments } from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../fuzz/reading-rules.ts';
import { readFile, toExchange, type ExchangeForm } from './index.ts';

const folder = realDocuments('reading the office files of the corpus');
const READ = /\.(?:docx|xlsx|xls)$/;

function officeFiles(): string[] {
  const inside = folder && join(folder, 'corpus');
  return inside && existsSync(inside) ? readdirSync(inside).filter((name) => READ.test(name)) : [];
}

function plain(text: string | null | undefined): string | null {
  return text == null ? null : text.normalize('NFKC').replace(/[\s,]/g, '').replaceAll('>=', '≥');
}

/** What must agree of a form; the scorer of the corpus compares every field (`npm run corpus`). */
function digest({ projectName, indicators }: ExchangeForm): object {
  return {
    projectName: plain(projectName),
    indicators: indicators.map((row) => [row.level3, row.actual, row.score].map(plain)),
  };
}

describe.skipIf(!folder)('the office files of the corpus', () => {
  it.each(officeFiles())('%s gives all forms and indicators, nothing lost', async (name) => {
    const path = join(folder ?? '', 'corpus', name);
    const expected = JSON.parse(readFileSync(path.replace(READ, '.expected.json'), 'utf8')) as {
      forms: ExchangeForm[];
    };
    const result = await readFile(readFileSync(path), name, PRODUCT_RULES);
    expect(toExchange(result).map(digest)).toEqual(expected.forms.map(digest));
    expect(result.counts.residue / result.counts.total).toBeLessThan(0.03);
    expect(result.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
