import type { Glyph, PageContent } from './geometry.ts';

/** More large signs on one page are a text of their own. */
const MAX_LARGE = 500;
/** A watermark is so much larger than the usual text of its page, and than a sign printed over it. */
const LARGE = 1.8;
const LARGER = 1.5;
const ASCENT = 0.86;

function usualSize(glyphs: readonly Glyph[]): number {
  const sizes = glyphs.map(({ size }) => size).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] ?? 0;
}

/** True for a sign whose middle lies on a larger one. */
function isOver({ left, right, y, size }: Glyph, large: Glyph): boolean {
  const [x, middle] = [(left + right) / 2, y - size * 0.36];
  const isInside =
    x > large.left && x < large.right && middle < large.y && middle > large.y - large.size * ASCENT;
  return isInside && large.size > size * LARGER;
}

/** Signs of the lines that are printed large below other text. */
function findWatermark(glyphs: readonly Glyph[]): Glyph[] {
  const limit = usualSize(glyphs) * LARGE;
  const large = glyphs.filter(({ size }) => size >= limit);
  if (large.length > MAX_LARGE) return [];
  const lines = new Map<string, Glyph[]>();
  for (const glyph of large) {
    const key = `${Math.round(glyph.y)} ${Math.round(glyph.size)}`;
    const line = lines.get(key);
    if (line) line.push(glyph);
    else lines.set(key, [glyph]);
  }
  return [...lines.values()]
    .filter((line) => glyphs.some((glyph) => line.some((sign) => isOver(glyph, sign))))
    .flat();
}

const placeOf = ({ text, left, y, size }: Glyph): string =>
  `${text} ${Math.round(left)} ${Math.round(y)} ${Math.round(size)}`;

/** 水印: pages with the signs of watermarks set aside, also where by chance nothing is printed over them. */
export function withoutWatermarks(pages: readonly PageContent[]): PageContent[] {
  const known = new Set(pages.flatMap(({ glyphs }) => findWatermark(glyphs)).map(placeOf));
  if (known.size === 0) return [...pages];
  return pages.map((page) => ({
    ...page,
    glyphs: page.glyphs.filter((glyph) => !known.has(placeOf(glyph))),
    aside: [...page.aside, ...page.glyphs.filter((glyph) => known.has(placeOf(glyph)))],
  }));
}
