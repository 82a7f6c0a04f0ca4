import type { Rule } from './geometry.ts';
import {
  applyMatrix,
  composeMatrix,
  IDENTITY,
  scratchMatrix,
  type Matrix,
  type PageSpace,
} from './page-space.ts';
import type { Pdfium } from './pdfium.ts';

const ObjectType = { Path: 2, Image: 3, Form: 5 } as const;
const SegmentType = { Line: 0, Curve: 1, Move: 2 } as const;
const MAX_FORM_DEPTH = 12;
/** A filled rectangle thinner than this is a rule. */
const MAX_RULE_WIDTH = 3;
/** How far the ends of a stroke may be apart across it. */
const MAX_SLANT = 0.6;
const MAX_PATH_SEGMENTS = 20_000;

interface Found {
  readonly horizontal: Rule[];
  readonly vertical: Rule[];
  pictured: number;
  seen: number;
}

/** Strokes and pictures of one page. */
export class RuleReader {
  readonly #engine: Pdfium;
  readonly #space: PageSpace;
  readonly #found: Found = { horizontal: [], vertical: [], pictured: 0, seen: 0 };
  readonly #limit: number;

  /** At most `limit` objects and strokes are looked at. */
  constructor(engine: Pdfium, space: PageSpace, limit: number) {
    this.#engine = engine;
    this.#space = space;
    this.#limit = limit;
  }

  /** Undefined when the page holds more than the limit. */
  read(page: number): Readonly<Found> | undefined {
    const { call } = this.#engine;
    const count = call.FPDFPage_CountObjects(page);
    for (let at = 0; at < count && !this.#isFull; at++)
      this.#object(call.FPDFPage_GetObject(page, at), IDENTITY, 0);
    return this.#isFull ? undefined : this.#found;
  }

  get #isFull(): boolean {
    return this.#found.seen > this.#limit;
  }

  #object(object: number, outer: Matrix, depth: number): void {
    const { call, scratch } = this.#engine;
    this.#found.seen++;
    const type = call.FPDFPageObj_GetType(object);
    if (type === ObjectType.Path) this.#path(object, outer);
    else if (type === ObjectType.Image) this.#picture(object);
    else if (type === ObjectType.Form && depth < MAX_FORM_DEPTH) {
      call.FPDFPageObj_GetMatrix(object, scratch);
      const matrix = composeMatrix(outer, scratchMatrix(this.#engine));
      const count = call.FPDFFormObj_CountObjects(object);
      for (let at = 0; at < count && !this.#isFull; at++)
        this.#object(call.FPDFFormObj_GetObject(object, at), matrix, depth + 1);
    }
  }

  #picture(object: number): void {
    const { call, scratch } = this.#engine;
    if (!call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)) return;
    const [left, bottom, right, top] = scratchMatrix(this.#engine);
    const share = ((right - left) * (top - bottom)) / (this.#space.width * this.#space.height);
    this.#found.pictured = Math.min(1, this.#found.pictured + Math.abs(share));
  }

  #path(object: number, outer: Matrix): void {
    const { call, scratch } = this.#engine;
    const count = call.FPDFPath_CountSegments(object);
    if (count > MAX_PATH_SEGMENTS) return;
    call.FPDFPath_GetDrawMode(object, scratch, scratch + 4);
    const [isFilled, isStroked] = [this.#engine.integer(0) !== 0, this.#engine.integer(1) !== 0];
    if (!isFilled && !isStroked) return;
    call.FPDFPageObj_GetMatrix(object, scratch);
    const matrix = composeMatrix(outer, scratchMatrix(this.#engine));
    let points: (readonly [number, number])[] = [];
    const close = (): void => {
      if (isFilled && this.#thinRectangle(points)) return;
      if (isStroked) this.#strokes(points);
    };
    this.#found.seen += count;
    for (let at = 0; at < count; at++) {
      const segment = call.FPDFPath_GetPathSegment(object, at);
      const type = call.FPDFPathSegment_GetType(segment);
      call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4);
      const point = this.#space.toView(...applyMatrix(matrix, this.#engine.float(0), this.#engine.float(1)));
      if (type === SegmentType.Move) {
        close();
        points = [];
      }
      const first = points[0];
      if (type === SegmentType.Curve) points = [];
      else points.push(point);
      if (first && type === SegmentType.Line && call.FPDFPathSegment_GetClose(segment)) points.push(first);
    }
    close();
  }

  /** True when filled points are a rule drawn as a rectangle. */
  #thinRectangle(points: readonly (readonly [number, number])[]): boolean {
    if (points.length < 3 || points.length > 6) return false;
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const [width, height] = [right - left, bottom - top];
    if (Math.min(width, height) > MAX_RULE_WIDTH) return false;
    if (width >= height) this.#found.horizontal.push({ at: (top + bottom) / 2, from: left, to: right });
    if (height >= width) this.#found.vertical.push({ at: (left + right) / 2, from: top, to: bottom });
    return true;
  }

  #strokes(points: readonly (readonly [number, number])[]): void {
    for (let at = 1; at < points.length; at++) {
      const [from, to] = [points[at - 1], points[at]];
      if (!from || !to) continue;
      const [dx, dy] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
      if (dy <= MAX_SLANT && dx > dy)
        this.#found.horizontal.push({
          at: (from[1] + to[1]) / 2,
          from: Math.min(from[0], to[0]),
          to: Math.max(from[0], to[0]),
        });
      else if (dx <= MAX_SLANT && dy > dx)
        this.#found.vertical.push({
          at: (from[0] + to[0]) / 2,
          from: Math.min(from[1], to[1]),
          to: Math.max(from[1], to[1]),
        });
    }
  }
}
