import { isBlankCell, parseIndicatorValue, quoted } from '@jiheng/domain';

const LETTER = /\p{L}/u;
const SHOWN = 20;

/** A cell of 分值 or 得分, and the points read from it. */
export interface PointsCell {
  readonly printed: string;
  readonly points: string | null;
}

/** 存疑: why a row that was read needs a look, in Chinese; null where nothing speaks against it. */
export function doubtOf(name: string, cells: readonly PointsCell[]): string | null {
  if (isValue(name)) return `${quoted(name.slice(0, SHOWN))}不像指标名称`;
  const odd = cells.find(({ printed, points }) => points === null && !isBlankCell(printed));
  return odd ? `${quoted(name.slice(0, SHOWN))}的分值或得分不是数字：${odd.printed.slice(0, SHOWN)}` : null;
}

/** A number, a quantity or mere signs where the name of an indicator should stand. Dates and words can be names. */
function isValue(name: string): boolean {
  // Nearly every name begins with a letter; only the others are worth parsing.
  if (LETTER.test(name.charAt(0))) return false;
  const { kind } = parseIndicatorValue(name).meaning;
  return kind === 'quantity' || kind === 'range' || !LETTER.test(name);
}
