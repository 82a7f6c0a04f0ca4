import { Decimal } from '../base/decimal.ts';
import { fillIn } from '../base/quote.ts';
import type { MessageValue } from './rule.ts';

/** Longer words of a form are shortened in a message, or one name would fill it. */
const LONGEST_VALUE = 14;

function print(value: MessageValue): string {
  if (value instanceof Decimal) return value.toString();
  const characters = Array.from(String(value));
  return characters.length <= LONGEST_VALUE
    ? characters.join('')
    : `${characters.slice(0, LONGEST_VALUE - 1).join('')}…`;
}

/** Fills `{name}` in a text of a rule. */
export function fillMessage(text: string, values: Readonly<Record<string, MessageValue>>): string {
  return fillIn(text, (name) => {
    const value = values[name];
    return value === undefined ? undefined : print(value);
  });
}
