import { FORM_KIND_LABELS, type FormKind, type Place, type Problem, type Severity } from '@jiheng/domain';

/** Shape beside the word of a severity: never colour alone. */
export const SEVERITY_SHAPES: Readonly<Record<Severity, string>> = { error: '■', warning: '▲', advice: '●' };

/** What tells a form from another one; of a record it is `{ ...record, ...record.header }`. */
interface Named {
  readonly kind: FormKind;
  readonly projectName: string | null;
  readonly implementingUnit: string | null;
  readonly fiscalYear: number | null;
}

/** One line that tells a person which form is meant: `某项目（某单位，2024 年，绩效自评表）`. */
export function formHeading({ kind, projectName, implementingUnit, fiscalYear }: Named): string {
  const year = fiscalYear === null ? null : `${fiscalYear} 年`;
  const further = [implementingUnit, year, FORM_KIND_LABELS[kind]].filter((part) => part !== null);
  return `${projectName ?? '（未填项目名称）'}（${further.join('，')}）`;
}

export function lineOf(place: Place | undefined): number {
  return place?.spans[0]?.line ?? 1;
}

/** `12:5`, line and column from 1. */
export function placeText(place: Place | undefined): string {
  const span = place?.spans[0];
  return span ? `${span.line}:${span.column}` : '1:1';
}

/** A problem as two lines: what and where, then what to do. */
export function problemText({ code, severity, message, remedy, place }: Problem): string {
  const at = place?.spans.length ? `  ${placeText(place)}` : '';
  const word = severity === 'error' ? '■ 读取错误' : '▲ 读取提示';
  return `  ${word}  ${code}${at}  ${message}\n      处理：${remedy}\n`;
}
