import { readFileSync } from 'node:fs';

import { ownFontFile } from '../../own-fonts.ts';

type Answer = (...values: number[]) => number | undefined;

/** What of the engine's module is needed to answer its questions for fonts. */
export interface FontHost {
  readonly pdfium: {
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    readonly wasmExports: { malloc(size: number): number };
    addFunction(answer: Answer, signature: string): number;
  };
  FPDF_SetSystemFontInfo(info: number): void;
}

/** Japanese, Korean, simplified and traditional Chinese, as Windows numbers them. */
const EAST_ASIAN: ReadonlySet<number> = new Set([128, 129, 134, 136]);
const HANDLE = 1;
const VERSION = 1;
const WORD = 4;

/**
 * 替代字体: gives the engine our 宋体 for Chinese fonts that a PDF names and does not bring along; without it their text is
 * not drawn at all. The font is read when the first file needs it.
 */
export function offerSubstituteFont(host: FontHost): void {
  const file = ownFontFile();
  if (file === undefined) return;
  let font: Uint8Array | undefined;
  const giveData = (table = 0, buffer = 0, size = 0): number => {
    // Only the whole file is had, and it is no collection.
    if (table !== 0) return 0;
    font ??= readFileSync(file);
    if (buffer !== 0 && size >= font.length) host.pdfium.HEAPU8.set(font, buffer);
    return font.length;
  };
  // In the order of FPDF_SYSFONTINFO. The same function under two signatures would be taken for one, so none is shared.
  const answers: readonly (readonly [Answer, signature: string])[] = [
    [() => undefined, 'vi'], // Release
    [() => undefined, 'vii'], // EnumFonts
    [(...values) => (EAST_ASIAN.has(values[3] ?? 0) ? HANDLE : 0), 'iiiiiiii'], // MapFont
    [() => 0, 'iii'], // GetFont
    [(...values) => giveData(...values.slice(2)), 'iiiiii'], // GetFontData
    [() => 0, 'iiiii'], // GetFaceName
    [() => 0, 'iii'], // GetFontCharset
    [() => undefined, 'vii'], // DeleteFont
  ];
  const info = host.pdfium.wasmExports.malloc(WORD * (answers.length + 1));
  const addresses = answers.map(([answer, signature]) => host.pdfium.addFunction(answer, signature));
  const view = new DataView(host.pdfium.HEAPU8.buffer);
  [VERSION, ...addresses].forEach((value, at) => {
    view.setInt32(info + at * WORD, value, true);
  });
  host.FPDF_SetSystemFontInfo(info);
}
