import type { FormRecord, Level2Key, Taxonomy } from '@jiheng/domain';

import { rowsOf } from '../rules/language/rows.ts';

/** 可考核的写法: name and value that say the same with a number. A value that ends in its sign waits for the number. */
export interface Wording {
  readonly name: string;
  readonly target: string;
}

type Pattern = readonly [suffix: string, target: string];

const COUNTED: readonly Pattern[] = [
  ['数量', '≥'],
  ['覆盖率', '≥95%'],
  ['计划完成率', '=100%'],
];
const RATED: readonly Pattern[] = [
  ['合格率', '=100%'],
  ['一次通过率', '≥95%'],
  ['差错率', '≤2%'],
];
const SATISFIED: readonly Pattern[] = [
  ['满意度', '≥90%'],
  ['投诉办结率', '=100%'],
  ['问卷回收率', '≥80%'],
];

/** Three wordings for each kind of indicator; what a count or an amount should be only the writer knows. */
const PATTERNS: Readonly<Record<Level2Key, readonly Pattern[]>> = {
  quantity: COUNTED,
  quality: RATED,
  timeliness: [
    ['按期完成率', '=100%'],
    ['完成时限', '12月31日前'],
    ['平均办理时长', '≤'],
  ],
  cost: [
    ['单位成本', '≤'],
    ['成本控制率', '≤100%'],
    ['成本节约率', '≥'],
  ],
  'economic-cost': [
    ['单位成本', '≤'],
    ['成本控制率', '≤100%'],
    ['成本节约率', '≥'],
  ],
  'social-cost': [
    ['影响居民投诉件数', '≤'],
    ['占用公共设施天数', '≤'],
    ['受影响人数', '≤'],
  ],
  'ecological-cost': [
    ['单位能耗', '≤'],
    ['污染物排放达标率', '=100%'],
    ['垃圾清运率', '=100%'],
  ],
  'economic-benefit': [
    ['节约支出金额', '≥'],
    ['带动收入增长率', '≥'],
    ['服务企业户数', '≥'],
  ],
  'social-benefit': [
    ['受益人次', '≥'],
    ['知晓率', '≥80%'],
    ['投诉下降比例', '≥'],
  ],
  'ecological-benefit': [
    ['达标率', '≥95%'],
    ['能耗下降比例', '≥'],
    ['改善面积', '≥'],
  ],
  sustainability: [
    ['使用年限', '≥3年'],
    ['制度建设数量', '≥'],
    ['设施完好率', '≥95%'],
  ],
  satisfaction: SATISFIED,
  other: COUNTED,
};

/** Endings that only say that something is measured or wished for. */
const ENDING =
  /(?:数量|数|率|情况|水平|程度|能力|及时性|完成及时性|有效性|显著|明显|提升|提高|改善|增强|保障|完善)+$/u;

function stem(name: string): string {
  const bare = name.replace(
    /^(?:有效|显著|明显|进一步|持续|不断)?(?:提升|提高|改善|增强|保障|完善|促进)/u,
    '',
  );
  const cut = bare.replace(ENDING, '');
  return cut === '' ? bare : cut;
}

/** 可考核的写法 for an indicator whose value has no number; none for one that has. */
export function wordingsFor(record: FormRecord, taxonomy: Taxonomy, index: number): readonly Wording[] {
  const row = rowsOf(record, taxonomy)[index];
  if (!row || row.name === '') return [];
  const { target } = row.indicator;
  if (target && target.meaning.kind !== 'qualitative') return [];
  const noun = stem(row.name);
  return PATTERNS[row.level2 ?? 'other'].map(([suffix, value]) => ({
    name: noun.endsWith(suffix) ? noun : `${noun}${suffix}`,
    target: value,
  }));
}
