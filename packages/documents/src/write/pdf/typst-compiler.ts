import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

import { PdfUnavailable } from './pdf-unavailable.ts';

const PACKAGE = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
/** Typst may read every file of its workspace: it holds our templates and nothing else. */
const WORKSPACE = join(PACKAGE, 'typst');
const FONT_PACKAGE = '@expo-google-fonts/noto-serif-sc';
const WEIGHTS = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'];

/** Folders of the two weights in use: the copy of a built product, else the npm package, which only development has. */
function ownFontFolders(): readonly string[] {
  const copied = join(PACKAGE, 'dist/fonts');
  if (existsSync(copied)) return [copied];
  try {
    const root = dirname(createRequire(import.meta.url).resolve(`${FONT_PACKAGE}/package.json`));
    return WEIGHTS.map((file) => dirname(join(root, file)));
  } catch (cause) {
    throw new PdfUnavailable('宋体字库（Noto Serif SC）', { cause });
  }
}

async function create(fontFolder: string | undefined): Promise<NodeCompiler> {
  const fontPaths = [...(fontFolder === undefined ? [] : [fontFolder]), ...ownFontFolders()];
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
