import type { PageContent } from './geometry.ts';
import { flattenFields } from './page-fields.ts';
import { GlyphReader } from './page-glyphs.ts';
import { RuleReader } from './page-rules.ts';
import { pageSpace } from './page-space.ts';
import type { Pdfium } from './pdfium.ts';
import { useDocument, type OpeningFault } from './use-document.ts';

/** Bounds of one PDF file; what is beyond them is not read. */
export interface PdfLimits {
  readonly maxPages: number;
  /** Signs of the whole file. */
  readonly maxGlyphs: number;
  /** Objects and strokes of the whole file. */
  readonly maxStrokes: number;
}

export const DEFAULT_PDF_LIMITS: PdfLimits = { maxPages: 500, maxGlyphs: 2_000_000, maxStrokes: 1_500_000 };

/** Why a file was not read, or not to its end. */
export type PdfFault = OpeningFault | 'too-many-pages';

export interface PdfPages {
  readonly pages: readonly PageContent[];
  readonly fault: PdfFault | null;
  readonly pageCount: number;
}

function readPage(engine: Pdfium, page: number, number: number, limits: PdfLimits): PageContent | undefined {
  const space = pageSpace(engine, page);
  const text = new GlyphReader(engine, space).read(page, limits.maxGlyphs);
  const rules = text && new RuleReader(engine, space, limits.maxStrokes).read(page);
  if (!text || !rules) return undefined;
  const { horizontal, vertical, pictured, seen } = rules;
  return { number, width: space.width, height: space.height, ...text, horizontal, vertical, pictured, seen };
}

function readOpen(engine: Pdfium, document: number, limits: PdfLimits): PdfPages {
  const { call } = engine;
  const pageCount = call.FPDF_GetPageCount(document);
  const pages: PageContent[] = [];
  if (pageCount < 1) return { pages, fault: 'damaged', pageCount };
  let fault: PdfFault | null = pageCount > limits.maxPages ? 'too-many-pages' : null;
  let { maxGlyphs, maxStrokes } = limits;
  for (let index = 0; index < Math.min(pageCount, limits.maxPages); index++) {
    const page = call.FPDF_LoadPage(document, index);
    if (page === 0) {
      fault ??= 'damaged';
      continue;
    }
    flattenFields(engine, page);
    const content = readPage(engine, page, index + 1, { ...limits, maxGlyphs, maxStrokes });
    call.FPDF_ClosePage(page);
    if (!content) return { pages, fault: 'too-much', pageCount };
    maxGlyphs -= content.glyphs.length + content.aside.length;
    maxStrokes -= content.seen;
    pages.push(content);
  }
  return { pages, fault, pageCount };
}

/** 读PDF页面: signs, strokes and pictures of every page. */
export async function readPages(bytes: Uint8Array, limits: PdfLimits): Promise<PdfPages> {
  const { fault, value } = await useDocument(bytes, 'reading', (engine, document) =>
    readOpen(engine, document, limits),
  );
  return fault === null ? value : { pages: [], fault, pageCount: 0 };
}
