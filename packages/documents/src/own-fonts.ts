import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const COPIED = resolve(dirname(fileURLToPath(import.meta.url)), '../dist/fonts');
const FONT_PACKAGE = '@expo-google-fonts/noto-serif-sc';
const REGULAR = 'NotoSerifSC_400Regular.ttf';
const WEIGHTS = [`400Regular/${REGULAR}`, '700Bold/NotoSerifSC_700Bold.ttf'];

/** 自带宋体: folders of the two weights in use: the copy of a built product, else the npm package, which only development has. Throws where there is neither. */
export function ownFontFolders(): readonly string[] {
  if (existsSync(COPIED)) return [COPIED];
  const root = dirname(createRequire(import.meta.url).resolve(`${FONT_PACKAGE}/package.json`));
  return WEIGHTS.map((file) => dirname(join(root, file)));
}

/** 自带宋体 (常规): the file of the regular weight; `undefined` where it is not installed. */
export function ownFontFile(): string | undefined {
  try {
    return ownFontFolders()
      .map((folder) => join(folder, REGULAR))
      .find((file) => existsSync(file));
  } catch {
    return undefined;
  }
}
