import { Decimal, type DecimalText } from '../base/decimal.ts';
import { foldText } from '../base/text.ts';
import { EMPTY_FUND_ROW, EMPTY_GOALS, EMPTY_HEADER, EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import type { FormHeader, FormRecord, FundRow, Goals, Indicator, MoneyUnit } from '../records/form-record.ts';
import type { FormTemplate } from '../templates/form-template.ts';
import { isBlankCell, parseMoneyCell, type MoneyCell } from '../values/cells.ts';
import { parseDateCell } from '../values/dates.ts';
import { parseIndicatorValue } from '../values/parse-value.ts';
import { FUND_MONEY } from './draft-of.ts';
import { draftText, type Draft, type DraftFund, type DraftPlace, type DraftRow } from './draft.ts';
import { fundHeads, furtherHeads } from './heads.ts';

/** 未能识别: a filled cell whose text is not what belongs there; the record has nothing in its place. */
export interface UnreadCell extends DraftPlace {
  readonly text: string;
  readonly wants: 'money' | 'number' | 'year';
}

/** What a draft says, and what of it could not be understood. */
export interface ReadDraft {
  readonly record: FormRecord;
  readonly unread: readonly UnreadCell[];
}

const YEAR = /^((?:19|20)\d\d)年?(?:度)?$/u;

/** Reads the cells of one draft and remembers those it could not read. */
class Reader {
  readonly unread: UnreadCell[] = [];
  private readonly draft: Draft;

  constructor(draft: Draft) {
    this.draft = draft;
  }

  text(field: string): string | null {
    return filled(draftText(this.draft, { row: null, field }));
  }

  year(): number | null {
    const text = this.text('fiscalYear');
    const year = text === null ? undefined : YEAR.exec(foldText(text))?.[1];
    if (text !== null && year === undefined) this.miss({ row: null, field: 'fiscalYear' }, text, 'year');
    return year === undefined ? null : Number(year);
  }

  number(place: DraftPlace, text: string | null): DecimalText | null {
    if (text === null || isBlankCell(text)) return null;
    const number = Decimal.parse(
      foldText(text)
        .replaceAll(',', '')
        .replace(/[分%]$/u, ''),
    );
    if (!number) this.miss(place, text, 'number');
    return number?.toString() ?? null;
  }

  money(field: string): MoneyCell | null {
    const text = this.text(field);
    if (text === null || isBlankCell(text)) return null;
    const cell = parseMoneyCell(text);
    if (!cell) this.miss({ row: null, field }, text, 'money');
    return cell;
  }

  /** A row is in one unit: an amount in another than the first that names one is not understood. */
  isOfUnit(field: string, cell: MoneyCell | null, unit: MoneyUnit | undefined): boolean {
    if (cell?.unit === undefined || cell.unit === unit) return true;
    this.miss({ row: null, field }, this.text(field) ?? '', 'money');
    return false;
  }

  private miss(place: DraftPlace, text: string, wants: UnreadCell['wants']): void {
    this.unread.push({ ...place, text, wants });
  }
}

function filled(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}

function readFund(reader: Reader, { name, label, key, side }: DraftFund): FundRow {
  const base = `funds.${side}.${name}`;
  const number = (column: string) =>
    reader.number({ row: null, field: `${base}.${column}` }, reader.text(`${base}.${column}`));
  const money = FUND_MONEY.map((column) => [column, reader.money(`${base}.${column}`)] as const);
  const unit = money.find(([, cell]) => cell?.unit !== undefined)?.[1]?.unit;
  const amounts = money.map(
    ([column, cell]) =>
      [column, reader.isOfUnit(`${base}.${column}`, cell, unit) ? (cell?.amount ?? null) : null] as const,
  );
  return {
    ...EMPTY_FUND_ROW,
    label,
    key,
    side,
    ...Object.fromEntries(amounts),
    maxScore: number('maxScore'),
    executionRate: number('executionRate'),
    score: number('score'),
    reason: reader.text(`${base}.reason`),
    ...(/[%％]\s*$/u.test(reader.text(`${base}.executionRate`) ?? '') ? { rateHasSign: true as const } : {}),
    ...(unit === undefined ? {} : { unit }),
  };
}

function readRow(reader: Reader, row: DraftRow): Indicator {
  const text = (field: string): string | null => filled(row.cells[field]?.text ?? '');
  const value = (field: string) => {
    const typed = text(field);
    return typed === null ? null : parseIndicatorValue(typed);
  };
  const further = Object.keys(row.cells).flatMap((field) => {
    const typed = field.startsWith('further.') ? text(field) : null;
    return typed === null ? [] : [[field.slice('further.'.length), typed] as const];
  });
  return {
    ...EMPTY_INDICATOR,
    level1: text('level1'),
    level2: text('level2'),
    level3: text('level3'),
    description: text('description'),
    target: value('target'),
    actual: value('actual'),
    maxScore: reader.number({ row: row.id, field: 'maxScore' }, text('maxScore')),
    score: reader.number({ row: row.id, field: 'score' }, text('score')),
    deviationReason: text('deviationReason'),
    ...(row.hasSplitTarget ? { hasSplitTarget: true as const } : {}),
    ...(further.length > 0 ? { further: Object.fromEntries(further) } : {}),
  };
}

function readHeader(reader: Reader): FormHeader {
  const names = Object.keys(EMPTY_HEADER) as (keyof FormHeader)[];
  const entries = names.map((name) => {
    const text = reader.text(`header.${name}`);
    const isDate = name === 'startDate' || name === 'endDate';
    return [name, isDate && text !== null ? (parseDateCell(text) ?? text) : text] as const;
  });
  return { ...EMPTY_HEADER, ...Object.fromEntries(entries) };
}

function readGoals(reader: Reader): Goals {
  const names = Object.keys(EMPTY_GOALS) as (keyof Goals)[];
  return {
    ...EMPTY_GOALS,
    ...Object.fromEntries(names.map((name) => [name, reader.text(`goals.${name}`)] as const)),
  };
}

/** 识读草稿: the record a draft stands for on its paper, and the cells that hold something else than belongs there. */
export function readDraft(draft: Draft, template: FormTemplate): ReadDraft {
  const reader = new Reader(draft);
  const fixed = (field: string) => reader.number({ row: null, field }, reader.text(field));
  const record: FormRecord = {
    ...emptyRecord(draft.kind),
    title: reader.text('title'),
    fiscalYear: reader.year(),
    region: reader.text('region'),
    header: readHeader(reader),
    amountUnit: reader.text('amountUnit') === '元' ? '元' : '万元',
    funds: fundHeads(draft, template).map((head) => readFund(reader, head)),
    goals: readGoals(reader),
    indicators: draft.rows.map((row) => readRow(reader, row)),
    totalMaxScore: fixed('total.maxScore'),
    totalScore: fixed('total.score'),
    grade: reader.text('grade'),
    further: furtherHeads(draft, template).map(({ name, label }) => ({
      label,
      text: reader.text(`further.${name}`) ?? '',
    })),
  };
  return { record, unread: reader.unread };
}

/** 成表: the record a draft stands for on its paper. */
export function recordOf(draft: Draft, template: FormTemplate): FormRecord {
  return readDraft(draft, template).record;
}
