import { printDeadline, printPeriod } from './dates.ts';
import type { Meaning } from './indicator-value.ts';
import { printQuantity, printRange } from './quantity.ts';

/**
 * 还原: prints a meaning as the official text, with folded signs (`≥2.00(次/周)`). What `parseIndicatorValue` makes of the
 * printed text is the same meaning again.
 */
export function printMeaning(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'quantity':
      return printQuantity(meaning);
    case 'range':
      return printRange(meaning);
    case 'deadline':
      return printDeadline(meaning);
    case 'period':
      return printPeriod(meaning);
    case 'qualitative':
      return meaning.text;
    case 'glued':
      return `${printQuantity(meaning.head)}${meaning.rest}`;
    case 'composite':
      return meaning.parts
        .map(({ label, meaning: part, separator }, index) => {
          const isLast = index === meaning.parts.length - 1;
          return `${label}${printMeaning(part)}${separator ?? (isLast ? '' : '、')}`;
        })
        .join('');
  }
}
