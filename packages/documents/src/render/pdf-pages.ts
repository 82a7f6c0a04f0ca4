import type { Problem } from '@jiheng/domain';

import { readingProblem, type ReadingProblemCode } from '../problems.ts';
import type { Pdfium } from '../read/pdf/pdfium.ts';
import { DEFAULT_PDF_LIMITS } from '../read/pdf/read-pages.ts';
import { useDocument, type OpeningFault } from '../read/pdf/use-document.ts';

/** 页面大小 in points as the page is seen; boxes of places are on this scale. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** 页面图像: a page as PNG, or why there is none. */
export type PageImage =
  | { readonly kind: 'image'; readonly png: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'no-such-page'; readonly pages: number }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** A page that would be larger is drawn coarser. */
const MOST_PIXELS = 6_000_000;
const LONGEST_SIDE = 8_000;
const BGRA = 4;
const WHITE = 0xffffffff;
/** Comments are drawn; bytes come as red, green, blue. */
const FLAGS = 0x01 | 0x10;
const COMPRESSION = 1;

const OPENING_PROBLEMS: Readonly<Record<OpeningFault, ReadingProblemCode>> = {
  damaged: 'READ-PDF-DAMAGED',
  encrypted: 'READ-PDF-ENCRYPTED',
  'too-much': 'READ-PDF-TOO-COMPLEX',
};

const openingProblem = (fault: OpeningFault): Problem => readingProblem(OPENING_PROBLEMS[fault], { page: 1 });

/** A page that cannot be opened takes its place as a sheet of A4. */
const A4: PageSize = { width: 595, height: 842 };

function sizeOf(engine: Pdfium, document: number, index: number): PageSize {
  const isKnown = engine.call.FPDF_GetPageSizeByIndexF(document, index, engine.scratch);
  const size = { width: engine.float(0), height: engine.float(1) };
  return isKnown && size.width > 0 && size.height > 0 ? size : A4;
}

/** 各页大小, as many as are read. */
export async function pdfPageSizes(
  bytes: Uint8Array,
): Promise<{ readonly pages: readonly PageSize[] } | { readonly problem: Problem }> {
  const { fault, value } = await useDocument(bytes, 'drawing', (engine, document) => {
    const count = Math.min(engine.call.FPDF_GetPageCount(document), DEFAULT_PDF_LIMITS.maxPages);
    return Array.from({ length: count }, (_, index) => sizeOf(engine, document, index));
  });
  if (fault !== null) return { problem: openingProblem(fault) };
  return value.length === 0 ? { problem: openingProblem('damaged') } : { pages: value };
}

/** Pixels of a page at a scale, within the bounds. */
export function pixelsOf({ width, height }: PageSize, scale: number): PageSize {
  const longest = LONGEST_SIDE / Math.max(width, height);
  const largest = Math.sqrt(MOST_PIXELS / (width * height));
  const used = Math.min(scale, longest, largest);
  return {
    width: Math.max(1, Math.floor(width * used)),
    height: Math.max(1, Math.floor(height * used)),
  };
}

function encode(engine: Pdfium, bitmap: number, { width, height }: PageSize): Uint8Array<ArrayBuffer> {
  const { call, scratch } = engine;
  const pixels = call.FPDFBitmap_GetBuffer(bitmap);
  const stride = call.FPDFBitmap_GetStride(bitmap);
  const length = call.EPDF_PNG_EncodeRGBA(pixels, width, height, stride, COMPRESSION, scratch);
  const address = engine.integer(0) >>> 0;
  const png = engine.take(address, length);
  engine.free(address);
  return png;
}

function draw(engine: Pdfium, page: number, scale: number): Uint8Array<ArrayBuffer> | undefined {
  const { call } = engine;
  const seen = { width: call.FPDF_GetPageWidthF(page), height: call.FPDF_GetPageHeightF(page) };
  if (!(seen.width > 0 && seen.height > 0)) return undefined;
  const size = pixelsOf(seen, scale);
  const bitmap = call.FPDFBitmap_CreateEx(size.width, size.height, BGRA, 0, 0);
  if (bitmap === 0) return undefined;
  call.FPDFBitmap_FillRect(bitmap, 0, 0, size.width, size.height, WHITE);
  call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, size.width, size.height, 0, FLAGS);
  const png = encode(engine, bitmap, size);
  call.FPDFBitmap_Destroy(bitmap);
  return png.length === 0 ? undefined : png;
}

function drawPage(engine: Pdfium, document: number, number: number, scale: number): PageImage {
  const { call } = engine;
  const pages = call.FPDF_GetPageCount(document);
  if (number > pages) return { kind: 'no-such-page', pages };
  const page = call.FPDF_LoadPage(document, number - 1);
  const png = page === 0 ? undefined : draw(engine, page, scale);
  if (page !== 0) call.FPDF_ClosePage(page);
  return png === undefined
    ? { kind: 'unreadable', problem: openingProblem('damaged') }
    : { kind: 'image', png };
}

/**
 * 绘制页面: one page of a PDF file, `scale` pixels a point; a page that would be too large is drawn coarser. Pages count
 * from 1. Never throws for content.
 */
export async function drawPdfPage(bytes: Uint8Array, number: number, scale: number): Promise<PageImage> {
  const { fault, value } = await useDocument(bytes, 'drawing', (engine, document) =>
    drawPage(engine, document, number, scale),
  );
  return fault === null ? value : { kind: 'unreadable', problem: openingProblem(fault) };
}
