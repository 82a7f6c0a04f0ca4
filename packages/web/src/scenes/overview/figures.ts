import type { Overview } from '@jiheng/api';
import { Decimal, SEVERITIES, type Severity } from '@jiheng/domain';

type Bubble = Overview['scores'][number];

/** A bubble of the chart; numbers are for drawing only. */
export interface Point {
  readonly rate: number;
  readonly score: number;
  readonly radius: number;
  readonly source: Bubble;
}

const SMALLEST = 7;
const LARGEST = 36;

/** Area of a bubble goes with the money; the largest project sets the scale. Bubbles are drawn from large to small. */
export function pointsOf(scores: readonly Bubble[]): readonly Point[] {
  const amount = (bubble: Bubble) => Math.max(0, Decimal.parse(bubble.amountWan)?.toNumber() ?? 0);
  const most = Math.max(...scores.map(amount), 1);
  return scores
    .flatMap((source) => {
      const rate = Decimal.parse(source.executionRate)?.toNumber();
      const score = Decimal.parse(source.totalScore)?.toNumber();
      if (rate === undefined || score === undefined) return [];
      return [
        { rate, score, radius: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(amount(source) / most), source },
      ];
    })
    .sort((a, b) => b.radius - a.radius);
}

/** Lower end of an axis: the next ten below the least value, never above 60 nor below nothing. */
export function axisFloor(values: readonly number[]): number {
  return Math.max(0, Math.min(60, Math.floor((Math.min(...values, 100) - 1) / 10) * 10));
}

export interface HeatRow {
  readonly ruleId: string;
  readonly title: string;
  readonly severity: Severity;
  readonly total: number;
  /** Findings per unit, in the order of `units`. */
  readonly counts: readonly number[];
}

export interface HeatMap {
  readonly units: readonly string[];
  readonly rows: readonly HeatRow[];
  readonly most: number;
}

function largestFirst(totals: ReadonlyMap<string, number>, most: number): readonly string[] {
  return [...totals]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'zh-CN'))
    .slice(0, most)
    .map(([name]) => name);
}

/** Findings by rule × unit: the units and rules with most findings, worse severities above. */
export function heatMap(findings: Overview['findings'], mostUnits: number, mostRules: number): HeatMap {
  const byUnit = new Map<string, number>();
  const byRule = new Map<string, number>();
  const cells = new Map<string, number>();
  const known = new Map<string, Overview['findings'][number]>();
  for (const finding of findings) {
    const { unit, ruleId, count } = finding;
    byUnit.set(unit, (byUnit.get(unit) ?? 0) + count);
    byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + count);
    cells.set(`${ruleId}\n${unit}`, (cells.get(`${ruleId}\n${unit}`) ?? 0) + count);
    known.set(ruleId, finding);
  }
  const units = largestFirst(byUnit, mostUnits);
  const rows = largestFirst(byRule, mostRules).flatMap((ruleId) => {
    const rule = known.get(ruleId);
    if (!rule) return [];
    const counts = units.map((unit) => cells.get(`${ruleId}\n${unit}`) ?? 0);
    return [
      { ruleId, title: rule.ruleTitle, severity: rule.severity, total: byRule.get(ruleId) ?? 0, counts },
    ];
  });
  const rank = ({ severity }: HeatRow) => SEVERITIES.indexOf(severity);
  return {
    units,
    rows: rows.sort((a, b) => rank(a) - rank(b) || b.total - a.total),
    most: Math.max(...rows.flatMap(({ counts }) => counts), 1),
  };
}

/** Depth of a heat cell 1…5 for a count, by its root, so that one large count does not pale all others; 0 for none. */
export function heatLevel(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(count / most) * 5));
}

/** Units by money, the largest first. */
export function unitsByMoney(units: Overview['byUnit'], most: number): Overview['byUnit'] {
  const money = ({ budgetWan }: Overview['byUnit'][number]) => Decimal.parse(budgetWan) ?? Decimal.ZERO;
  return [...units].sort((a, b) => money(b).compare(money(a))).slice(0, most);
}

/** What every unit of a district begins with, `上海市临江区`; empty when that would leave less than two characters. */
function sharedBeginning(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  if (rest.length === 0) return '';
  let length = 0;
  while (length < first.length && rest.every((name) => name[length] === first[length])) length += 1;
  const shortest = Math.min(...names.map((name) => name.length));
  return shortest - length < 2 ? '' : first.slice(0, length);
}

/**
 * Names for a narrow place: without what all of them begin with, and where that is too long still, with a gap in the
 * middle, because the names of a region's units differ at their ends.
 */
export function shortNames(names: readonly string[], longest: number): readonly string[] {
  const beginning = sharedBeginning(names).length;
  const tail = Math.ceil((longest - 1) / 2);
  return names.map((name) => {
    const own = name.slice(beginning);
    return own.length <= longest ? own : `${own.slice(0, longest - 1 - tail)}…${own.slice(-tail)}`;
  });
}
