const CIRCLED_ONE = 0x2460;
const FULL_WIDTH = 0xfee0;
const DIGITS = '〇一二三四五六七八九';
const FORMAL = '零壹贰叁肆伍陆柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const ROMAN: readonly (readonly [value: number, sign: string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
/** Word repeats a letter for numbers beyond the alphabet: z, aa, bb. */
const MAX_REPEATS = 30;

function roman(number: number): string {
  let [left, text] = [number, ''];
  for (const [value, sign] of ROMAN) for (; left >= value; left -= value) text += sign;
  return text;
}

function letters(number: number): string {
  const letter = String.fromCharCode(97 + ((number - 1) % 26));
  return letter.repeat(Math.min(MAX_REPEATS, Math.ceil(number / 26)));
}

/** 一百二十三, 十五; `words` are the signs of 0 to 9 and of ten, hundred, thousand. */
function counted(
  number: number,
  words: string,
  [ten, hundred, thousand]: readonly [string, string, string],
): string {
  const units = ['', ten, hundred, thousand];
  const digits = Array.from(String(number), Number);
  let text = '';
  digits.forEach((digit, index) => {
    const unit = units[digits.length - 1 - index] ?? '';
    if (digit > 0) text += (words[digit] ?? '') + unit;
    else if (digits.slice(index).some((other) => other > 0) && !text.endsWith(words[0] ?? ''))
      text += words[0] ?? '';
  });
  return text;
}

function circled(number: number): string {
  return number <= 20 ? String.fromCharCode(CIRCLED_ONE + number - 1) : String(number);
}

function chinese(number: number): string {
  const text = counted(number, DIGITS, ['十', '百', '千']);
  return number < 20 ? text.replace(/^一十/u, '十') : text;
}

const pick = (signs: string, number: number): string => signs[(number - 1) % signs.length] ?? '';

const WORDS: Readonly<Record<string, (number: number) => string>> = {
  decimalZero: (number) => String(number).padStart(2, '0'),
  upperLetter: (number) => letters(number).toUpperCase(),
  lowerLetter: letters,
  upperRoman: (number) => roman(number).toUpperCase(),
  lowerRoman: roman,
  decimalFullWidth: (number) =>
    String(number).replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + FULL_WIDTH)),
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  taiwaneseCounting: chinese,
  taiwaneseCountingThousand: chinese,
  japaneseCounting: chinese,
  ideographDigital: (number) => String(number).replace(/\d/gu, (digit) => DIGITS[Number(digit)] ?? ''),
  taiwaneseDigital: (number) => String(number).replace(/\d/gu, (digit) => DIGITS[Number(digit)] ?? ''),
  japaneseDigitalTenThousand: (number) =>
    String(number).replace(/\d/gu, (digit) => DIGITS[Number(digit)] ?? ''),
  chineseLegalSimplified: (number) => counted(number, FORMAL, ['拾', '佰', '仟']),
  ideographLegalTraditional: (number) => counted(number, FORMAL, ['拾', '佰', '仟']),
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  ideographTraditional: (number) => pick(STEMS, number),
  ideographZodiac: (number) => pick(BRANCHES, number),
  bullet: () => '',
  none: () => '',
};
const MAX_WORDED = 9999;

/** 编号文字: a number as Word prints it in one of its number formats. */
export function numberInWords(number: number, format: string): string {
  const word = number >= 1 && number <= MAX_WORDED ? WORDS[format] : undefined;
  return word ? word(number) : format === 'bullet' || format === 'none' ? '' : String(number);
}
