import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

import { ownFontFolders } from '../../own-fonts.ts';
import { PdfUnavailable } from './pdf-unavailable.ts';

const PACKAGE = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
/** Typst may read every file of its workspace: it holds our templates and nothing else. */
const WORKSPACE = join(PACKAGE, 'typst');
function fontFolders(): readonly string[] {
  try {
    return ownFontFolders();
  } catch (cause) {
    throw new PdfUnavailable('宋体字库（Noto Serif SC）', { cause });
  }
}

async function create(fontFolder: string | undefined): Promise<NodeCompiler> {
  const fontPaths = [...(fontFolder === undefined ? [] : [fontFolder]), ...fontFolders()];
  try {
    const typst = await import('@myriaddreamin/typst-ts-node-compiler');
    return typst.NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontPaths }] });
  } catch (cause) {
    throw new PdfUnavailable('PDF排版组件（Typst）', { cause });
  }
}

const compilers = new Map<string | undefined, Promise<NodeCompiler>>();

/** The compiler with its fonts, made once: it takes a tenth of a second. */
export async function typstCompiler(fontFolder?: string): Promise<NodeCompiler> {
  const known = compilers.get(fontFolder);
  if (known) return known;
  const made = create(fontFolder);
  compilers.set(fontFolder, made);
  made.catch(() => compilers.delete(fontFolder));
  return made;
}

export const MAIN_FILE = join(WORKSPACE, 'paper.typ');
