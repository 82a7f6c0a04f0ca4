import type { Pdfium } from './pdfium.ts';

type Point = readonly [x: number, y: number];

/** Page space as it is seen: points from the upper left corner, rotation applied. */
export interface PageSpace {
  readonly width: number;
  readonly height: number;
  readonly toView: (x: number, y: number) => Point;
}

/** Matrix of PDF: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

export function applyMatrix([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** First `inner`, then `outer`. */
export function composeMatrix(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [A, B, C, D, E, F] = outer;
  return [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F];
}

/** The matrix an engine call left in the scratch area. */
export function scratchMatrix(engine: Pdfium): Matrix {
  return [
    engine.float(0),
    engine.float(1),
    engine.float(2),
    engine.float(3),
    engine.float(4),
    engine.float(5),
  ];
}

export function pageSpace(engine: Pdfium, page: number): PageSpace {
  const { call, scratch } = engine;
  const [width, height] = [call.FPDF_GetPageWidthF(page), call.FPDF_GetPageHeightF(page)];
  call.FPDF_GetPageBoundingBox(page, scratch);
  const [left, top, right, bottom] = [engine.float(0), engine.float(1), engine.float(2), engine.float(3)];
  switch (call.FPDFPage_GetRotation(page)) {
    case 1:
      return { width, height, toView: (x, y) => [y - bottom, x - left] };
    case 2:
      return { width, height, toView: (x, y) => [right - x, y - bottom] };
    case 3:
      return { width, height, toView: (x, y) => [top - y, right - x] };
    default:
      return { width, height, toView: (x, y) => [x - left, top - y] };
  }
}
