import type { FormListItem } from '@jiheng/api';
import { FORM_STATE_LABELS } from '@jiheng/domain';
import type { ReactNode } from 'react';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import { wanColumn } from '../../wording/numbers.ts';
import { instantText } from '../../wording/times.ts';

export interface Column {
  readonly id: string;
  readonly label: string;
  /** Text for the exported table. */
  readonly text: (item: FormListItem) => string;
  readonly show?: (item: FormListItem) => ReactNode;
  readonly isNumber?: true;
  readonly isFixed?: true;
  readonly isHiddenAtFirst?: true;
}

function problemText({ errors, warnings, advice }: FormListItem): string {
  return `错误 ${String(errors)}，需说明 ${String(warnings)}，建议 ${String(advice)}`;
}

/** Columns of the list, in the order of the form's head. */
export const COLUMNS: readonly Column[] = [
  { id: 'project', label: '项目名称', text: (item) => item.projectName ?? '未写项目名称', isFixed: true },
  { id: 'year', label: '年度', text: (item) => String(item.fiscalYear ?? '') },
  { id: 'kind', label: '表种', text: (item) => item.kindLabel },
  { id: 'unit', label: '实施单位', text: (item) => item.implementingUnit ?? '' },
  {
    id: 'department',
    label: '主管部门',
    text: (item) => item.competentDepartment ?? '',
    isHiddenAtFirst: true,
  },
  { id: 'region', label: '地区', text: (item) => item.region ?? '', isHiddenAtFirst: true },
  {
    id: 'amount',
    label: '金额（万元）',
    text: (item) => item.amountWan ?? '',
    show: (item) =>
      item.amountWan === null ? (
        ''
      ) : (
        <span title={`${item.amountWan} 万元`}>{wanColumn(item.amountWan)}</span>
      ),
    isNumber: true,
  },
  { id: 'rate', label: '执行率（%）', text: (item) => item.executionRate ?? '', isNumber: true },
  { id: 'score', label: '总分', text: (item) => item.totalScore ?? '', isNumber: true },
  { id: 'grade', label: '等级', text: (item) => item.grade ?? '' },
  {
    id: 'problems',
    label: '问题',
    text: problemText,
    show: (item) => (
      <>
        <SeverityCounts {...item} />
        {item.needsReview && (
          <span className="review-mark" title="表内数字相互对不上，可能读取有误，请核对原件">
            需核对
          </span>
        )}
      </>
    ),
  },
  {
    id: 'indicators',
    label: '指标数',
    text: (item) => String(item.indicators),
    isNumber: true,
    isHiddenAtFirst: true,
  },
  { id: 'state', label: '状态', text: (item) => FORM_STATE_LABELS[item.state], isHiddenAtFirst: true },
  {
    id: 'importedAt',
    label: '导入时间',
    text: (item) => instantText(item.importedAt),
    isHiddenAtFirst: true,
  },
];

/** Columns shown before a person chooses. */
export const FIRST_COLUMNS: readonly string[] = COLUMNS.filter((column) => !column.isHiddenAtFirst).map(
  ({ id }) => id,
);
