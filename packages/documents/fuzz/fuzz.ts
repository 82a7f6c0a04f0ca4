import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { corpusFolder } from '@jiheng/testkit';

import { runFuzz } from './cases.ts';
import { PRODUCT_RULES } from './reading-rules.ts';

/** `fuzz.ts --cases 20000 --first 0`: mutations of our own forms and, where they are, of the real documents. */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '20000' }, first: { type: 'string', default: '0' } },
});
const folder = corpusFolder();
const documents = ['seeds', 'corpus/text'].flatMap((name) => {
  if (!folder) return [];
  const inside = join(folder, name);
  return readdirSync(inside)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => readFileSync(join(inside, file), 'utf8'));
});
const start = Date.now();
const report = runFuzz(PRODUCT_RULES, Number(values.cases), documents, Number(values.first));
console.log(
  `${report.cases} cases, ${report.forms} forms, slowest ${Math.round(report.slowestMs)} ms, ${Math.round((Date.now() - start) / 1000)} s, ${report.failures.length} failures`,
);
for (const failure of report.failures.slice(0, 10)) console.log(`case ${failure.case}: ${failure.what}`);
process.exitCode = report.failures.length > 0 ? 1 : 0;
