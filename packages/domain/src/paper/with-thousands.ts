/**
 * 千分位: `1234567.80` → `1,234,567.80`. Text that is no plain number stays as it is.
 *
 * @example
 * withThousands('1234567.80') // '1,234,567.80'
 */
export function withThousands(text: string): string {
  const match = /^([+-]?)(\d+)(\.\d+)?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}
