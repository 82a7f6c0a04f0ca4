import type { FieldPath, Origin, OriginMap, Place, TextSpan } from '@jiheng/domain';
import { concerns } from './marks.ts';

export interface LinePiece {
  readonly text: string;
  readonly isHit: boolean;
}

/** A source line cut at the spans of a value; columns count from 1, `toColumn` is exclusive. The line may begin in the middle. */
export function cutLine(
  line: string,
  lineNumber: number,
  spans: readonly TextSpan[],
  firstColumn = 1,
): readonly LinePiece[] {
  const own = spans.filter((span) => span.line === lineNumber).sort((a, b) => a.column - b.column);
  const pieces: LinePiece[] = [];
  let at = 0;
  for (const { column, toColumn } of own) {
    const from = Math.max(at, column - firstColumn);
    const to = Math.min(line.length, toColumn - firstColumn);
    if (to <= from) continue;
    if (from > at) pieces.push({ text: line.slice(at, from), isHit: false });
    pieces.push({ text: line.slice(from, to), isHit: true });
    at = to;
  }
  if (at < line.length) pieces.push({ text: line.slice(at), isHit: false });
  return pieces;
}

const CONTEXT_LINES = 3;
const MOST_LINES = 160;

/** Lines to show around the spans. */
export function linesAround(
  spans: readonly TextSpan[],
): { readonly from: number; readonly to: number } | null {
  if (spans.length === 0) return null;
  const lines = spans.map(({ line }) => line);
  const from = Math.max(1, Math.min(...lines) - CONTEXT_LINES);
  return { from, to: Math.min(from + MOST_LINES, Math.max(...lines) + CONTEXT_LINES) };
}

/** Origin of a field: its own, else that of a part (a value of a row), else that of the whole it belongs to. */
export function originOf(origins: OriginMap, path: FieldPath): Origin | undefined {
  const own = origins[path];
  if (own) return own;
  const key = Object.keys(origins)
    .filter((known) => concerns(known, path))
    .sort((a, b) => Math.abs(a.length - path.length) - Math.abs(b.length - path.length))[0];
  return key === undefined ? undefined : origins[key];
}

/** Column of a worksheet as its head shows it: 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? letter : columnLetters(Math.floor((column - 1) / 26)) + letter;
}

function range(numbers: readonly number[], unit: string): string {
  if (numbers.length === 0) return '';
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return first === last ? `第 ${String(first)} ${unit}` : `第 ${String(first)} 至 ${String(last)} ${unit}`;
}

/** Where a person finds a place in the original: the cell of a worksheet, the page of a PDF, else line and table cell. */
export function placeText({ file, spans, cell }: Place): string {
  if (cell?.sheet !== undefined)
    return `${file}，工作表“${cell.sheet}”，单元格 ${columnLetters(cell.column)}${String(cell.row)}`;
  const pages = spans.flatMap(({ printed }) => printed?.page ?? []);
  const lines =
    pages.length > 0
      ? range(pages, '页')
      : range(
          spans.map(({ line }) => line),
          '行',
        );
  const at = cell ? `第 ${String(cell.table)} 个表第 ${String(cell.row)} 行第 ${String(cell.column)} 列` : '';
  return [file, lines, at].filter(Boolean).join('，');
}

const JOINS = {
  'line-wrap': '原件中分在几行，已接成一段',
  'page-break': '原件中被分页断开，已接成一段',
  'row-continuation': '原件中续在下一行，已接成一段',
} as const;

function confidenceText(confidence: number): string {
  if (confidence >= 0.95) return '把握很大';
  return confidence >= 0.7 ? '把握较大，建议看一眼' : '把握不大，请核对';
}

/** How a value came into the record, in sentences. */
export function originSentences(origin: Origin): readonly string[] {
  switch (origin.kind) {
    case 'document': {
      const joins = (origin.joins ?? []).map((join) => JOINS[join]);
      const under =
        origin.printedUnder === undefined
          ? []
          : [`原件把它写在“${origin.printedUnder}”一栏，已归到应在的栏目`];
      return [...joins, ...under];
    }
    case 'default':
      return [`原件没有写明，取默认值：${origin.reason}`, confidenceText(origin.confidence)];
    case 'inferred':
      return [`由其他内容推断：${origin.reason}`, confidenceText(origin.confidence)];
    case 'typed':
      return [`由${origin.actor}录入`];
    case 'copied':
      return [`抄自另一张表的第 ${String(origin.revision)} 版`];
    case 'computed':
      return [`由系统计算：${origin.reason}`];
  }
}
