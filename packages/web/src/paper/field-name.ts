import { quoted, type FieldPath, type FormRecord, type Indicator } from '@jiheng/domain';
import { LEXICON } from '@jiheng/regulation';

const LABELS: ReadonlyMap<string, string> = new Map(LEXICON.labels.map(({ field, label }) => [field, label]));
const OTHERS: Readonly<Record<string, string>> = {
  totalScore: '总分得分',
  totalMaxScore: '总分分值',
  grade: '评价等级',
  fiscalYear: '年度',
  title: '标题',
};

/** `第 3 项 “年度培训人次”` */
function indicatorName(indicator: Indicator | undefined, index: number): string {
  const name = indicator?.level3 ?? indicator?.description;
  return `第 ${String(index + 1)} 项${name ? quoted(name) : '指标'}`;
}

/** What a person calls a field: `项目名称`, `年度资金总额 全年执行数`, `第 3 项“培训人次” 年度指标值`. */
export function fieldName(path: FieldPath, record: FormRecord): string {
  const [head = '', name = '', field, id] = path.slice(1).split('/');
  if (head === 'indicators') {
    const index = Number(name);
    const column = field === 'further' ? id : LABELS.get(`indicator.${field ?? ''}`);
    return [indicatorName(record.indicators[index], index), column].filter(Boolean).join(' ');
  }
  if (head === 'funds') {
    const row = record.funds[Number(name)]?.label.replace(/[：:]$/u, '') ?? '资金';
    return [row === '' ? '资金' : row, LABELS.get(`funds.${field ?? ''}`)].filter(Boolean).join(' ');
  }
  if (head === 'further') return record.further[Number(name)]?.label ?? '其他内容';
  return LABELS.get(`${head}.${name}`) ?? OTHERS[head] ?? '整张表';
}
