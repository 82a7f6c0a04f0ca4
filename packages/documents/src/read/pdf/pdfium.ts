import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { init } from '@embedpdf/pdfium';

import { offerSubstituteFont, type FontHost } from './substitute-font.ts';

/** The functions of PDFium that reading and showing need. Handles and addresses are numbers, 0 is none. */
interface PdfiumFunctions {
  FPDF_InitLibrary(): void;
  FPDF_LoadMemDocument(address: number, length: number, password: string): number;
  FPDF_CloseDocument(document: number): void;
  FPDF_GetLastError(): number;
  FPDF_GetPageCount(document: number): number;
  FPDF_LoadPage(document: number, index: number): number;
  FPDF_ClosePage(page: number): void;
  FPDF_GetPageWidthF(page: number): number;
  FPDF_GetPageHeightF(page: number): number;
  FPDF_GetPageSizeByIndexF(document: number, index: number, size: number): boolean;
  FPDF_GetPageBoundingBox(page: number, box: number): boolean;
  FPDFPage_GetRotation(page: number): number;
  FPDFPage_GetAnnotCount(page: number): number;
  FPDFPage_GetAnnot(page: number, index: number): number;
  FPDFPage_CloseAnnot(annotation: number): void;
  FPDFAnnot_GetSubtype(annotation: number): number;
  FPDFAnnot_GetFlags(annotation: number): number;
  /** Makes an annotation as it looks a part of the page. */
  EPDFAnnot_Flatten(page: number, annotation: number): boolean;
  FPDFPage_CountObjects(page: number): number;
  FPDFPage_GetObject(page: number, index: number): number;
  FPDFFormObj_CountObjects(form: number): number;
  FPDFFormObj_GetObject(form: number, index: number): number;
  FPDFPageObj_GetType(object: number): number;
  FPDFPageObj_GetMatrix(object: number, matrix: number): boolean;
  FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): boolean;
  FPDFPageObj_GetClipPath(object: number): number;
  FPDFClipPath_CountPaths(clip: number): number;
  FPDFClipPath_CountPathSegments(clip: number, path: number): number;
  FPDFClipPath_GetPathSegment(clip: number, path: number, index: number): number;
  FPDFPath_CountSegments(path: number): number;
  FPDFPath_GetPathSegment(path: number, index: number): number;
  FPDFPath_GetDrawMode(path: number, fill: number, stroke: number): boolean;
  FPDFPathSegment_GetPoint(segment: number, x: number, y: number): boolean;
  FPDFPathSegment_GetType(segment: number): number;
  FPDFPathSegment_GetClose(segment: number): boolean;
  FPDFText_LoadPage(page: number): number;
  FPDFText_ClosePage(text: number): void;
  FPDFText_CountChars(text: number): number;
  FPDFText_GetUnicode(text: number, index: number): number;
  FPDFText_IsGenerated(text: number, index: number): number;
  FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): boolean;
  FPDFText_GetLooseCharBox(text: number, index: number, box: number): boolean;
  FPDFText_GetFontSize(text: number, index: number): number;
  FPDFText_GetMatrix(text: number, index: number, matrix: number): boolean;
  FPDFText_GetTextObject(text: number, index: number): number;
  FPDFBitmap_CreateEx(width: number, height: number, format: number, buffer: number, stride: number): number;
  FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    color: number,
  ): boolean;
  FPDFBitmap_GetBuffer(bitmap: number): number;
  FPDFBitmap_GetStride(bitmap: number): number;
  FPDFBitmap_Destroy(bitmap: number): void;
  FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
  /** Writes the address of the PNG to `out` and gives its length, 0 when it failed. */
  EPDF_PNG_EncodeRGBA(
    pixels: number,
    width: number,
    height: number,
    stride: number,
    level: number,
    out: number,
  ): number;
}

interface PdfiumModule extends PdfiumFunctions, FontHost {
  readonly pdfium: FontHost['pdfium'] & {
    readonly wasmExports: { free(address: number): void };
  };
}

const SCRATCH_BYTES = 64;

/** PDF 引擎: PDFium with a scratch area for what its functions write. */
export class Pdfium {
  readonly call: PdfiumFunctions;
  /** Address of 64 bytes for results; the next call overwrites them. */
  readonly scratch: number;
  readonly #module: PdfiumModule;
  #view: DataView<ArrayBuffer>;

  constructor(module: PdfiumModule) {
    this.#module = module;
    this.call = module;
    this.scratch = module.pdfium.wasmExports.malloc(SCRATCH_BYTES);
    this.#view = new DataView(module.pdfium.HEAPU8.buffer);
  }

  /** The memory is another object after it grew. */
  #memory(): DataView<ArrayBuffer> {
    const { buffer } = this.#module.pdfium.HEAPU8;
    if (this.#view.buffer !== buffer) this.#view = new DataView(buffer);
    return this.#view;
  }

  float(index: number): number {
    return this.#memory().getFloat32(this.scratch + index * 4, true);
  }

  double(index: number): number {
    return this.#memory().getFloat64(this.scratch + index * 8, true);
  }

  integer(index: number): number {
    return this.#memory().getInt32(this.scratch + index * 4, true);
  }

  /** Copies bytes into the engine's memory, 0 when it has none left; the caller frees them. */
  put(bytes: Uint8Array): number {
    const address = this.#module.pdfium.wasmExports.malloc(bytes.length);
    if (address !== 0) this.#module.pdfium.HEAPU8.set(bytes, address);
    return address;
  }

  /** Copies bytes out of the engine's memory. */
  take(address: number, length: number): Uint8Array<ArrayBuffer> {
    return this.#module.pdfium.HEAPU8.slice(address, address + length);
  }

  free(address: number): void {
    this.#module.pdfium.wasmExports.free(address);
  }
}

/** Drawing has our font for Chinese text; reading works without any font, and so the same everywhere. */
export type EngineUse = 'reading' | 'drawing';

async function start(use: EngineUse): Promise<Pdfium> {
  const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  const options: object = { wasmBinary: await readFile(wasm) };
  // The package declares its functions through types of Emscripten that it does not bring along.
  const module = (await init(options)) as unknown as PdfiumModule;
  module.FPDF_InitLibrary();
  if (use === 'drawing') offerSubstituteFont(module);
  return new Pdfium(module);
}

const running = new Map<EngineUse, Promise<Pdfium>>();

/** The engine of this thread; it starts at first use. */
export function pdfium(use: EngineUse): Promise<Pdfium> {
  const engine = running.get(use) ?? start(use);
  running.set(use, engine);
  return engine;
}

/** Throws an engine away: after an abort its memory is in no known state. */
export function discardPdfium(use: EngineUse): void {
  running.delete(use);
}
