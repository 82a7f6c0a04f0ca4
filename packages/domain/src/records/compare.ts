import type { FieldPath } from '../base/place.ts';

/** 差异: one field in which two versions of a form differ; null where one of them has nothing. */
export interface RecordDifference {
  readonly path: FieldPath;
  /** What a person calls the field, `项目名称`, `第3项指标 年度指标值`. */
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}
