import type { Problem } from '@jiheng/domain';

import { CharacterClass, type CharacterLedger } from '../model/character-classes.ts';
import { findLineStarts, type NeutralDocument, type Range, type Shape } from '../model/neutral-document.ts';
import { isFurniture, MAX_FURNITURE, type ReaderRules } from '../match/reader-rules.ts';
import { readingProblem } from '../problems.ts';
import { lex, type Line } from './lex.ts';
import { BAR, detectSeparation, type Separation } from './shape.ts';

/** Marks that converters put before a heading. */
const BOOKMARK = /\[bookmark:[^\]\n]{0,80}\]/;
/** Lines that may as well be a cell of a table: dates, fractions, single words. */
const MAYBE_CELL = /^(?:[\d/.年月日第季度-]*|.{1,3}|[|｜│\s]*|[^-—]*[|｜│]\s*)$/;

const SHAPES: Readonly<Record<Separation, Shape>> = {
  'tab-grid': 'grid',
  'bar-grid': 'grid',
  'tab-cells': 'cells',
  'bar-cells': 'cells',
  'line-cells': 'cells',
  flow: 'flow',
  glued: 'cells',
};

interface Lines {
  readonly lines: Line[];
  readonly furniture: Range[];
  readonly problems: Problem[];
}

/** Cuts a text into lines and sets furniture and overlong lines apart. */
function cutLines(
  text: string,
  file: string,
  lineStarts: readonly number[],
  rules: ReaderRules,
  maxLineLength: number,
): Lines {
  const result: Lines = { lines: [], furniture: [], problems: [] };
  lineStarts.forEach((start, number) => {
    let from = start;
    let to = (lineStarts[number + 1] ?? text.length + 1) - 1;
    if (to > from && text.charCodeAt(to - 1) === 13) to--;
    if (to - from > maxLineLength) {
      const place = { file, spans: [{ line: number + 1, column: 1, toColumn: to - from + 1 }] };
      result.problems.push(
        readingProblem('READ-LINE-TOO-LONG', { line: number + 1, limit: maxLineLength }, place),
      );
      from = to;
    }
    const raw = text.slice(from, to);
    const bookmark = raw.includes('[bookmark:') ? BOOKMARK.exec(raw) : null;
    if (bookmark && raw.slice(0, bookmark.index).trim() === '') {
      result.furniture.push({ from, to: from + bookmark.index + bookmark[0].length });
      from += bookmark.index + bookmark[0].length;
    }
    const rest = text.slice(from, to);
    const isBlank = rest.trim() === '';
    if (
      !isBlank &&
      rest.length <= MAX_FURNITURE &&
      !MAYBE_CELL.test(rest.trim()) &&
      isFurniture(rest, rules.furniture)
    ) {
      result.furniture.push({ from, to });
      result.lines.push({ from: to, to, number, isBlank: true });
    } else result.lines.push({ from, to, number, isBlank });
  });
  return result;
}

/** Bars that draw the table are furniture. */
function claimBars(text: string, ledger: CharacterLedger): void {
  for (let at = 0; at < text.length; at++)
    if (BAR.test(text.charAt(at))) ledger.claim({ from: at, to: at + 1 }, CharacterClass.Furniture);
}

/** 读文本: a decoded text as neutral document. Furniture is claimed here, nothing else. */
export function readText(
  file: string,
  text: string,
  rules: ReaderRules,
  maxLineLength: number,
  ledger: CharacterLedger,
): { document: NeutralDocument; problems: readonly Problem[] } {
  const lineStarts = findLineStarts(text);
  const { lines, furniture, problems } = cutLines(text, file, lineStarts, rules, maxLineLength);
  for (const range of furniture) ledger.claim(range, CharacterClass.Furniture);
  const separation = detectSeparation(
    lines.map(({ from, to }) => text.slice(from, to)),
    rules.labels,
  );
  if (separation.startsWith('bar')) claimBars(text, ledger);
  const units = lex(separation, { text, lines, labels: rules.labels, levels: rules.levels });
  return { document: { file, text, lineStarts, units, shape: SHAPES[separation] }, problems };
}
