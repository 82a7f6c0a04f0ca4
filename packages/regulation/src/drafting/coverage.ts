import { Decimal, type DecimalText, type FieldPath, type FormRecord, type Taxonomy } from '@jiheng/domain';

import { at, budgetInYuan, inYuan, isCost, rowsOf, type Row } from '../rules/language/rows.ts';

/** One kind of indicator of the form's system, with what stands under it. */
export interface CoverageLine {
  readonly level1: string;
  readonly level2: string;
  readonly count: number;
  /** Those with a number to be measured by. */
  readonly measured: number;
  /** 分值 of its indicators, null where none is given. */
  readonly weight: DecimalText | null;
  /** First of its indicators, to go there. */
  readonly first: FieldPath | null;
}

/** 覆盖情况: which kinds of indicators the form has, held against its money. */
export interface Coverage {
  readonly lines: readonly CoverageLine[];
  /** Money of the year in 元; null where none is stated. */
  readonly budget: DecimalText | null;
  /** Upper limits of total costs in 元 that cost indicators state. */
  readonly controlled: DecimalText | null;
}

/** A price per piece is no sum of money: `≤1500元/盏`. */
function totalCost(row: Row): readonly Decimal[] {
  if (!isCost(row) || !row.target || (row.target.unit ?? '').includes('/')) return [];
  const amount = inYuan(row.target.number, row.target.unit);
  return amount ? [amount] : [];
}

function sumOf(amounts: readonly Decimal[]): DecimalText | null {
  return amounts.length === 0 ? null : Decimal.sum(amounts).toString();
}

/** 覆盖情况 of a form under its system of indicators. */
export function coverageOf(record: FormRecord, taxonomy: Taxonomy): Coverage {
  const rows = rowsOf(record, taxonomy);
  const lines = taxonomy.levels.flatMap((upper) =>
    upper.children.map((lower): CoverageLine => {
      const own = rows.filter(
        ({ level1, level2, name }) => level1 === upper.key && level2 === lower.key && name !== '',
      );
      const weights = own.flatMap(({ maxScore }) => maxScore ?? []);
      return {
        level1: upper.label,
        level2: lower.label,
        count: own.length,
        measured: own.filter(({ indicator: { target } }) => target && target.meaning.kind !== 'qualitative')
          .length,
        weight: sumOf(weights),
        first: own[0] ? at(own[0], 'level3') : null,
      };
    }),
  );
  return {
    lines,
    budget: budgetInYuan(record)?.toString() ?? null,
    controlled: sumOf(rows.flatMap(totalCost)),
  };
}
