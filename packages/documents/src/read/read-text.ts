import type { Problem } from '@jiheng/domain';

import { CharacterClass, isBlank, type CharacterLedger } from '../model/character-classes.ts';
import { findLineStarts, type NeutralDocument, type Range } from '../model/neutral-document.ts';
import { isFurniture, MAX_FURNITURE, type ReaderRules } from '../match/reader-rules.ts';
import { labelKey } from '../match/label-key.ts';
import { readingProblem } from '../problems.ts';
import { lex } from './lex.ts';
import { BAR, detectSeparation } from './shape.ts';
import type { Line } from './unit-list.ts';

/** Marks that converters put before a heading. */
const BOOKMARK = '[bookmark:';
const MAX_BOOKMARK = 100;
/** Fewer pages do not tell a running head from a line of a form. */
const MIN_PAGES = 3;
/** Lines that may as well be a cell of a table: dates, fractions, single words. */
const MAYBE_CELL = /^(?:[\d/.年月日第季度-]*|.{1,3}|[|｜│\s]*|[^-—]*[|｜│]\s*)$/;

interface Lines {
  readonly lines: Line[];
  readonly furniture: Range[];
  readonly problems: Problem[];
}

function firstFilled(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text, at)) at++;
  return at;
}

/** Where the bookmark at the beginning of a line ends; the line's beginning when there is none. */
function bookmarkEnd(text: string, from: number, to: number): number {
  const at = firstFilled(text, from, to);
  if (!text.startsWith(BOOKMARK, at)) return from;
  const end = text.indexOf(']', at);
  return end > 0 && end < Math.min(to, at + MAX_BOOKMARK) ? end + 1 : from;
}

/** A number alone on the last line of a page, before the page break. */
function isPageNumber(text: string, line: string, to: number): boolean {
  if (!/^\s*\d{1,4}\s*$/.test(line)) return false;
  let at = to;
  while (text.charAt(at) === '\n' || text.charAt(at) === '\r' || text.charAt(at) === ' ') at++;
  return text.charAt(at) === '\f';
}

/** A line as it is compared with that of other pages: page numbers differ. */
const runningKey = (line: string): string => labelKey(line).replace(/\d+/g, '0');

/** A title or labels at the top of many pages are parts of forms. */
function isPartOfForm(line: string, { labels }: ReaderRules): boolean {
  return (
    /表\S{0,12}$/.test(line) || line.split(/\s+/).some((word) => labels.find(labelKey(word)) !== undefined)
  );
}

/** 页眉页脚: lines that stand first or last on most pages, where a text keeps its page breaks. */
function runningLines(text: string, rules: ReaderRules): ReadonlySet<string> {
  const pages = text.split('\f');
  if (pages.length < MIN_PAGES) return new Set();
  const counts = new Map<string, number>();
  for (const page of pages) {
    const lines = page.trim().split('\n');
    for (const line of new Set([lines[0]?.trim() ?? '', lines.at(-1)?.trim() ?? '']))
      if (line !== '' && line.length <= MAX_FURNITURE && !isPartOfForm(line, rules))
        counts.set(runningKey(line), (counts.get(runningKey(line)) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([key, count]) => (count * 2 > pages.length ? [key] : [])));
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
  const running = runningLines(text, rules);
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
    const bookmark = bookmarkEnd(text, from, to);
    if (bookmark > from) {
      result.furniture.push({ from, to: bookmark });
      from = bookmark;
    }
    const rest = to - from > MAX_FURNITURE ? '' : text.slice(from, to);
    const isEmpty = firstFilled(text, from, to) === to;
    const isWhole =
      !isEmpty && rest !== '' && !MAYBE_CELL.test(rest.trim()) && isFurniture(rest, rules.furniture);
    const isRunning = running.size > 0 && rest !== '' && running.has(runningKey(rest));
    if (isWhole || isRunning || isPageNumber(text, rest, to)) {
      result.furniture.push({ from, to });
      result.lines.push({ from: to, to, number, isBlank: true });
    } else result.lines.push({ from, to, number, isBlank: isEmpty });
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
  const { labels, levels } = rules;
  const { units, shape, furniture: between } = lex(separation, { text, lines, labels, levels });
  for (const range of between) ledger.claim(range, CharacterClass.Furniture);
  return { document: { file, text, lineStarts, units, shape }, problems };
}
