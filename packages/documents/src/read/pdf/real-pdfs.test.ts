import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { realDocuments } from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../../fuzz/reading-rules.ts';
import { readFile, toExchange, type ExchangeForm } from '../../index.ts';

const folder = realDocuments('reading real PDF files');
const cases = folder
  ? readdirSync(join(folder, 'corpus'))
      .filter((file) => file.endsWith('.pdf'))
      .map((file) => join(folder, 'corpus', file))
  : [];

type Row = Pick<ExchangeForm['indicators'][number], 'level1' | 'level2' | 'level3' | 'target'>;

const same = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFKC').replace(/\s/g, '').replaceAll('>=', '≥').replaceAll('<=', '≤');
const rowOf = ({ level1, level2, level3, target }: Row): string =>
  [level1, level2, level3, target].map(same).join(' ');

describe.skipIf(!folder)('PDF files of three producers', () => {
  it.each(cases)(
    '%s gives every row with its levels, name and value, and leaves no residue',
    async (path) => {
      const result = await readFile(readFileSync(path), 'a.pdf', PRODUCT_RULES);
      const expected = JSON.parse(readFileSync(path.replace(/\.pdf$/, '.expected.json'), 'utf8')) as {
        forms: { projectName: string; indicators: Row[] }[];
      };
      const actual = toExchange(result);
      expect(actual.map(({ projectName }) => same(projectName))).toEqual(
        expected.forms.map(({ projectName }) => same(projectName)),
      );
      expect(actual.map(({ indicators }) => indicators.map(rowOf))).toEqual(
        expected.forms.map(({ indicators }) => indicators.map(rowOf)),
      );
      expect(result.counts.residue / result.counts.total).toBeLessThan(0.005);
      expect(result.problems).toEqual([]);
    },
  );
});
