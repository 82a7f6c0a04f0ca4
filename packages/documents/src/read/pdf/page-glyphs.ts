import type { Glyph } from './geometry.ts';
import { scratchMatrix, type PageSpace } from './page-space.ts';
import type { Pdfium } from './pdfium.ts';

interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** A text object: how large its signs are, which way they run, what of them can be seen. */
interface TextObject {
  readonly number: number;
  readonly size: number;
  readonly direction: 'level' | 'turned' | 'askew';
  readonly visible: Band;
}

const EVERYWHERE: Band = { top: -Infinity, bottom: Infinity };
const MAX_CLIPS = 40;
/** Slope up to which a line is level. */
const LEVEL = 0.2;
const RADICAL = /[\u2e80-\u2fdf]/;
const UNSEEN = /[\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/;
const BLANK = /[\s\u00a0\u3000]/;
/** So many equal signs on a line are compared for doubles. */
const REMEMBERED = 64;
const UNKNOWN = '\ufffd';
const MAX_CLIP_POINTS = 400;

/** Signs of one page in the order they are painted, and those set askew. */
export interface PageGlyphs {
  readonly glyphs: readonly Glyph[];
  readonly aside: readonly Glyph[];
}

/** Reads the signs of one page. */
export class GlyphReader {
  readonly #engine: Pdfium;
  readonly #space: PageSpace;
  readonly #objects = new Map<number, TextObject>();

  constructor(engine: Pdfium, space: PageSpace) {
    this.#engine = engine;
    this.#space = space;
  }

  /** At most `limit` signs; undefined when there are more. */
  read(page: number, limit: number): PageGlyphs | undefined {
    const { call } = this.#engine;
    const text = call.FPDFText_LoadPage(page);
    if (text === 0) return { glyphs: [], aside: [] };
    const count = call.FPDFText_CountChars(text);
    const glyphs: Glyph[] = [];
    const aside: Glyph[] = [];
    let isAfterBlank = false;
    for (let at = 0; at < count && count <= limit; at++) {
      const sign = signOf(call.FPDFText_GetUnicode(text, at));
      if (sign === '') continue;
      if (BLANK.test(sign)) {
        // Blanks that PDFium puts between cells are none of the page.
        if (call.FPDFText_IsGenerated(text, at) !== 1) isAfterBlank = true;
        continue;
      }
      const glyph = this.#glyph(text, at, sign, isAfterBlank);
      if (glyph) (this.#object(text, at).direction === 'askew' ? aside : glyphs).push(glyph);
      isAfterBlank = false;
    }
    call.FPDFText_ClosePage(text);
    return count > limit ? undefined : { glyphs: withoutDoubles(glyphs), aside };
  }

  #glyph(text: number, at: number, sign: string, isAfterBlank: boolean): Glyph | undefined {
    const engine = this.#engine;
    const { call, scratch } = engine;
    const object = this.#object(text, at);
    call.FPDFText_GetCharOrigin(text, at, scratch, scratch + 8);
    const [originX, y] = this.#space.toView(engine.double(0), engine.double(1));
    call.FPDFText_GetLooseCharBox(text, at, scratch);
    const [x1] = this.#space.toView(engine.float(0), engine.float(1));
    const [x2] = this.#space.toView(engine.float(2), engine.float(3));
    const { size } = object;
    const [left, right] = x1 === x2 ? [originX, originX + size] : [Math.min(x1, x2), Math.max(x1, x2)];
    const middle = y - size * 0.36;
    if (middle < object.visible.top || middle > object.visible.bottom) return undefined;
    return {
      text: sign,
      left,
      right,
      y,
      size,
      object: object.number,
      isAfterBlank,
      isTurned: object.direction === 'turned',
    };
  }

  #object(text: number, at: number): TextObject {
    const { call, scratch } = this.#engine;
    const handle = call.FPDFText_GetTextObject(text, at);
    const known = this.#objects.get(handle);
    if (known) return known;
    call.FPDFText_GetMatrix(text, at, scratch);
    const [a, b, c, d] = scratchMatrix(this.#engine);
    const [x0, y0] = this.#space.toView(0, 0);
    const [x1, y1] = this.#space.toView(a, b);
    const object = {
      number: this.#objects.size,
      size: call.FPDFText_GetFontSize(text, at) * (Math.hypot(c, d) || 1),
      direction: a === 0 && b === 0 ? 'level' : directionOf(x1 - x0, y1 - y0),
      visible: handle === 0 ? EVERYWHERE : this.#visible(handle),
    };
    this.#objects.set(handle, object);
    return object;
  }

  /**
   * Band of the page on which an object can be seen. Spreadsheets paint a cell that a page end cuts on both pages and clip it.
   * What is cut off sideways stays: PDFium drops a text that is painted again beside itself, whatever the clips.
   */
  #visible(object: number): Band {
    const { call } = this.#engine;
    const clip = call.FPDFPageObj_GetClipPath(object);
    const paths = clip === 0 ? 0 : call.FPDFClipPath_CountPaths(clip);
    let { top, bottom } = EVERYWHERE;
    for (let path = 0; path < Math.min(paths, MAX_CLIPS); path++) {
      const points = call.FPDFClipPath_CountPathSegments(clip, path);
      if (points < 2 || points > MAX_CLIP_POINTS) continue;
      const band = this.#clipBand(clip, path, points);
      [top, bottom] = [Math.max(top, band.top), Math.min(bottom, band.bottom)];
    }
    return { top, bottom };
  }

  #clipBand(clip: number, path: number, points: number): Band {
    const { call, scratch } = this.#engine;
    let [top, bottom] = [Infinity, -Infinity];
    for (let at = 0; at < points; at++) {
      const segment = call.FPDFClipPath_GetPathSegment(clip, path, at);
      call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4);
      const [, y] = this.#space.toView(this.#engine.float(0), this.#engine.float(1));
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
    return { top, bottom };
  }
}

function directionOf(right: number, down: number): TextObject['direction'] {
  if (Math.abs(down) < LEVEL * Math.abs(right)) return 'level';
  return Math.abs(right) < LEVEL * Math.abs(down) ? 'turned' : 'askew';
}

/** Radicals that some fonts give for characters become these; signs nobody sees vanish. */
function signOf(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return UNKNOWN;
  const sign = String.fromCodePoint(code);
  if (code === 9 || code === 10 || code === 13) return ' ';
  if (code < 32 || UNSEEN.test(sign)) return '';
  return RADICAL.test(sign) ? sign.normalize('NFKC') : sign;
}

/** Bold type made by painting twice is one sign. */
function withoutDoubles(glyphs: readonly Glyph[]): Glyph[] {
  const seen = new Map<string, Glyph[]>();
  return glyphs.filter((glyph) => {
    const key = `${glyph.text}${Math.round(glyph.y / 4)}`;
    const others = seen.get(key);
    const isDouble = others
      ?.slice(-REMEMBERED)
      .some(
        (other) =>
          other.object !== glyph.object &&
          Math.abs(other.left - glyph.left) < glyph.size * 0.2 &&
          Math.abs(other.y - glyph.y) < glyph.size * 0.2,
      );
    if (isDouble) return false;
    if (others) others.push(glyph);
    else seen.set(key, [glyph]);
    return true;
  });
}
