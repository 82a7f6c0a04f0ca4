import type { RoundingMode } from '../base/decimal.ts';
import type { ScoringScheme } from './scoring-scheme.ts';

const PLACE_WORDS = ['取整', '一位', '两位', '三位', '四位'];

/** `（截尾两位）`, `（四舍五入两位）`. */
export function modeWord(mode: RoundingMode, places: number): string {
  return `（${mode === 'truncate' ? '截尾' : '四舍五入'}${PLACE_WORDS[places] ?? `${places}位`}）`;
}

/** 依据 of a scheme in one line. */
export function citationText({ citation }: ScoringScheme): string {
  return citation.clause === undefined ? citation.source : `${citation.source}，${citation.clause}`;
}
