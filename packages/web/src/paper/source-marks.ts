import type { OriginalLine } from '@jiheng/api';
import type { FieldPath, OriginMap, PagePlace, TextSpan } from '@jiheng/domain';

/** A stretch of the original that is asked for at once; aligned, so that near values share one. */
export interface LineWindow {
  readonly from: number;
  readonly to: number;
}

const STEP = 40;
const BEFORE = 10;
const AFTER = 20;

/** The window in which a line stands with what is around it. */
export function windowAt(line: number): LineWindow {
  const start = Math.floor((line - 1) / STEP) * STEP + 1;
  return { from: Math.max(1, start - BEFORE), to: start + STEP - 1 + AFTER };
}

/** The window before and the one behind; null at the ends. */
export function windowsBeside(
  { from, to }: LineWindow,
  lines: number,
): { readonly before: LineWindow | null; readonly after: LineWindow | null } {
  return {
    before: from > 1 ? windowAt(Math.max(1, from - STEP + BEFORE)) : null,
    after: to < lines ? windowAt(to - AFTER + 1) : null,
  };
}

/** True when a line of the original holds a part of a span; columns count from 1, ends are exclusive. */
function meets({ line, column, text }: OriginalLine, span: TextSpan): boolean {
  return span.line === line && span.column < column + text.length && span.toColumn > column;
}

export function isMarked(lines: readonly OriginalLine[], spans: readonly TextSpan[]): boolean {
  return lines.some((line) => spans.some((span) => meets(line, span)));
}

interface Placed {
  readonly path: FieldPath;
  readonly spans: readonly TextSpan[];
}

/** Fields that came from the original, with their places. */
function placedFields(origins: OriginMap): readonly Placed[] {
  return Object.entries(origins).flatMap(([path, origin]) =>
    origin.kind === 'document' ? [{ path, spans: origin.place.spans }] : [],
  );
}

/** The field whose value stands in these lines; the one that says it most exactly. */
export function fieldAt(origins: OriginMap, lines: readonly OriginalLine[]): FieldPath | undefined {
  return placedFields(origins)
    .filter(({ spans }) => isMarked(lines, spans))
    .map(({ path }) => path)
    .sort((a, b) => b.split('/').length - a.split('/').length)[0];
}

export interface ValueBox {
  readonly path: FieldPath;
  readonly box: PagePlace['box'];
}

/** Boxes of all values that are printed on a page. */
export function valuesOnPage(origins: OriginMap, page: number): readonly ValueBox[] {
  return placedFields(origins).flatMap(({ path, spans }) =>
    boxesOnPage(spans, page).map((box) => ({ path, box })),
  );
}

export function boxesOnPage(spans: readonly TextSpan[], page: number): readonly PagePlace['box'][] {
  return spans.flatMap(({ printed }) => (printed?.page === page ? [printed.box] : []));
}

/** Pages on which a value is printed, in order. */
export function pagesOf(spans: readonly TextSpan[]): readonly number[] {
  return [...new Set(spans.flatMap(({ printed }) => printed?.page ?? []))].sort((a, b) => a - b);
}

/** Pixels of the screen a point of the page takes at 100 %. */
const ACTUAL = 96 / 72;
const ZOOMS = [50, 67, 80, 90, 100, 125, 150, 200, 300].map((percent) => (percent / 100) * ACTUAL);
/** Below it the small print of forms cannot be read. */
const READABLE = 0.9 * ACTUAL;

/** Pixels a point: as wide as the panel, but readable. */
export function firstZoom(panelWidth: number, pageWidth: number): number {
  return Math.max(READABLE, panelWidth / pageWidth);
}

export function largerZoom(zoom: number): number {
  return ZOOMS.find((step) => step > zoom + 0.01) ?? zoom;
}

export function smallerZoom(zoom: number): number {
  return ZOOMS.findLast((step) => step < zoom - 0.01) ?? zoom;
}

export function zoomText(zoom: number): string {
  return `${String(Math.round((zoom / ACTUAL) * 100))}%`;
}

/** Scale at which the server draws a page: fine enough for this zoom, in whole steps that it keeps. */
export function drawnScale(zoom: number, pixelRatio: number): number {
  return Math.min(4, Math.max(2, Math.ceil(zoom * pixelRatio)));
}
