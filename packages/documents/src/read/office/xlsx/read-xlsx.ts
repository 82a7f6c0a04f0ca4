import type { Problem } from '@jiheng/domain';

import type { Block } from '../../../model/blocks.ts';
import { readingProblem } from '../../../problems.ts';
import { UnreadableFile } from '../../unreadable-file.ts';
import { relationshipsOf } from '../package-parts.ts';
import type { Archive } from '../unzip.ts';
import { attributeOf, parseXml } from '../xml.ts';
import { readCellFormats } from './cell-formats.ts';
import { SheetParser, type CellContext } from './parse-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { sheetBlock, type NamedSheet } from './sheet-grid.ts';
import { refuseManySheets } from './sheet-limits.ts';

interface Workbook {
  readonly sheets: { readonly name: string; readonly id: string }[];
  is1904: boolean;
}

const TRUE = /^(?:1|true|on)$/;

/** The sheets a reader can see, in their order. */
function readWorkbook(bytes: Uint8Array): Workbook {
  const workbook: Workbook = { sheets: [], is1904: false };
  parseXml(bytes, {
    open(name, attributes) {
      if (name === 'workbookPr') workbook.is1904 = TRUE.test(attributes['date1904'] ?? '');
      else if (name === 'sheet' && /^(?:visible)?$/.test(attributes['state'] ?? ''))
        workbook.sheets.push({ name: attributes['name'] ?? '', id: attributeOf(attributes, 'id') ?? '' });
    },
    close: () => undefined,
  });
  return workbook;
}

/** 工作簿的工作表: the visible sheets of an .xlsx, cells as displayed. */
export function readXlsxSheets(
  archive: Archive,
  main: string,
): { readonly sheets: readonly NamedSheet[]; readonly problems: readonly Problem[] } {
  const bytes = archive.read(main);
  if (!bytes) throw new UnreadableFile('READ-ZIP-DAMAGED');
  const workbook = readWorkbook(bytes);
  refuseManySheets(workbook.sheets.length);
  const relationships = relationshipsOf(archive, main);
  const partOf = (kind: string): Uint8Array | undefined => {
    const found = relationships.find(({ type }) => type === kind);
    return found && archive.read(found.target);
  };
  const context: CellContext = {
    strings: readSharedStrings(partOf('sharedStrings')),
    formats: readCellFormats(partOf('styles')),
    is1904: workbook.is1904,
    used: { cells: 0, text: 0 },
  };
  const sheets: NamedSheet[] = [];
  let unresolved = 0;
  workbook.sheets.forEach(({ name, id }, index) => {
    const part = relationships.find((relationship) => relationship.id === id);
    const content = part?.type === 'worksheet' ? archive.read(part.target) : undefined;
    if (!content) return;
    const parser = new SheetParser(context);
    parseXml(content, parser);
    unresolved += parser.unresolved;
    sheets.push({ name, table: index + 1, sheet: parser });
  });
  const problems = unresolved > 0 ? [readingProblem('READ-NO-RESULT', { count: unresolved })] : [];
  return { sheets, problems };
}

/** 读 Excel 工作簿: each visible sheet of an .xlsx as one table. */
export function readXlsx(
  archive: Archive,
  main: string,
): { readonly blocks: readonly Block[]; readonly problems: readonly Problem[] } {
  const { sheets, problems } = readXlsxSheets(archive, main);
  return { blocks: sheets.map(sheetBlock), problems };
}
