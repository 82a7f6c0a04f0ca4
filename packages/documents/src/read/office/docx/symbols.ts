/** Signs of the symbol fonts that forms use: tick boxes of Wingdings, operators of Symbol. Others have no printed meaning. */
const WINGDINGS: Readonly<Record<number, string>> = {
  0x6c: '●',
  0x6e: '■',
  0x6f: '□',
  0x71: '□',
  0x72: '□',
  0xa8: '□',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};
const WINGDINGS_2: Readonly<Record<number, string>> = {
  0x2a: '□',
  0x4f: '✗',
  0x50: '✓',
  0x51: '☒',
  0x52: '☑',
  0x53: '☒',
  0x54: '☒',
  0xa3: '□',
};
const SYMBOL: Readonly<Record<number, string>> = {
  0xa3: '≤',
  0xb0: '°',
  0xb1: '±',
  0xb3: '≥',
  0xb4: '×',
  0xb8: '÷',
  0xb9: '≠',
  0xbb: '≈',
  0xd6: '√',
};
const FONTS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: WINGDINGS,
  'wingdings 2': WINGDINGS_2,
  symbol: SYMBOL,
};

/** Symbol fonts keep their signs in the private area U+F000. */
const PRIVATE = 0xf000;

function signOf(signs: Readonly<Record<number, string>>, code: number): string | undefined {
  return signs[code >= PRIVATE && code <= PRIVATE + 0xff ? code - PRIVATE : code];
}

/** 符号 `w:sym` as plain text; empty when the sign says nothing. */
export function symbolText(font: string, hexCode: string): string {
  const signs = FONTS[font.toLowerCase()];
  const code = Number.parseInt(hexCode, 16);
  if (!signs) return code < PRIVATE && code > 31 ? String.fromCodePoint(code) : '';
  return signOf(signs, code) ?? '';
}

/** Text of a run set in a symbol font, as a reader sees it. */
export function inSymbolFont(font: string, text: string): string {
  const signs = FONTS[font.toLowerCase()];
  if (!signs) return text;
  return Array.from(text, (sign) => signOf(signs, sign.codePointAt(0) ?? 0) ?? sign).join('');
}
