import { parseXml } from '../xml.ts';
import { builtInFormat } from './number-format.ts';

/** 单元格格式: number format of each cell style, by its number in the file. */
export function readCellFormats(bytes: Uint8Array | undefined): string[] {
  const stated = new Map<number, string>();
  const ids: number[] = [];
  if (!bytes) return [];
  let isCellStyle = false;
  let isFormatList = false;
  parseXml(bytes, {
    open(name, attributes) {
      if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'numFmts') isFormatList = true;
      else if (name === 'xf' && isCellStyle) ids.push(Number(attributes['numFmtId'] ?? 0));
      else if (name === 'numFmt' && isFormatList)
        stated.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
      else if (name === 'numFmts') isFormatList = false;
    },
  });
  return ids.map((id) => stated.get(id) ?? builtInFormat(id));
}
