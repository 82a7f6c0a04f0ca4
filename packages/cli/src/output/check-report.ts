import type { FormKind, Place, PlacedFinding, Rule, Severity } from '@jiheng/domain';

import type { FileResult } from '../work/task.ts';

/** 跨表问题: one finding of a set rule on one form, with the other forms concerned. */
export interface CrossFinding extends Omit<PlacedFinding, 'others'> {
  readonly formKey: string;
  readonly form: FormName;
  readonly others: readonly { readonly form: FormName; readonly place: Place }[];
}

/** What tells a form from another one. */
export interface FormName {
  readonly kind: FormKind;
  readonly projectName: string | null;
  readonly implementingUnit: string | null;
  readonly fiscalYear: number | null;
  readonly place: Place;
}

export interface CheckTotals {
  files: number;
  /** Files with a fault that kept (a part of) them from being read. */
  unreadable: number;
  forms: number;
  findings: Record<Severity, number>;
}

export interface CheckEnd {
  readonly crossFindings: readonly CrossFinding[];
  readonly totals: CheckTotals;
}

/** One output format: pieces of text in the order in which files are done. */
export interface CheckWriter {
  begin(rules: readonly Rule[]): string;
  file(result: FileResult<'check'>): string;
  end(end: CheckEnd): string;
}
