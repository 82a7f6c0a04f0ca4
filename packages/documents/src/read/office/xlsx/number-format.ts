import { format } from 'numfmt';

const GENERAL = /^(?:general|g\/通用格式|@)?$/i;
/** Days between the two calendars in which spreadsheets count. */
const DAYS_TO_1904 = 1462;
/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

/** Formats that every file may use by number without stating them, as a Chinese spreadsheet shows them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"¥"#,##0;"¥"\\-#,##0',
  6: '"¥"#,##0;"¥"\\-#,##0',
  7: '"¥"#,##0.00;"¥"\\-#,##0.00',
  8: '"¥"#,##0.00;"¥"\\-#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;\\-#,##0',
  38: '#,##0;\\-#,##0',
  39: '#,##0.00;\\-#,##0.00',
  40: '#,##0.00;\\-#,##0.00',
  41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
  42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
  43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Format code of a number that a file does not define itself. */
export function builtInFormat(id: number): string {
  return BUILT_IN[id] ?? 'General';
}

const LOCALE = { locale: 'zh-CN' };
const CHINESE_GENERAL = /G\/通用格式/gi;
const CHINESE_HALF_DAY = /上午\/下午/g;
const DATE_SIGNS = /[ymdhs]/i;
const LITERAL = /"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi;

function isDateFormat(code: string): boolean {
  return DATE_SIGNS.test(code.replace(LITERAL, ''));
}

const FIRST_SECTION = /^(?:"[^"]*"|\\.|[^;"\\])*/;
/** What accounting formats print for zero. */
const ZERO_SIGN = /^[-—–]$/;

/**
 * Number without a format, exact to the digits a spreadsheet keeps. Long whole numbers, mostly codes, are printed in full where the
 * screen would show an exponent.
 */
function plainNumber(value: number): string {
  const text = String(Number(value.toPrecision(KEPT_DIGITS)));
  return text.includes('e+') ? BigInt(Math.round(value)).toString() : text;
}

/** 显示值 of a stored number: `0.95` with `0%` is `95%`, a date serial is a date. Falls back to the plain number for a broken format. */
export function displayNumber(stored: string, code: string, is1904: boolean): string {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  if (GENERAL.test(code)) return plainNumber(value);
  const serial = is1904 && isDateFormat(code) ? value + DAYS_TO_1904 : value;
  try {
    const plain = code.replace(CHINESE_HALF_DAY, 'AM/PM').replace(CHINESE_GENERAL, 'General');
    const shown = format(plain, serial, LOCALE).trim();
    // A stored zero is a zero, not a blank: printed as other numbers of the format are.
    return ZERO_SIGN.test(shown)
      ? format(FIRST_SECTION.exec(plain)?.[0] ?? '0', serial, LOCALE).trim()
      : shown;
  } catch {
    return plainNumber(value);
  }
}
