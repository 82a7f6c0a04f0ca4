import { boxOf, middleOf, type Box, type Glyph } from './geometry.ts';

/** 一行文字: signs on one baseline, blanks put back. */
export interface TextLine {
  readonly text: string;
  readonly box: Box;
  readonly size: number;
}

const WORD = /[0-9A-Za-z]/;
/** Gap between signs, in font sizes, that breaks a run or is a blank. */
const RUN_GAP = 0.6;
const BLANK_GAP = 1.2;
const WORD_GAP = 0.22;
const SAME_LINE = 0.45;

/** Signs that follow each other closely on one line; painted by one object they belong to one cell. */
export function cutRuns(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = [];
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const goesOn =
      last?.object === glyph.object &&
      Math.abs(glyph.y - last.y) < 0.5 &&
      Math.abs(glyph.left - last.right) < RUN_GAP * glyph.size;
    if (run && goesOn) run.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
}

/** Signs grouped by baseline from top to bottom, each line from left to right. */
export function groupLines(glyphs: readonly Glyph[]): Glyph[][] {
  const lines: Glyph[][] = [];
  for (const glyph of [...glyphs].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && glyph.y - first.y < SAME_LINE * Math.min(glyph.size, first.size)) line.push(glyph);
    else lines.push([glyph]);
  }
  for (const line of lines) line.sort((a, b) => a.left - b.left);
  return lines;
}

/** Signs painted one below the other in columns, from right to left: vertical writing, or lines turned by a quarter. */
function columnsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const columns: Glyph[][] = [];
  for (const glyph of glyphs) {
    const last = columns.at(-1)?.at(-1);
    if (last && Math.abs(middleOf(glyph).x - middleOf(last).x) < SAME_LINE * glyph.size)
      columns.at(-1)?.push(glyph);
    else columns.push([glyph]);
  }
  return columns;
}

/** 单元格各行: lines of the signs of a cell, given in the order of painting. */
export function cellLines(glyphs: readonly Glyph[]): Glyph[][] {
  if (glyphs.some(({ isTurned }) => isTurned)) return columnsOf(glyphs);
  const columns = columnsOf(glyphs);
  const isVertical =
    columns.length > 1 &&
    columns.length * 2 <= glyphs.length &&
    columns.every((column, at) => {
      const [first, before] = [column[0], columns[at - 1]?.[0]];
      const goesDown = column.every(
        (glyph, index) => index === 0 || glyph.y > (column[index - 1]?.y ?? Infinity),
      );
      return goesDown && (!first || !before || first.left < before.left);
    });
  return isVertical ? columns : groupLines(glyphs);
}

function isBlankBetween(last: Glyph, glyph: Glyph): boolean {
  const gap = (glyph.left - last.right) / glyph.size;
  if (glyph.isAfterBlank && gap > 0.05) return true;
  return gap > (WORD.test(last.text) && WORD.test(glyph.text) ? WORD_GAP : BLANK_GAP);
}

/** The text of signs that stand on one line. */
export function lineOf(glyphs: readonly Glyph[]): TextLine {
  let text = '';
  glyphs.forEach((glyph, index) => {
    const last = glyphs[index - 1];
    text += last && isBlankBetween(last, glyph) ? ` ${glyph.text}` : glyph.text;
  });
  return { text, box: boxOf(glyphs), size: glyphs[0]?.size ?? 0 };
}
