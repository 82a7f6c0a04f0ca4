const WIDE =
  /[\u1100-\u115f\u2010-\u2027\u2030-\u205e\u2100-\u2bff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\ud800-\udbff][\udc00-\udfff]/;
/** Signs that Typst keeps on one line: no blank, no Chinese character and no zero-width space between them. */
const RUN = /[^\s\u200b\u2e80-\u9fff\uac00-\ud7a3\u3000-\u303f\uff00-\uffef]+/g;
const CHANCE = '\u200b';

export const TEXT_SIZE = 9;
/** 六号 is the smallest that is read with ease on paper; what is still too long is broken. */
const SMALLEST_SIZE = 7;
const LINE_HEIGHT = 1.45;

/**
 * 断行机会: lets `≥30000.00(人)` break, which would stick out of its cell. Readers ignore the sign. Chinese characters break by
 * themselves, and beside the sign Typst would not break them.
 */
export function withBreaks(text: string): string {
  return text
    .replaceAll(CHANCE, '')
    .replace(/(?<=[^\s\u2e80-\u9fff])(?=[(（/])|(?<=[\u2e80-\u9fff][,.:;!?])(?=[0-9A-Za-z])/g, CHANCE);
}

/** 字宽 in em, a little more than it is. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += WIDE.test(sign) ? 1 : /[A-ZmwMW%@]/.test(sign) ? 0.85 : 0.6;
  return width;
}

function sizeFor(em: number, width: number, usual: number): number {
  if (em * usual <= width) return usual;
  return Math.max(SMALLEST_SIZE, Math.floor((width / em) * 10) / 10);
}

/** Width in em of the longest run without a break. */
export function longestRun(text: string): number {
  return Math.max(0, ...(text.match(RUN) ?? []).map(widthOf));
}

/** Smaller by so much at most, that a last sign is not left alone on its line. */
const MOST_DRAWN_IN = 0.85;
/** A sign and a half, in em: what is taken for left alone. */
const LEFT_ALONE = 1.5;
/** Lines of which the last is looked at; longer texts are read as texts. */
const FEW_LINES = 3;

/** Size at which a short text takes one line less, when little more than a sign stood on the last one. */
function drawnIn(text: string, width: number, size: number): number {
  const em = widthOf(text);
  const lines = Math.ceil((em * size) / width);
  const isAlone = em * size - (lines - 1) * width <= LEFT_ALONE * size;
  if (text.includes('\n') || lines < 2 || lines > FEW_LINES || !isAlone) return size;
  const smaller = Math.floor(((lines - 1) * width * 10) / em) / 10;
  return smaller >= size * MOST_DRAWN_IN ? smaller : size;
}

/** Font size at which the longest run without a break fits the width (pt), and no last sign of a short text is left alone. */
export function fittingSize(text: string, width: number, usual = TEXT_SIZE): number {
  return drawnIn(text, width, sizeFor(longestRun(text), width, usual));
}

/** Font size at which a heading stands on one line, unless it had to become smaller than two thirds. */
export function lineSize(text: string, width: number, usual: number): number {
  return Math.max((usual * 2) / 3, sizeFor(widthOf(text), width, usual));
}

/** Lets a run that is too long at every size break anywhere, rather than be printed over its neighbour. */
export function brokenToFit(text: string, width: number): string {
  const most = Math.max(1, Math.floor(width / (SMALLEST_SIZE * 0.85)));
  return text.replace(RUN, (run) =>
    widthOf(run) * SMALLEST_SIZE <= width
      ? run
      : (run.match(new RegExp(`.{1,${String(most)}}`, 'gsu')) ?? []).join(CHANCE),
  );
}

/** Height in pt of a text in a column of this width, estimated. */
export function heightOf(text: string, width: number): number {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil((widthOf(line) * TEXT_SIZE) / width)), 0);
  return lines * TEXT_SIZE * LINE_HEIGHT;
}
