import {
  parseDateCell,
  parseIndicatorValue,
  parseMoneyCell,
  printMeaning,
  withThousands,
  type Meaning,
  type MoneyUnit,
  type Operator,
} from '@jiheng/domain';

const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
  '≥': '不低于',
  '≤': '不超过',
  '=': '等于',
  '>': '高于',
  '<': '低于',
};

function meaningWords(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'quantity': {
      const sign = meaning.operator === null ? '' : `${OPERATOR_WORDS[meaning.operator]} `;
      const about = meaning.isApproximate ? '（约数）' : '';
      return `${sign}${withThousands(meaning.number)}${meaning.unit === null ? '（没有单位）' : ` ${meaning.unit}`}${about}`;
    }
    case 'range':
      return `${meaning.low} 到 ${meaning.high}${meaning.unit === null ? '' : ` ${meaning.unit}`}`;
    case 'deadline':
    case 'period':
      return `时间：${printMeaning(meaning)}`;
    case 'qualitative':
      return '文字描述，没有可考核的数';
    case 'composite':
      return `${String(meaning.parts.length)} 个条件：${meaning.parts.map((part) => meaningWords(part.meaning)).join('；')}`;
    case 'glued':
      return `数字与文字粘连，可能是 ${printMeaning(meaning.proposed)}`;
  }
}

/** 读作: what a typed text is taken for; empty where there is nothing to tell. */
export function understanding(field: string, text: string, unit: MoneyUnit): string {
  const typed = text.trim();
  if (typed === '') return '';
  if (field === 'target' || field === 'actual') return meaningWords(parseIndicatorValue(typed).meaning);
  if (field === 'header.startDate' || field === 'header.endDate') return parseDateCell(typed) ?? '不是日期';
  if (field.startsWith('funds.') && /\.(?:amount|initialBudget|adjustedBudget|expenditure)$/u.test(field)) {
    const money = parseMoneyCell(typed);
    return money ? `${withThousands(money.amount)} ${money.unit ?? unit}` : '不是金额';
  }
  return '';
}
