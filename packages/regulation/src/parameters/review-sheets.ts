import type { ReviewSheetForm } from '@jiheng/domain';

/** 绩效目标审核表, dated. Points and wording are recall of the annexes of 财预〔2015〕88号: a bureau checks them before use. */
export const REVIEW_SHEETS: readonly ReviewSheetForm[] = [
  {
    id: 'review-sheet-2015',
    effectiveFrom: '2015-05-21',
    citation: { source: '财预〔2015〕88号', clause: '附件：项目支出绩效目标审核表', basis: 'recall' },
    heads: [
      {
        id: 'completeness',
        label: '完整性审核',
        items: [
          {
            id: 'well-formed',
            label: '规范完整性',
            question: '内容是否完整，有无漏填、错填',
            maxScore: '10',
          },
          {
            id: 'clear',
            label: '明确清晰性',
            question: '目标是否明确、清晰，反映项目主要内容',
            maxScore: '10',
          },
        ],
      },
      {
        id: 'relevance',
        label: '相关性审核',
        items: [
          {
            id: 'goal-relevant',
            label: '目标相关性',
            question: '总体目标是否与政策、规划、部门职能相符',
            maxScore: '15',
          },
          {
            id: 'indicator-sound',
            label: '指标科学性',
            question: '指标是否全面、细化、量化，关键指标有无指标值',
            maxScore: '15',
          },
        ],
      },
      {
        id: 'appropriateness',
        label: '适当性审核',
        items: [
          {
            id: 'goal-reasonable',
            label: '绩效合理性',
            question: '预期绩效是否显著，是否符合行业水平',
            maxScore: '15',
          },
          {
            id: 'money-matched',
            label: '资金匹配性',
            question: '绩效目标与资金规模是否匹配',
            maxScore: '15',
          },
        ],
      },
      {
        id: 'feasibility',
        label: '可行性审核',
        items: [
          { id: 'attainable', label: '实现可能性', question: '绩效目标能否如期实现', maxScore: '10' },
          {
            id: 'prepared',
            label: '条件充分性',
            question: '实施方案、人员和内部控制是否具备',
            maxScore: '10',
          },
        ],
      },
    ],
    results: [
      { result: '优', from: '90' },
      { result: '良', from: '80' },
      { result: '中', from: '60' },
      { result: '差', from: '0' },
    ],
  },
];

/** 审核表 in force on a civil date; the oldest one for dates before it. */
export function reviewSheetOn(date: string): ReviewSheetForm {
  const inForce =
    REVIEW_SHEETS.filter(({ effectiveFrom }) => effectiveFrom <= date).at(-1) ?? REVIEW_SHEETS[0];
  if (!inForce) throw new Error('the catalogue holds no review sheet');
  return inForce;
}
