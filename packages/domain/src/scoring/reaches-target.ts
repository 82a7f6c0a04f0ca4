import type { IndicatorValue } from '../values/indicator-value.ts';
import { amountOf, convert, meaningOf } from './comparable.ts';

/**
 * 是否达到: whether an actual value reaches its target; null where that cannot be told from the two values alone. No score:
 * schemes judge how far one is off, this only counts.
 */
export function reachesTarget(target: IndicatorValue, actual: IndicatorValue): boolean | null {
  const wanted = meaningOf(target);
  const reached = meaningOf(actual);
  if (reached.kind === 'qualitative') return reached.band === undefined ? null : reached.band === 'achieved';
  if (wanted.kind !== 'quantity') return null;
  const [goal, result] = [amountOf(wanted), amountOf(reached)];
  const converted = goal && result && convert(goal, result);
  if (!converted) return null;
  const order = converted.number.compare(goal.number);
  if (wanted.operator === '≤' || wanted.operator === '<') return order <= 0;
  return wanted.operator === '=' ? order === 0 : order >= 0;
}
