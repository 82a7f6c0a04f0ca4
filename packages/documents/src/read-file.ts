import type { Problem } from '@jiheng/domain';

import { collectForms, noForms, type FormReading } from './form-reading.ts';
import { readerRules, type ReaderRules } from './match/reader-rules.ts';
import type { Block } from './model/blocks.ts';
import { CharacterClass, CharacterLedger } from './model/character-classes.ts';
import { decode } from './model/decode.ts';
import type { NeutralDocument, Range } from './model/neutral-document.ts';
import { readingProblem } from './problems.ts';
import { matchDocument, readTextForms, refuseFile, refuseLarge, sha256Of } from './read-document.ts';
import { composeBlocks } from './read/compose-blocks.ts';
import { extensionMismatch, fileFormat, type FileFormat } from './read/file-format.ts';
import { convertDoc } from './read/office/doc/convert-doc.ts';
import { activeContent } from './read/office/package-parts.ts';
import { readDocx } from './read/office/docx/read-docx.ts';
import { readHtml } from './read/office/html/read-html.ts';
import { readSheetXml } from './read/office/sheet-xml/read-sheet-xml.ts';
import { readXls } from './read/office/xls/read-xls.ts';
import { readXlsx } from './read/office/xlsx/read-xlsx.ts';
import { readPdf } from './read/pdf/read-pdf.ts';
import { readText } from './read/read-text.ts';
import { UnreadableFile } from './read/unreadable-file.ts';
import { DEFAULT_LIMITS, type ReadingLimits, type ReadingRules, type ReadResult } from './read-result.ts';

/** A file on its way to its reader. */
interface Source {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly index: ReaderRules;
  readonly limits: ReadingLimits;
}

/** What a reader of one format makes of it. */
interface Opened {
  readonly document: NeutralDocument | null;
  readonly ledger: CharacterLedger;
  readonly problems: readonly Problem[];
  readonly encoding?: ReadResult['encoding'];
}

function ledgerOf(text: string, furniture: readonly Range[]): CharacterLedger {
  const ledger = new CharacterLedger(text);
  for (const range of furniture) ledger.claim(range, CharacterClass.Furniture);
  return ledger;
}

/** A document without any table that has columns is read like a text: its forms were typed with blanks and tabs. */
function openBlocks(
  { file, index, limits }: Source,
  blocks: readonly Block[],
  problems: readonly Problem[],
): Opened {
  const { document, furniture } = composeBlocks(file, blocks, index);
  const hasTable = blocks.some((block) => block.kind === 'table' && block.rows.some((row) => row.length > 1));
  if (document.text.trim() === '')
    return {
      document: null,
      ledger: new CharacterLedger(''),
      problems: [...problems, readingProblem('READ-EMPTY-FILE')],
    };
  const ledger = ledgerOf(document.text, furniture);
  if (hasTable) return { document, ledger, problems };
  const typed = readText(file, document.text, index, limits.maxLineLength, ledger);
  return { document: typed.document, ledger, problems: [...problems, ...typed.problems] };
}

function openHtml(source: Source): Opened {
  const { text, encoding, replaced } = decode(source.bytes);
  const problems = replaced > 0 ? [readingProblem('READ-ENCODING', { count: replaced })] : [];
  return { ...openBlocks(source, readHtml(text), problems), encoding };
}

async function openDoc(source: Source): Promise<Opened> {
  const format = fileFormat(await convertDoc(source.bytes));
  if (format.kind !== 'docx') throw new UnreadableFile('READ-CONVERSION-FAILED');
  return openBlocks(source, readDocx(format.archive, format.main), []);
}

async function openPdf({ bytes, file, index }: Source): Promise<Opened> {
  const { document, furniture, problems } = await readPdf(bytes, file, index);
  return { document, ledger: ledgerOf(document?.text ?? '', furniture), problems };
}

/** Opens a file with the reader of its format; `undefined` for what the text reader takes. */
async function openFile(format: FileFormat, source: Source): Promise<Opened | undefined> {
  switch (format.kind) {
    case 'docx':
      return openBlocks(source, readDocx(format.archive, format.main), activeContent(format.archive));
    case 'xlsx': {
      const { blocks, problems } = readXlsx(format.archive, format.main);
      return openBlocks(source, blocks, [...activeContent(format.archive), ...problems]);
    }
    case 'xls':
      return openBlocks(source, readXls(source.bytes), []);
    case 'sheet-xml':
      return openBlocks(source, readSheetXml(source.bytes), []);
    case 'html':
      return openHtml(source);
    case 'pdf':
      return openPdf(source);
    case 'encrypted':
      throw new UnreadableFile('READ-ENCRYPTED');
    case 'other':
      throw new UnreadableFile('READ-UNSUPPORTED', { format: format.name });
    case 'doc':
      return openDoc(source);
    case 'text':
    case 'binary':
      return undefined;
  }
}

/**
 * 读取文件: bytes of a file of any format → records with the place of every value. The format is told by the content; a wrong
 * extension is a warning. Never throws for content: what is wrong is returned as problems.
 */
export async function readFile(
  bytes: Uint8Array,
  fileName: string,
  rules: ReadingRules,
  limits: ReadingLimits = DEFAULT_LIMITS,
): Promise<ReadResult> {
  return collectForms(await readForms(bytes, fileName, rules, limits));
}

/** The same, form by form, for those who keep no form longer than needed. */
export async function readForms(
  bytes: Uint8Array,
  fileName: string,
  rules: ReadingRules,
  limits: ReadingLimits = DEFAULT_LIMITS,
): Promise<FormReading> {
  const tooLarge = refuseLarge(bytes, fileName, limits);
  if (tooLarge) return noForms(tooLarge);
  if (bytes.length === 0) return noForms(refuseFile(bytes, fileName, readingProblem('READ-EMPTY-FILE')));
  const warnings: Problem[] = [];
  const source = { bytes, file: fileName, index: readerRules(rules), limits };
  try {
    const format = fileFormat(bytes);
    const mismatch = extensionMismatch(fileName, format);
    if (mismatch) warnings.push(readingProblem('READ-WRONG-EXTENSION', mismatch));
    const opened = await openFile(format, source);
    if (opened) return match(source, opened, warnings);
    return withWarnings(readTextForms(bytes, fileName, rules, limits), warnings);
  } catch (error) {
    if (error instanceof UnreadableFile)
      return noForms(refuseFile(bytes, fileName, ...warnings, error.problem));
    throw error;
  }
}

function* withWarnings(reading: FormReading, warnings: readonly Problem[]): FormReading {
  const whole = yield* reading;
  return { ...whole, problems: [...warnings, ...whole.problems] };
}

/**
 * 原文: the text whose lines the places of a reading count: a text file as decoded, of any other file the neutral text. Empty
 * for a file that cannot be read.
 */
export async function documentText(
  bytes: Uint8Array,
  fileName: string,
  rules: ReadingRules,
  limits: ReadingLimits = DEFAULT_LIMITS,
): Promise<string> {
  const source = { bytes, file: fileName, index: readerRules(rules), limits };
  try {
    const opened = await openFile(fileFormat(bytes), source);
    return opened ? (opened.document?.text ?? '') : decode(bytes).text;
  } catch (error) {
    if (error instanceof UnreadableFile) return '';
    throw error;
  }
}

function match(
  { bytes, file, index, limits }: Source,
  opened: Opened,
  warnings: readonly Problem[],
): FormReading {
  const { document, ledger, encoding = null } = opened;
  const problems = [...warnings, ...opened.problems];
  if (!document) return noForms({ ...refuseFile(bytes, file, ...problems), encoding });
  const known = { file, sha256: sha256Of(bytes), bytes: bytes.length, encoding, problems };
  return matchDocument(known, document, ledger, index, limits.maxForms);
}
