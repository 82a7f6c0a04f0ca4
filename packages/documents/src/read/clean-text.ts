import { tidyText } from '@jiheng/domain';

/** Elements that texts copied from web pages hold. Other words between angle brackets are text: `<b且c>`, `<合计>`. */
const ELEMENTS =
  'a|b|big|blockquote|br|center|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|li|o:p|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul';
const ATTRIBUTE = `\\s+[\\w:-]+\\s*=\\s*(?:"[^"<>]*"|'[^'<>]*'|[^\\s"'<>]+)`;
const TAG = new RegExp(`</?(?:${ELEMENTS})(?:${ATTRIBUTE})*\\s*/?>|&nbsp;|&amp;nbsp;`, 'gi');
const FORMULA = /\$([^$\n]{1,80})\$/g;
const FORMULA_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\\geq?(?:slant)?(?![a-z])/g, '≥'],
  [/\\leq?(?:slant)?(?![a-z])/g, '≤'],
  [/\\(?:gt)(?![a-z])/g, '>'],
  [/\\(?:lt)(?![a-z])/g, '<'],
  [/\\times(?![a-z])/g, '×'],
  [/\\(?:text|mathrm|mathbf)\s*\{([^{}]*)\}/g, '$1'],
  [/\\([%$&#_])/g, '$1'],
  [/\\[,;! ]/g, ''],
];
const MARKDOWN_HEADING = /^#{1,6}(?=\s|[\u4e00-\u9fff])/;
/** Bold marks in pairs; `**` alone stands for a number that was left open. */
const MARKDOWN_EMPHASIS = /\*\*(?=\S)([^*]*[^\s*])\*\*/g;

function formula(source: string): string {
  let text = source;
  for (const [pattern, sign] of FORMULA_WORDS) text = text.replace(pattern, sign);
  return text.replace(/\s+/g, '');
}

const IS_WORD_SIGN = /[0-9A-Za-z]/;

/** Joins two pieces of one text; a blank stays only between two words of letters or digits. */
export function joinText(left: string, right: string): string {
  if (left === '' || right === '') return left + right;
  return IS_WORD_SIGN.test(left.charAt(left.length - 1)) && IS_WORD_SIGN.test(right.charAt(0))
    ? `${left} ${right}`
    : left + right;
}

/** Joins the pieces of one text. */
export function joinTexts(pieces: readonly string[]): string {
  const parts: string[] = [];
  let last = '';
  for (const piece of pieces) {
    if (piece === '') continue;
    if (last !== '' && joinText(last.slice(-1), piece.charAt(0)).length > 2) parts.push(' ');
    parts.push(piece);
    last = piece;
  }
  return parts.join('');
}

/** Text of a cell as a person reads it: no HTML tags, formulas as plain signs, blanks only where they are meant. */
export function cleanText(raw: string): string {
  let text = raw;
  if (text.includes('<') || text.includes('&')) text = text.replace(TAG, '');
  if (text.includes('$') && text.includes('\\'))
    text = text.replace(FORMULA, (_, inner: string) => formula(inner));
  if (text.includes('**')) text = text.replace(MARKDOWN_EMPHASIS, '$1');
  if (text.startsWith('#')) text = text.replace(MARKDOWN_HEADING, '');
  return tidyText(text);
}
