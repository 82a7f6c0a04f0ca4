import { buffer } from 'node:stream/consumers';

import * as sheetJs from '@e965/xlsx';
import { parseIndicatorValue, type FormRecord } from '@jiheng/domain';
import { TAXONOMIES, TEMPLATES } from '@jiheng/regulation';
import { templateRecord } from '@jiheng/testkit';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { planExport, writePaper, writeSummary } from '../index.ts';

/** What a spreadsheet would run or compute, were it not told that it is a text. */
const TEXTS = [
  '=HYPERLINK("http://a.example","点这里")',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  "=cmd|'/C calc'!A0",
];

const shownAs = (text: string): string => text.replace(/\s/gu, '');

/** The record with one text in every field that holds text; what it held before is gone. */
function everywhere(record: FormRecord, text: string): FormRecord {
  const filled = <T extends object>(part: T): T =>
    Object.fromEntries(Object.entries(part).map(([key, value]) => [key, value === null ? null : text])) as T;
  return {
    ...record,
    title: text,
    region: text,
    header: filled(record.header),
    goals: filled(record.goals),
    funds: record.funds.map((row) => ({ ...row, reason: row.reason === null ? null : text })),
    grade: record.grade === null ? null : text,
    further: record.further.map((cell) => ({ ...cell, text })),
    indicators: record.indicators.map((indicator) => ({
      ...indicator,
      level1: text,
      level2: text,
      level3: text,
      description: indicator.description === null ? null : text,
      target: { printed: text, meaning: parseIndicatorValue(text).meaning },
      actual: indicator.actual === null ? null : parseIndicatorValue(text),
      deviationReason: indicator.deviationReason === null ? null : text,
      ...(indicator.further ? { further: filled(indicator.further) } : {}),
    })),
  };
}

const RECORDS = TEMPLATES.map((template) => {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy);
  if (!taxonomy) throw new Error(`no taxonomy ${template.taxonomy}`);
  return { template, record: templateRecord(template, taxonomy, 2026) };
});

interface Found {
  readonly formulas: number;
  readonly links: number;
  /** Cells that show the text, and what type the second reader gives them. */
  readonly types: ReadonlySet<string>;
}

function found(bytes: Uint8Array, text: string): Found {
  const book = sheetJs.read(bytes, { type: 'buffer', cellFormula: true });
  const cells = book.SheetNames.flatMap((name) => {
    const sheet = book.Sheets[name] ?? {};
    return Object.entries(sheet).flatMap(([key, cell]) =>
      key.startsWith('!') ? [] : [cell as sheetJs.CellObject],
    );
  });
  return {
    formulas: cells.filter(({ f }) => f !== undefined && !f.startsWith('SUBTOTAL(109,')).length,
    links: cells.filter(({ l }) => l?.Target !== undefined && !l.Target.startsWith('#')).length,
    types: new Set(
      cells.filter(({ v }) => typeof v === 'string' && shownAs(v) === shownAs(text)).map(({ t }) => t),
    ),
  };
}

const ONLY_TEXT = { formulas: 0, links: 0, types: new Set(['s']) };

describe.each(TEXTS)('%j', (text) => {
  it('is a text in every field of every paper, alone and in one file with a table of contents', async () => {
    const papers = RECORDS.flatMap(
      ({ template, record }) => planExport(template, everywhere(record, text), template.id).paper ?? [],
    );
    expect(papers).toHaveLength(TEMPLATES.length);
    const bytes = await writePaper(papers, 'xlsx');
    expect(found(bytes, text)).toEqual(ONLY_TEXT);
    const [first = papers[0]] = papers;
    const one = await writePaper(first ? [first] : [], 'xlsx');
    expect(found(one, text)).toEqual(ONLY_TEXT);
    for (const [name, part] of Object.entries(unzipSync(bytes)))
      if (name.startsWith('xl/worksheets/')) expect(strFromU8(part), name).not.toMatch(/<f[ >]/u);
  });

  it('is a text in every column of the summary, where only the sums are formulas', async () => {
    const entries = RECORDS.map(({ record }) => ({ record: everywhere(record, text) }));
    const explain = (): string => text;
    const bytes = await buffer(writeSummary(entries, { modified: new Date(0x1_00_00_00_00_00), explain }));
    expect(found(bytes, text)).toEqual(ONLY_TEXT);
  });
});
