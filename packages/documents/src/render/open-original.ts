import type { Problem } from '@jiheng/domain';

import { readerRules, type ReaderRules } from '../match/reader-rules.ts';
import type { Block } from '../model/blocks.ts';
import { decode } from '../model/decode.ts';
import { readingProblem } from '../problems.ts';
import { composeBlocks } from '../read/compose-blocks.ts';
import { fileFormat, type FileFormat } from '../read/file-format.ts';
import { convertDoc } from '../read/office/doc/convert-doc.ts';
import { readDocx } from '../read/office/docx/read-docx.ts';
import { readHtml } from '../read/office/html/read-html.ts';
import { readSheetXmlSheets } from '../read/office/sheet-xml/read-sheet-xml.ts';
import { readXlsSheets } from '../read/office/xls/read-xls.ts';
import { readXlsxSheets } from '../read/office/xlsx/read-xlsx.ts';
import { sheetBlock, type NamedSheet } from '../read/office/xlsx/sheet-grid.ts';
import { UnreadableFile } from '../read/unreadable-file.ts';
import type { ReadingRules } from '../read-result.ts';
import { partsOfBlocks, partsOfSheets, type OriginalParts } from './original-parts.ts';
import { pdfPageSizes, type PageSize } from './pdf-pages.ts';

/** 原件: what of a file can be shown beside its record: pages, tables and paragraphs, or the lines of a text. */
export type Original =
  | { readonly kind: 'pages'; readonly pages: readonly PageSize[] }
  | { readonly kind: 'tables'; readonly content: OriginalParts }
  | { readonly kind: 'text' }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

function openSheets(file: string, sheets: readonly NamedSheet[], rules: ReaderRules): Original {
  const { document } = composeBlocks(file, sheets.map(sheetBlock), rules);
  return { kind: 'tables', content: partsOfSheets(document, sheets) };
}

function openBlocks(file: string, blocks: readonly Block[], rules: ReaderRules): Original {
  const { document, starts } = composeBlocks(file, blocks, rules);
  return { kind: 'tables', content: partsOfBlocks(document, blocks, starts) };
}

async function openPages(bytes: Uint8Array): Promise<Original> {
  const sizes = await pdfPageSizes(bytes);
  return 'pages' in sizes ? { kind: 'pages', ...sizes } : { kind: 'unreadable', ...sizes };
}

async function open(
  format: FileFormat,
  bytes: Uint8Array,
  file: string,
  rules: ReaderRules,
): Promise<Original> {
  switch (format.kind) {
    case 'pdf':
      return openPages(bytes);
    case 'xlsx':
      return openSheets(file, readXlsxSheets(format.archive, format.main).sheets, rules);
    case 'xls':
      return openSheets(file, readXlsSheets(bytes), rules);
    case 'docx':
      return openBlocks(file, readDocx(format.archive, format.main), rules);
    case 'sheet-xml':
      return openSheets(file, readSheetXmlSheets(bytes), rules);
    case 'html':
      return openBlocks(file, readHtml(decode(bytes).text), rules);
    case 'doc':
      return open(fileFormat(await convertDoc(bytes)), bytes, file, rules);
    case 'text':
      return { kind: 'text' };
    case 'encrypted':
      throw new UnreadableFile('READ-ENCRYPTED');
    case 'binary':
      throw new UnreadableFile('READ-BINARY');
    case 'other':
      throw new UnreadableFile('READ-UNSUPPORTED', { format: format.name });
  }
}

/** 打开原件 to show it. The format is told by the content. Never throws for content: what is wrong is returned. */
export async function openOriginal(bytes: Uint8Array, file: string, rules: ReadingRules): Promise<Original> {
  try {
    const opened = await open(fileFormat(bytes), bytes, file, readerRules(rules));
    if (opened.kind !== 'tables' || opened.content.parts.length > 0) return opened;
    return { kind: 'unreadable', problem: readingProblem('READ-EMPTY-FILE') };
  } catch (error) {
    if (error instanceof UnreadableFile) return { kind: 'unreadable', problem: error.problem };
    throw error;
  }
}
