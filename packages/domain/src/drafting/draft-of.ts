import type { FormRecord, Indicator } from '../records/form-record.ts';
import { FUND_AMOUNT_FIELDS } from '../templates/form-template.ts';
import type { Draft, DraftCell, DraftRow } from './draft.ts';
import { uniqueNames } from './heads.ts';

/** Money columns print the unit of their own cell. */
export const FUND_MONEY = ['amount', 'initialBudget', 'adjustedBudget', 'expenditure'] as const;

type Texts = Iterable<readonly [string, string | number | null | undefined]>;

/** The first version: everything stands as the form began. */
const START = 0;

function cells(texts: Texts): Record<string, DraftCell> {
  const filled = [...texts].flatMap(([field, text]) =>
    text === null || text === undefined || text === ''
      ? []
      : [[field, { text: String(text), at: START }] as const],
  );
  return Object.fromEntries(filled);
}

function draftRow(indicator: Indicator, id: string, began: number): DraftRow {
  const { further = {}, hasSplitTarget, target, actual, ...texts } = indicator;
  const all: (readonly [string, string | null | undefined])[] = [
    ...Object.entries(texts),
    ['target', target?.printed],
    ['actual', actual?.printed],
    ...Object.entries(further).map(([name, text]) => [`further.${name}`, text] as const),
  ];
  return { id, cells: cells(all), began, ...(hasSplitTarget ? { hasSplitTarget } : {}) };
}

function fundTexts(record: FormRecord, names: readonly string[]): Texts {
  return record.funds.flatMap((row, index) =>
    FUND_AMOUNT_FIELDS.map((column) => {
      const value = row[column];
      const isMoney = (FUND_MONEY as readonly string[]).includes(column);
      const sign = isMoney ? (row.unit ?? '') : column === 'executionRate' && row.rateHasSign ? '%' : '';
      const field = `funds.${row.side}.${names[index] ?? ''}.${column}`;
      return [field, value === null ? null : `${value}${sign}`] as const;
    }),
  );
}

/**
 * 起稿: the draft that begins as a record. `newRowId` gives each indicator its id for life.
 */
export function draftOf(record: FormRecord, newRowId: () => string): Draft {
  // Told apart within their side: the whole project's total is no repetition of the year's.
  const fundNames = uniqueNames(
    record.funds.map(({ side, key, label }) => `${side}.${key ?? `=${label}`}`),
  ).map((name) => name.slice(name.indexOf('.') + 1));
  const furtherNames = uniqueNames(record.further.map(({ label }) => label));
  const prefixed = (head: string, part: object): Texts =>
    Object.entries(part).map(([name, text]) => [`${head}.${name}`, text as string | null] as const);
  return {
    kind: record.kind,
    fields: cells([
      ['title', record.title],
      ['region', record.region],
      ['amountUnit', record.amountUnit],
      ['fiscalYear', record.fiscalYear],
      ['grade', record.grade],
      ['total.maxScore', record.totalMaxScore],
      ['total.score', record.totalScore],
      ...prefixed('header', record.header),
      ...prefixed('goals', record.goals),
      ...fundTexts(record, fundNames),
      ...record.further.map(({ text }, index) => [`further.${furtherNames[index] ?? ''}`, text] as const),
    ]),
    rows: record.indicators.map((indicator, index) => draftRow(indicator, newRowId(), index)),
    funds: record.funds.map(({ key, label, side }, index) => ({
      name: fundNames[index] ?? '',
      label,
      key,
      side,
    })),
    further: record.further.map(({ label }, index) => ({ name: furtherNames[index] ?? '', label })),
  };
}
