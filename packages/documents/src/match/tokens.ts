import { isBlankCell, parseDateCell } from '@jiheng/domain';

import type { Item } from './items.ts';
import type { LevelIndex } from './level-index.ts';

/** What a piece of an indicator row looks like, before its column is known. */
export interface Token {
  readonly item: Item;
  readonly isBlank: boolean;
  readonly isDash: boolean;
  readonly isLevel1: boolean;
  readonly isLevel2: boolean;
  readonly isWeakLevel: boolean;
  readonly isNumber: boolean;
  readonly isPercent: boolean;
  readonly isOperator: boolean;
  /** Sign or number with a unit: `≥95%`, `27公里`, `(册)` behind a wrapped number. */
  readonly isQuantity: boolean;
  readonly isDate: boolean;
  /** One of the words for a result: 达成指标. */
  readonly isBand: boolean;
  readonly isShort: boolean;
  readonly isSentence: boolean;
  /** Opens and closes of brackets do not match: the text goes on. */
  readonly opensBracket: boolean;
  readonly closesBracket: boolean;
  /** 指标2, …… */
  readonly isPlaceholder: boolean;
  readonly number: number;
}

const NUMBER = /^-?\d[\d,]*(?:\.\d+)?$/;
const PERCENT = /^-?\d[\d,]*(?:\.\d+)?%$/;
const OPERATOR = /^(?:[≥≤=<>]|定性|定量|正向|负向|反向|逆向|大于等于|小于等于|大于|小于|等于)$/;
const QUANTITY =
  /^(?:[≥≤=<>]|不少于|不低于|不超过|不高于|不大于)|^-?\d[\d,]*(?:\.\d+)?[^\d]{1,8}$|^-?[\d.]+%?[-~至]-?[\d.]+[^\d]{0,4}$/;
const UNIT_TAIL = /^\([^()]{1,8}\)$/;
const BAND =
  /^(?:基本|部分|全部|未)?(?:达成|完成|达到|实现)(?:了|年度|预期|既定|全部)*(?:绩效)?(?:指标|目标)/;
const PLACEHOLDER = /^(?:指标\d*[:]?|[….。·]{1,12}|-{2,})$/;
const SENTENCE = /[,。;!?]/;

function bracketBalance(key: string): { opens: boolean; closes: boolean } {
  let depth = 0;
  let closes = false;
  for (const sign of key) {
    if (sign === '(' || sign === '《' || sign === '“') depth++;
    else if (sign === ')' || sign === '》' || sign === '”') depth--;
    if (depth < 0) {
      closes = true;
      depth = 0;
    }
  }
  return { opens: depth > 0, closes };
}

export function tokenOf(item: Item, levels: LevelIndex): Token {
  const { key, text } = item;
  const level = levels.find(key);
  const isNumber = NUMBER.test(key);
  const { opens, closes } =
    key.includes('(') || key.includes(')') || key.includes('》')
      ? bracketBalance(key)
      : { opens: false, closes: false };
  return {
    item,
    isBlank: text === '',
    isDash: text !== '' && key !== '' && isBlankCell(key),
    isLevel1: level?.isLevel1 === true,
    isLevel2: level?.isLevel2 === true,
    isWeakLevel: level?.isWeak === true,
    isNumber,
    isPercent: PERCENT.test(key),
    isOperator: OPERATOR.test(key),
    isQuantity: key !== '' && key.length < 40 && (QUANTITY.test(key) || UNIT_TAIL.test(key)),
    isDate: key !== '' && key.length < 24 && /\d/.test(key) && parseDateCell(key) !== null,
    isBand: BAND.test(key),
    isShort: text.length <= 6,
    isSentence: text.length > 40 || SENTENCE.test(text),
    opensBracket: opens,
    closesBracket: closes,
    isPlaceholder: PLACEHOLDER.test(key),
    number: isNumber ? Number(key.replaceAll(',', '')) : Number.NaN,
  };
}
