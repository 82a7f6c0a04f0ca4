import type { Problem } from '@jiheng/domain';

import { readerRules } from './match/reader-rules.ts';
import { CharacterClass, CharacterLedger } from './model/character-classes.ts';
import type { Block } from './model/blocks.ts';
import { readingProblem } from './problems.ts';
import { matchDocument, readDocument, refuseFile, refuseLarge, sha256Of } from './read-document.ts';
import { composeBlocks } from './read/compose-blocks.ts';
import { extensionMismatch, fileFormat, type FileFormat } from './read/file-format.ts';
import { readDocx } from './read/office/docx/read-docx.ts';
import { readXlsx } from './read/office/xlsx/read-xlsx.ts';
import { readPdf } from './read/pdf/read-pdf.ts';
import { UnreadableFile } from './read/unreadable-file.ts';
import { DEFAULT_LIMITS, type ReadingLimits, type ReadingRules, type ReadResult } from './read-result.ts';

/** What a reader of one format makes of its bytes. */
interface Opened {
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
}

/** Opens a file that shows paragraphs and tables. A reader for a further format is one more case here. */
async function openBlocks(format: FileFormat): Promise<Opened | undefined> {
  switch (format.kind) {
    case 'docx':
      return { blocks: readDocx(format.archive, format.main), problems: [] };
    case 'xlsx':
      return readXlsx(format.archive, format.main);
    case 'encrypted':
      throw new UnreadableFile('READ-ENCRYPTED');
    case 'other':
      throw new UnreadableFile('READ-UNSUPPORTED', { format: format.name });
    case 'doc':
    case 'xls':
    case 'pdf':
    case 'html':
    case 'text':
    case 'binary':
      return Promise.resolve(undefined);
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
  const tooLarge = refuseLarge(bytes, fileName, limits);
  if (tooLarge) return tooLarge;
  const warnings: Problem[] = [];
  try {
    const format = fileFormat(bytes);
    const mismatch = extensionMismatch(fileName, format);
    if (mismatch) warnings.push(readingProblem('READ-WRONG-EXTENSION', mismatch));
    if (format.kind === 'pdf') return await matchPdf(bytes, fileName, warnings, rules, limits);
    const opened = await openBlocks(format);
    if (!opened) {
      const result = readDocument(bytes, fileName, rules, limits);
      return { ...result, problems: [...warnings, ...result.problems] };
    }
    return matchBlocks(bytes, fileName, opened, warnings, rules, limits);
  } catch (error) {
    if (error instanceof UnreadableFile) return refuseFile(bytes, fileName, ...warnings, error.problem);
    throw error;
  }
}

async function matchPdf(
  bytes: Uint8Array,
  file: string,
  warnings: readonly Problem[],
  rules: ReadingRules,
  limits: ReadingLimits,
): Promise<ReadResult> {
  const index = readerRules(rules);
  const { document, furniture, problems } = await readPdf(bytes, file, index);
  if (!document) return refuseFile(bytes, file, ...warnings, ...problems);
  const ledger = new CharacterLedger(document.text);
  for (const range of furniture) ledger.claim(range, CharacterClass.Furniture);
  const opened = {
    ...{ file, sha256: sha256Of(bytes), bytes: bytes.length, encoding: null },
    problems: [...warnings, ...problems],
  };
  return matchDocument(opened, document, ledger, index, limits.maxForms);
}

function matchBlocks(
  bytes: Uint8Array,
  file: string,
  { blocks, problems }: Opened,
  warnings: readonly Problem[],
  rules: ReadingRules,
  limits: ReadingLimits,
): ReadResult {
  const index = readerRules(rules);
  const { document, furniture } = composeBlocks(file, blocks, index);
  if (document.text.trim() === '')
    return refuseFile(bytes, file, ...warnings, readingProblem('READ-EMPTY-FILE'));
  const ledger = new CharacterLedger(document.text);
  for (const range of furniture) ledger.claim(range, CharacterClass.Furniture);
  const opened = {
    ...{ file, sha256: sha256Of(bytes), bytes: bytes.length, encoding: null },
    problems: [...warnings, ...problems],
  };
  return matchDocument(opened, document, ledger, index, limits.maxForms);
}
