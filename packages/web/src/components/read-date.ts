/** A date as people type it (`2027-1-31`, `2027年1月31日`, `20270131`) as `2027-01-31`; undefined when it is none. */
export function readDate(text: string): string | undefined {
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '');
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(plain);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = new Date(`${date}T00:00:00Z`);
  // The 30th of February is no date, though some programs roll it over.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date) ? date : undefined;
}
