import { parseIndicatorValue } from '@jiheng/domain';

import { Gap } from '../model/neutral-document.ts';
import type { ColumnField } from './label-index.ts';
import type { Token } from './tokens.ts';

/*
 * Costs of reading a token as the content of a column: 0 fits, 9 cannot be. They are the value grammar of the indicator
 * table; the cheapest reading of a whole table wins (`align-rows.ts`).
 */

/** The level-3 name. */
function nameCost(token: Token): number {
  if (token.isBlank) return 3;
  if (token.isNumber || token.isPercent || token.isOperator || token.isDash) return 7;
  if (token.isPlaceholder) return 0;
  if ((token.isLevel1 || token.isLevel2) && !token.isWeakLevel) return 5;
  if (token.isQuantity) return 4;
  if (token.isBand) return 3;
  return (token.isSentence ? 0.8 : 0) + (token.isWeakLevel ? 0.6 : 0);
}

function levelCost(token: Token, level: 1 | 2): number {
  if (token.isBlank) return 0.2;
  const isOwn = level === 1 ? token.isLevel1 : token.isLevel2;
  if (isOwn) return token.isWeakLevel ? 0.3 : 0;
  if (token.isNumber || token.isPercent || token.isQuantity || token.isDash) return 9;
  if (token.isLevel1 || token.isLevel2) return 6;
  return token.isSentence ? 9 : token.isShort ? 4.2 : 6;
}

function targetCost(token: Token): number {
  if (token.isBlank) return 0.9;
  if (token.isPlaceholder) return 5;
  if (token.isQuantity || token.isPercent || token.isDate) return 0;
  if (token.isNumber) return 0.4;
  if (token.isDash) return 1;
  if (token.isOperator) return 4;
  if (token.isLevel1 || token.isLevel2) return 4;
  return token.isSentence ? 1.4 : token.isBand ? 1 : 0.7;
}

function actualCost(token: Token): number {
  if (token.isBlank) return 0.6;
  if (token.isQuantity || token.isPercent || token.isDate || token.isBand || token.isNumber) return 0;
  if (token.isDash) return 0.2;
  if (token.item.key === '%') return 5;
  return token.isSentence ? 1.6 : 0.9;
}

function scoreCost(token: Token): number {
  if (token.isNumber) return token.number <= 100 ? 0 : 3;
  if (token.isBlank || token.isDash) return 0.3;
  return token.isPercent || /^\d[\d.]*分$/.test(token.item.key) ? 3 : 9;
}

function reasonCost(token: Token): number {
  if (token.isBlank || token.isDash) return 0;
  if (token.isNumber) return token.number === 0 ? 1.5 : 5;
  if (token.isLevel1 || token.isLevel2) return token.isWeakLevel ? 3 : 6;
  return token.isQuantity ? 3 : token.isPlaceholder ? 5 : 0.1;
}

function operatorCost(token: Token): number {
  return token.isOperator ? 0 : token.isBlank || token.isDash ? 0.4 : 7;
}

const unitWords = new Map<string, boolean>();
const MAX_UNIT_WORDS = 2_000;

/** True for a word that makes a quantity of a number: 公里, 人次, %. */
function isUnitWord(key: string): boolean {
  const known = unitWords.get(key);
  if (known !== undefined) return known;
  if (unitWords.size >= MAX_UNIT_WORDS) unitWords.clear();
  const { meaning } = parseIndicatorValue(`≥1${key}`);
  const isUnit = meaning.kind === 'quantity' && meaning.unit !== null;
  unitWords.set(key, isUnit);
  return isUnit;
}

function unitCost(token: Token): number {
  if (token.isBlank || token.isDash) return 0.1;
  if (token.isNumber || token.isOperator) return 7;
  if (!token.isShort) return 4;
  return isUnitWord(token.item.key) ? 0.1 : 1.6;
}

function rateCost(token: Token): number {
  if (token.isPercent) return 0;
  return token.isNumber ? 0.6 : token.isBlank || token.isDash ? 0.2 : 8;
}

function otherCost(token: Token): number {
  if (token.isBlank || token.isDash) return 0;
  if (token.isNumber || token.isQuantity) return 1.2;
  return token.isLevel1 || token.isLevel2 ? 4 : 0.5;
}

const RATE_COLUMN = /rate|Rate|完成率|百分比/;
const TARGET_LIKE =
  /target$|^actual|Target|指标值|目标值|标准值|水平|current|Current|expected|Expected|预计|执行情况|完成情况|完成值/;

/** Cost of a token as content of a column. */
export function columnCost(field: ColumnField, token: Token): number {
  switch (field) {
    case 'level1':
      return levelCost(token, 1);
    case 'level2':
      return levelCost(token, 2);
    case 'level3':
      return nameCost(token);
    case 'description':
      return token.isBlank ? 0.5 : token.isNumber || token.isOperator ? 5 : token.isQuantity ? 2 : 0.1;
    case 'target':
      return targetCost(token);
    case 'actual':
      return actualCost(token);
    case 'targetOperator':
      return operatorCost(token);
    case 'targetUnit':
      return unitCost(token);
    case 'maxScore':
    case 'score':
      return scoreCost(token);
    case 'deviationReason':
      return reasonCost(token);
    case 'ignored':
      return token.isNumber ? 0 : otherCost(token);
    default:
      return RATE_COLUMN.test(field)
        ? rateCost(token)
        : TARGET_LIKE.test(field)
          ? actualCost(token)
          : otherCost(token);
  }
}

/** Cost of a row that lacks a column altogether. */
export function skipCost(field: ColumnField): number {
  return SKIP_COSTS[field] ?? 0.6;
}

const SKIP_COSTS: Readonly<Record<string, number>> = {
  level1: 0.2,
  level2: 0.2,
  level3: 5,
  target: 3,
  actual: 1.2,
  maxScore: 2.2,
  score: 1.2,
  description: 1.5,
  targetOperator: 1,
  targetUnit: 1.5,
  deviationReason: 0.1,
  ignored: 0.2,
  'further.备注': 0.2,
};

const LONG_TEXT: ReadonlySet<string> = new Set([
  'level3',
  'description',
  'target',
  'actual',
  'deviationReason',
]);

/** Cost of letting a cell run on over a boundary. */
export function joinCost(field: ColumnField, previous: Token, token: Token): number {
  const { gap } = token.item;
  if (token.isBlank || previous.isBlank)
    return gap < Gap.Cell ? 0 : field === 'level1' || field === 'level2' ? 0.2 : 0.8;
  if (token.isLevel1 || (token.isLevel2 && !token.isWeakLevel)) return 12;
  if (gap === Gap.Blank && LONG_TEXT.has(field) && meetsForeignSigns(previous, token)) return 0.1;
  if (
    previous.isQuantity &&
    gap < Gap.Cell &&
    token.item.text.length <= 2 &&
    !token.isNumber &&
    !token.isOperator &&
    TARGET_LIKE.test(field)
  )
    return 0.4;
  if (gap < Gap.Cell && DATE_HEAD.test(previous.item.key) && DATE_TAIL.test(token.item.key)) return 0.1;
  if (!LONG_TEXT.has(field) && !(field.startsWith('further.') && !RATE_COLUMN.test(field)))
    return UNIT_ONLY.test(token.item.key) ? 1.5 : 9;
  const mustJoin =
    previous.opensBracket ||
    token.closesBracket ||
    UNIT_ONLY.test(token.item.key) ||
    BROKEN_END.test(previous.item.key);
  if (gap >= Gap.Cell) return token.isNumber ? 9 : mustJoin && gap === Gap.Cell ? 2 : 5;
  if (mustJoin) return 0;
  if (field === 'deviationReason') return previous.item.key.endsWith('。') && gap !== Gap.Blank ? 2 : 0.1;
  if (field === 'target' || field === 'actual') {
    if (token.isQuantity || token.isNumber || token.isBand) return 6;
    if (previous.isQuantity || previous.isPercent) return 3;
  }
  return gap === Gap.Blank ? 1.6 : 0.7;
}

const LETTER_END = /[A-Za-z]$/;
const LETTER_START = /^[A-Za-z]/;
const BARE_NUMBER = /^[≥≤=<>]?-?\d[\d,]*(?:\.\d+)?$/;

/** A blank that converters put between Latin letters or digits and characters: `证书 EMS 邮寄`, `≥27 台套`. */
function meetsForeignSigns(previous: Token, token: Token): boolean {
  const [left, right] = [previous.item.key, token.item.key];
  if (BARE_NUMBER.test(left)) return token.isShort && !token.isNumber && isUnitWord(right);
  const isLetters = LETTER_END.test(left) !== LETTER_START.test(right);
  return isLetters && !/[\d%)]$/.test(left) && !/^[\d≥≤=<>(]/.test(right);
}

const UNIT_ONLY = /^(?:\([^()]{1,8}\)|[^\d(]{0,4}\))$/;
/** A date cut at a line end: `2024年` `12月底前`. */
const DATE_HEAD = /(?:\d[年月]|[年月]\d{1,2})$/;
const DATE_TAIL = /^\d{1,2}[月日]|^[底末初前月日]/;
const BROKEN_END = /[(《“、,的和与及或]$/;
