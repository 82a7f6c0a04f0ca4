import { foldText } from '@jiheng/domain';

const cache = new Map<string, string>();
const MAX_CACHED = 20_000;
const MAX_CACHED_LENGTH = 24;
const STARS = /[★☆*●◆▲]/g;
const PLAIN = /^[\u4e00-\u9fff]+$/;

function keyOf(text: string): string {
  return foldText(text).replace(STARS, '').toLowerCase();
}

/** Text as labels are compared: folded, without stars. `项目资金 （万元）` and `项目资金(万元)` are equal. */
export function labelKey(text: string): string {
  if (PLAIN.test(text)) return text;
  if (text.length > MAX_CACHED_LENGTH) return keyOf(text);
  const known = cache.get(text);
  if (known !== undefined) return known;
  if (cache.size >= MAX_CACHED) cache.clear();
  const key = keyOf(text);
  cache.set(text, key);
  return key;
}

const TRAILING_NOTE = /(?:\([^()]*\)|[:;,、])+$/;
const LEADING_NUMBER = /^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)])+(?=.)/;
const LAST_SIGN = /[):;,、]$/;
const FIRST_SIGN = /^[(\d一二三四五六七八九十]/;

/** The same without trailing colon and remarks in brackets: `预算执行情况(万元)(20分)` → `预算执行情况`. */
export function bareLabelKey(key: string): string {
  const head = LAST_SIGN.test(key) ? key.replace(TRAILING_NOTE, '') : key;
  const bare = FIRST_SIGN.test(head) ? head.replace(LEADING_NUMBER, '') : head;
  return bare === '' ? key : bare;
}

/** Offsets of the characters of a text that its key keeps, so that a place in the key leads back to the text. */
export function keyOffsets(text: string): { key: string; offsets: number[] } {
  let key = '';
  const offsets: number[] = [];
  let at = 0;
  for (const sign of text) {
    const folded = labelKey(sign);
    offsets.push(...Array.from(folded, () => at));
    key += folded;
    at += sign.length;
  }
  offsets.push(text.length);
  return { key, offsets };
}
