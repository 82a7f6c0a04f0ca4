import type { ReviewSheetBody } from '@jiheng/api';
import { civilDate, sheetFaults, type DecimalText, type ReviewSheet } from '@jiheng/domain';
import { reviewSheetOn } from '@jiheng/regulation';
import { AppError } from '../../plugins/errors.ts';

/** 审核表 as it is kept, when it is filled in wholly; else it throws. */
export function checkedSheet(body: ReviewSheetBody | undefined, now: Date): ReviewSheet | null {
  if (body === undefined) return null;
  const form = reviewSheetOn(civilDate(now));
  if (form.id !== body.formId) {
    throw new AppError('CONFLICT', '审核表的样式已经更新。', { remedy: '请刷新页面后重新填写。' });
  }
  const sheet: ReviewSheet = {
    formId: body.formId,
    kind: body.kind,
    lines: body.lines.map(({ item, score, result, remark }) => ({
      item,
      ...(score === undefined ? {} : { score: score as DecimalText }),
      ...(result === undefined ? {} : { result }),
      ...(remark === undefined ? {} : { remark }),
    })),
  };
  const faults = sheetFaults(form, sheet);
  if (faults.length === 0) return sheet;
  throw new AppError('INVALID-INPUT', `审核表尚未填完：${faults.slice(0, 3).join('；')}。`);
}
