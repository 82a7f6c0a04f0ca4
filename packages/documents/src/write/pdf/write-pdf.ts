import { setImmediate as nextTurn } from 'node:timers/promises';

import type { PaperLayout } from '@jiheng/domain';

import { sheetOf } from './sheet-of.ts';
import { typstCompiler } from './typst-compiler.ts';
import { writeSheets } from './write-sheets.ts';

/** 打印设置. The caller owns the clock and the environment. */
export interface PdfOptions {
  /** Civil date kept in the file, `YYYY-MM-DD`; null keeps none. The same input gives the same bytes. */
  readonly date: string | null;
  /** Title of the file; the title of the first form when left out. */
  readonly title?: string;
  /** 字体: an operator's licensed fonts (仿宋_GB2312, 方正小标宋), tried before our own. */
  readonly fonts?: { readonly folder: string; readonly families: readonly string[] };
}

/**
 * 写PDF: papers → one file, A4, each form on pages of its own, a table of contents before more than one. Rejects with
 * `PdfUnavailable` where the machine lacks Typst or the fonts.
 */
export async function writePdf(layouts: readonly PaperLayout[], options: PdfOptions): Promise<Uint8Array> {
  const { date, title = layouts[0]?.title ?? '', fonts } = options;
  const compiler = await typstCompiler(fonts?.folder);
  // What Typst made for the paper before is freed between two turns; a loop without one grows by every paper.
  await nextTurn();
  return writeSheets(compiler, layouts.map(sheetOf), { date, title, fonts: fonts?.families ?? [] });
}
