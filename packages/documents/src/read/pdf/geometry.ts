/** Rectangle in points from the upper left corner of the page as it is seen. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** One printed sign. `y` is the baseline. */
export interface Glyph {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Number of the text object that paints it. */
  readonly object: number;
  /** A blank was printed before it. */
  readonly isAfterBlank: boolean;
  /** Turned by a quarter: its line runs up or down the page. */
  readonly isTurned: boolean;
}

/** A horizontal or vertical stroke: `at` across, `from`–`to` along. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What a page holds for reading. */
export interface PageContent {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Signs that are no part of the text: set askew, or a watermark. */
  readonly aside: readonly Glyph[];
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
  /** Share of the page that pictures cover, at most 1. */
  readonly pictured: number;
  /** Objects and strokes looked at. */
  readonly seen: number;
}

/** Height of signs above the baseline, in font sizes; the same for all, for fonts lie about theirs. */
const ASCENT = 0.86;
const DESCENT = 0.14;

/** Box around nothing. */
export const NOWHERE: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };

/** Box around two boxes. */
export const boxAround = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** Box around signs of one line. */
export function boxOf(glyphs: readonly Glyph[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const glyph of glyphs) {
    left = Math.min(left, glyph.left);
    right = Math.max(right, glyph.right);
    top = Math.min(top, glyph.y - glyph.size * ASCENT);
    bottom = Math.max(bottom, glyph.y + glyph.size * DESCENT);
  }
  return { left, top, right, bottom };
}

/** Middle of a sign as the eye sees it. */
export const middleOf = ({ left, right, y, size }: Glyph): { x: number; y: number } => ({
  x: (left + right) / 2,
  y: y - size * 0.36,
});
