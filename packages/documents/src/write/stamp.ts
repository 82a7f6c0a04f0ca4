/** Kept in files that nobody gave a date: a ZIP cannot be without one. */
const UNDATED = '2000-01-01';

/** 文件日期 kept in an office file: midnight of a civil date `YYYY-MM-DD`. */
export function stampOf(date: string | null): Date {
  return new Date(`${date ?? UNDATED}T00:00:00Z`);
}

const NAMESPACES = [
  'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
  'xmlns:dcterms="http://purl.org/dc/terms/"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

/** 文件属性: when the content was written, and nothing of the machine that wrote it. */
export function coreProperties(date: string | null): string {
  const time = stampOf(date).toISOString().replace('.000Z', 'Z');
  const element = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${time}</dcterms:${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ${NAMESPACES}>${element('created')}${element('modified')}</cp:coreProperties>`;
}

const END = { signature: 0x06_05_4b_50, length: 22, entries: 10, directory: 16 } as const;
const CENTRAL = { length: 46, time: 12, name: 28, extra: 30, comment: 32, local: 42 } as const;
const LOCAL_TIME = 10;

/**
 * Gives every entry of a ZIP without comment the same time, in place: its writer takes the clock of the machine and its zone.
 */
export function stampZip(zip: Uint8Array, date: string | null): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - END.length;
  if (end < 0 || view.getUint32(end, true) !== END.signature) throw new Error('not a ZIP without comment');
  const stamp = stampOf(date);
  const day = ((stamp.getUTCFullYear() - 1980) << 9) | ((stamp.getUTCMonth() + 1) << 5) | stamp.getUTCDate();
  // A date of MS-DOS stands above its time of day, which is midnight.
  const dosTime = day * 0x1_00_00;
  let at = view.getUint32(end + END.directory, true);
  for (let left = view.getUint16(end + END.entries, true); left > 0; left -= 1) {
    view.setUint32(at + CENTRAL.time, dosTime, true);
    view.setUint32(view.getUint32(at + CENTRAL.local, true) + LOCAL_TIME, dosTime, true);
    const header = at;
    at += CENTRAL.length;
    for (const part of [CENTRAL.name, CENTRAL.extra, CENTRAL.comment])
      at += view.getUint16(header + part, true);
  }
  return zip;
}
