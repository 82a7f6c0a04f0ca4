import type { FormKind, FundKey, FundRow } from '../records/form-record.ts';
import type { TemplateField } from '../templates/form-template.ts';

/** 草稿栏: a field of the form that stands once. Besides the template's own: title, region and unit of the money. */
export type DraftField = TemplateField | 'title' | 'region' | 'amountUnit';

/** 草稿单元格: the text as it was typed, and the version that wrote it last. */
export interface DraftCell {
  readonly text: string;
  readonly at: number;
}

/** 指标行 of a draft; its id never changes, whatever happens around it. */
export interface DraftRow {
  readonly id: string;
  /** By column field of the template: `level1`, `target`, `further.备注`. */
  readonly cells: Readonly<Record<string, DraftCell>>;
  readonly hasSplitTarget?: true;
  /** Which row of the record it was that the draft began as; none for a row that came later. */
  readonly began?: number;
}

/** 资金行 that the form began with. Its amounts stand in `fields` under `funds.<side>.<name>.<column>`. */
export interface DraftFund {
  /** `total`; `=培训费` where the kind of money is not known; `~2` behind a repeated one. */
  readonly name: string;
  readonly label: string;
  readonly key: FundKey | null;
  readonly side: FundRow['side'];
}

/** 其他栏 that the form began with. Its text stands in `fields` under `further.<name>`. */
export interface DraftFurther {
  readonly name: string;
  readonly label: string;
}

/**
 * 草稿: the working copy of a form, as people type it. Texts only: what they mean is read when it is turned into a
 * record, so nothing typed is ever refused or lost.
 */
export interface Draft {
  readonly kind: FormKind;
  readonly fields: Readonly<Record<string, DraftCell>>;
  readonly rows: readonly DraftRow[];
  readonly funds: readonly DraftFund[];
  readonly further: readonly DraftFurther[];
}

/** 单元格位置 in a draft: `row` is null for a field that stands once. */
export interface DraftPlace {
  readonly row: string | null;
  readonly field: string;
}

/** The text of a cell; blank for one that nobody has written. */
export function draftText(draft: Draft, { row, field }: DraftPlace): string {
  if (row === null) return draft.fields[field]?.text ?? '';
  return draft.rows.find(({ id }) => id === row)?.cells[field]?.text ?? '';
}

const FIXED =
  /^(?:(?:header|goals|funds|total|further)\..{1,160}|grade|fiscalYear|title|region|amountUnit)$/su;
const COLUMN =
  /^(?:level[123]|description|target|actual|maxScore|score|deviationReason|further\..{1,120})$/su;

/** Whether such a cell can be in a draft at all. */
export function isDraftPlace({ row, field }: DraftPlace): boolean {
  return (row === null ? FIXED : COLUMN).test(field);
}
