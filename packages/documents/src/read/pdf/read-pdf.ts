import type { Problem } from '@jiheng/domain';

import type { ReaderRules } from '../../match/reader-rules.ts';
import type { NeutralDocument, Range } from '../../model/neutral-document.ts';
import { readingProblem } from '../../problems.ts';
import { TextComposer } from './compose.ts';
import type { PageContent } from './geometry.ts';
import { blocksOf } from './page-blocks.ts';
import { findPageFurniture } from './page-furniture.ts';
import { DEFAULT_PDF_LIMITS, readPages, type PdfLimits, type PdfPages } from './read-pages.ts';
import { withoutWatermarks } from './page-watermark.ts';
import { UnruledTables } from './unruled-table.ts';
import { PageStitcher, type StitchedBlock } from './stitch-pages.ts';

/** A page with so few signs and a picture over half of it is a scan. */
const SCAN_SIGNS = 40;
const SCAN_PICTURE = 0.5;

const isScan = ({ glyphs, pictured }: PageContent): boolean =>
  glyphs.length < SCAN_SIGNS && pictured >= SCAN_PICTURE;

/** What is wrong with the file as a whole; `isFatal` when there is nothing to read. */
function findProblems(
  { pages, fault, pageCount }: PdfPages,
  limits: PdfLimits,
): { problems: Problem[]; isFatal: boolean } {
  const problems: Problem[] = [];
  if (fault === 'encrypted') problems.push(readingProblem('READ-PDF-ENCRYPTED'));
  if (fault === 'too-many-pages')
    problems.push(readingProblem('READ-PDF-TOO-LONG', { pages: pageCount, limit: limits.maxPages }));
  if (fault === 'too-much') problems.push(readingProblem('READ-PDF-TOO-COMPLEX', { page: pages.length + 1 }));
  if (fault === 'damaged') problems.push(readingProblem('READ-PDF-DAMAGED'));
  if (problems.length > 0 && pages.length === 0) return { problems, isFatal: true };
  const scans = pages.filter(isScan).map(({ number }) => number);
  if (scans.length > 0)
    problems.push(readingProblem('READ-PDF-SCANNED', { pages: rangesOf(scans), count: scans.length }));
  const isFatal = pages.every(({ glyphs }) => glyphs.length === 0) || scans.length === pages.length;
  if (isFatal && problems.length === 0) problems.push(readingProblem('READ-EMPTY-FILE'));
  return { problems, isFatal };
}

/** `1-3、7`; at most a few ranges. */
function rangesOf(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && number === last.to + 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  const names = ranges.slice(0, 5).map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
  return names.join('、') + (ranges.length > 5 ? '等' : '');
}

/** 版面还原: the neutral blocks of all pages, tables stitched over page ends. */
function blocksOfPages(pages: readonly PageContent[], rules: ReaderRules): readonly StitchedBlock[] {
  const unruled = new UnruledTables(rules);
  const blocks = pages.map((page) => blocksOf(page, unruled));
  const furniture = findPageFurniture(
    blocks,
    pages.map(({ height }) => height),
    rules,
  );
  const stitcher = new PageStitcher(rules);
  for (const page of blocks) for (const block of page) stitcher.add(block, furniture.has(block));
  return stitcher.blocks;
}

/** What a PDF file becomes: its neutral document, or nothing, and why. */
export interface PdfReading {
  readonly document: NeutralDocument | null;
  readonly furniture: readonly Range[];
  readonly problems: readonly Problem[];
}

/** 读PDF: bytes of a PDF file with a text layer → neutral document. What cannot be read is said in problems. */
export async function readPdf(
  bytes: Uint8Array,
  file: string,
  rules: ReaderRules,
  limits: PdfLimits = DEFAULT_PDF_LIMITS,
): Promise<PdfReading> {
  const read = await readPages(bytes, limits);
  const { problems, isFatal } = findProblems(read, limits);
  if (isFatal) return { document: null, furniture: [], problems };
  const composer = new TextComposer();
  for (const block of blocksOfPages(withoutWatermarks(read.pages), rules)) composer.block(block);
  return { document: composer.document(file), furniture: composer.furniture, problems };
}
