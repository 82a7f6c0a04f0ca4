import type { DeadlineMeaning, Meaning, PartialDate, PeriodMeaning } from '../values/indicator-value.ts';
import { printDate } from '../values/dates.ts';

/** Last month of each part of a year. */
const LAST_MONTH = { 'first-half': 6, 'second-half': 12, q1: 3, q2: 6, q3: 9, q4: 12 } as const;
const LAST_DAY = { start: 10, early: 10, middle: 20, late: 31, end: 31 } as const;

/** Latest day that the date can mean, as a number that can be compared; undefined without a year. A missing year is the form's. */
function latestDay(date: PartialDate, fiscalYear: number | null): number | undefined {
  const year = date.year ?? fiscalYear;
  if (year === null) return undefined;
  const { part } = date;
  const month =
    part !== undefined && part in LAST_MONTH ? LAST_MONTH[part as keyof typeof LAST_MONTH] : undefined;
  // 年初 is January, any other part of a year without a month is its end.
  const lastMonth = date.month ?? month ?? (part === 'start' ? 1 : 12);
  const lastDay =
    date.day ?? (part !== undefined && part in LAST_DAY ? LAST_DAY[part as keyof typeof LAST_DAY] : 31);
  return year * 10_000 + lastMonth * 100 + lastDay;
}

function endOf(meaning: Meaning): PartialDate | undefined {
  if (meaning.kind === 'deadline') return meaning.date;
  return meaning.kind === 'period' ? meaning.to : undefined;
}

/** 按时: compares the day something was done with the day by which it was due; undefined when the answer is no date. */
export function judgeDates(
  target: DeadlineMeaning | PeriodMeaning,
  actual: Meaning,
  fiscalYear: number | null,
): { readonly isOnTime: boolean; readonly comparison: string } | undefined {
  const done = endOf(actual);
  const due = endOf(target);
  const doneDay = done && latestDay(done, fiscalYear);
  const dueDay = due && latestDay(due, fiscalYear);
  if (!done || !due || doneDay === undefined || dueDay === undefined) return undefined;
  const isOnTime = doneDay <= dueDay;
  return { isOnTime, comparison: `${printDate(done)} ${isOnTime ? '不晚于' : '晚于'} ${printDate(due)}` };
}
