import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { corpusFolder } from '@jiheng/testkit';

import { runFuzz, type FuzzReport } from './cases.ts';
import { runOfficeFuzz, soundFiles } from './office-cases.ts';
import { PRODUCT_RULES } from './reading-rules.ts';

/**
 * `fuzz.ts --cases 20000 --office 5000 --first 0`: mutations of our own forms and, where they are, of the real documents, as
 * texts and as office files.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    office: { type: 'string', default: '5000' },
    first: { type: 'string', default: '0' },
  },
});
/** `.doc` is left out: reading it starts LibreOffice, which takes seconds a file. */
const OFFICE = new Set(['.docx', '.xlsx', '.xls', '.pdf', '.html']);
const folder = corpusFolder();

function realFiles(name: string, isWanted: (file: string) => boolean): Buffer[] {
  if (!folder) return [];
  const inside = join(folder, name);
  return readdirSync(inside)
    .filter(isWanted)
    .map((file) => readFileSync(join(inside, file)));
}

function show(what: string, report: FuzzReport, started: number): void {
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${what}: ${report.cases} cases, ${report.forms} forms, slowest ${Math.round(report.slowestMs)} ms, ${Math.round((Date.now() - started) / 1000)} s, memory ${memory} MB, ${report.failures.length} failures`,
  );
  for (const failure of report.failures.slice(0, 10)) console.log(`case ${failure.case}: ${failure.what}`);
  if (report.failures.length > 0) process.exitCode = 1;
}

const first = Number(values.first);
const texts = ['seeds', 'corpus/text'].flatMap((name) => realFiles(name, (file) => file.endsWith('.txt')));
let started = Date.now();
show(
  'texts',
  runFuzz(
    PRODUCT_RULES,
    Number(values.cases),
    texts.map((text) => text.toString('utf8')),
    first,
  ),
  started,
);
started = Date.now();
const files = [...(await soundFiles()), ...realFiles('corpus', (file) => OFFICE.has(extname(file)))];
show('office files', await runOfficeFuzz(files, Number(values.office), first), started);
