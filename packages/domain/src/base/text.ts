/** What becomes of each UTF-16 unit when text is folded: 0 needs Unicode normalisation, 1 goes away, else the unit that replaces it. */
const FOLD = new Uint16Array(0x1_0000);
const GONE = 1;

function fillIdentity(from: number, to: number): void {
  for (let unit = from; unit <= to; unit++) FOLD[unit] = unit;
}

fillIdentity(0x21, 0x7e);
fillIdentity(0x4e00, 0x9fff);
for (let unit = 0xff01; unit <= 0xff5e; unit++) FOLD[unit] = unit - 0xfee0;
for (const unit of '、。《》【】「」〔〕〈〉×÷·≥≤±‰★☆●○■□√') FOLD[unit.charCodeAt(0)] = unit.charCodeAt(0);
/** Signs that Unicode keeps apart and forms mix. */
const ALIKE: readonly (readonly [string, string])[] = [
  ['"', '“”„‟〝〞＂'],
  ["'", '‘’‚‛＇'],
  ['-', '—–−‐‑‒―－'],
  ['=', '═＝﹦'],
  ['≥', '≧⩾'],
  ['≤', '≦⩽'],
  ['>', '﹥＞'],
  ['<', '﹤＜'],
  ['~', '～〜∼'],
  ['%', '％﹪'],
];
for (const [target, sources] of ALIKE) {
  for (const source of sources) FOLD[source.charCodeAt(0)] = target.charCodeAt(0);
}
/** White space by code unit; a table, because much of it cannot be seen in a source file. */
const WHITE: readonly (readonly [number, number])[] = [
  [0x09, 0x0d],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
/** Characters without width: soft hyphen, joiners, marks of direction and byte order. */
const WIDTHLESS: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x200b, 0x200f],
  [0x2060, 0x2060],
  [0xfeff, 0xfeff],
];
/** 1 white space, 2 without width. */
const BLANK = new Uint8Array(0x1_0000);
for (const [kind, ranges] of [WHITE, WIDTHLESS].entries()) {
  for (const [from, to] of ranges) {
    FOLD.fill(GONE, from, to + 1);
    BLANK.fill(kind + 1, from, to + 1);
  }
}

/** True for white space and zero-width characters, by UTF-16 unit. */
export function isBlankUnit(unit: number): boolean {
  return BLANK[unit] !== 0;
}

function replaceByTable(text: string): string {
  let result = '';
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const folded = FOLD[unit];
    if (folded === unit || folded === 0) continue;
    result += text.slice(from, index);
    if (folded !== GONE && folded !== undefined) result += String.fromCharCode(folded);
    from = index + 1;
  }
  return from === 0 ? text : result + text.slice(from);
}

/** Rare characters: blanks go first and last, because normalisation both joins across and creates them. */
function normalise(text: string): string {
  const once = replaceByTable(replaceByTable(text).normalize('NFKC'));
  return replaceByTable(once.normalize('NFKC'));
}

const LATEX_SIGN = /\\(?:(geqslant|geq|ge)|(leqslant|leq|le)|(%)|(times))(?![A-Za-z])/g;
const HTML_SIGN = /&(?:(ge|#8805)|(le|#8804)|(gt|#62)|(lt|#60)|(nbsp|#160));/g;
const HTML_TAG = /<\/?(?:p|br|span|div|b|strong|i|u|font|sup|sub)(?:\/?|[\s"'][^<>]*)>/gi;

/** Markup that survived from a web page or a formula recogniser: `$\geq 80\%$`, `&ge;`, `<p>`. */
function withoutMarkup(text: string): string {
  let result = text;
  if (result.includes('&')) {
    result = result.replace(HTML_SIGN, (_, ge?: string, le?: string, gt?: string, lt?: string) =>
      ge ? '≥' : le ? '≤' : gt ? '>' : lt ? '<' : '',
    );
  }
  if (result.includes('<')) result = result.replace(HTML_TAG, '');
  if (result.includes('\\')) {
    result = result
      .replace(LATEX_SIGN, (_, ge?: string, le?: string, percent?: string) =>
        ge ? '≥' : le ? '≤' : percent ? '%' : '×',
      )
      .replaceAll('$', '');
  }
  return result;
}

const TWO_SIGNS = /[<>=]=+|=[<>]/g;

function unifySigns(text: string): string {
  return text.replace(TWO_SIGNS, (signs) => (signs.includes('>') ? '≥' : signs.includes('<') ? '≤' : '='));
}

/**
 * 比对形: the form in which labels and values are compared. Full and half width, quotes, dashes and comparison signs are
 * one, markup of web pages and formulas is gone, and so is every white space and zero-width character.
 *
 * @example
 * foldText('满意 度\n指标（％） $\\geq 80\\%$') // '满意度指标(%)≥80%'
 */
export function foldText(text: string): string {
  let isFolded = true;
  let isRare = false;
  let hasMarkup = false;
  let signs = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const folded = FOLD[unit];
    if (folded !== unit) {
      isFolded = false;
      if (folded === 0) isRare = true;
    }
    if (folded === 0x26 || folded === 0x5c || folded === 0x3c) hasMarkup = true;
    if (folded === 0x3c || folded === 0x3d || folded === 0x3e) signs++;
  }
  if (isFolded && !hasMarkup && signs < 2) return text;
  // Markup is looked for before blanks go: `<p class="x">` needs its blank to be told from `<p5`.
  const plain = hasMarkup ? withoutMarkup(text) : text;
  const folded = isRare ? normalise(plain) : replaceByTable(plain);
  return signs > 1 || hasMarkup ? unifySigns(folded) : folded;
}

/**
 * 检索单元: what of a text is searched for, unique: every character and every pair of neighbours, small letters, blanks
 * removed. Stored with the text; a question is cut by `queryBigrams`.
 */
export function bigrams(text: string): string[] {
  const grams = new Set<string>();
  let before: string | undefined;
  for (const character of searchForm(text)) {
    grams.add(character);
    if (before !== undefined) grams.add(before + character);
    before = character;
  }
  return [...grams];
}

/** 检索条件: the parts of a question that must all occur in `bigrams(text)`: its pairs, or its one character. */
export function queryBigrams(query: string): string[] {
  const characters = Array.from(searchForm(query));
  if (characters.length === 1) return characters;
  return [
    ...new Set(characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)),
  ];
}

function searchForm(text: string): string {
  return foldText(text).toLowerCase();
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isLatin(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

/** A blank that a person would type: between Latin words, after their punctuation, between two numbers. */
function isMeantBlank(left: number, right: number): boolean {
  if (isLatin(right))
    return isLatin(left) || isDigit(left) || (left < 0x80 && ',.;:!?'.includes(String.fromCharCode(left)));
  return isDigit(right) && (isDigit(left) || isLatin(left));
}

/**
 * 整理: the printed text as people would copy it. Blanks that line wraps and recognition put between Chinese characters,
 * signs and numbers go; one blank stays between Latin words. The characters themselves are not changed.
 */
export function tidyText(text: string): string {
  let result = '';
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    if (!isBlankUnit(text.charCodeAt(index))) continue;
    result += text.slice(from, index);
    // Not the end of the result: looking at a text that is being put together copies all of it.
    const left = text.charCodeAt(index - 1);
    let isWhite = BLANK[text.charCodeAt(index)] === 1;
    while (index + 1 < text.length && isBlankUnit(text.charCodeAt(index + 1))) {
      index++;
      isWhite ||= BLANK[text.charCodeAt(index)] === 1;
    }
    from = index + 1;
    if (isWhite && from < text.length && isMeantBlank(left, text.charCodeAt(from))) result += ' ';
  }
  return from === 0 ? text : result + text.slice(from);
}
