import type {
  FormHeader,
  FormKind,
  FundKey,
  FundRow,
  Goals,
  Indicator,
  MoneyUnit,
} from '../records/form-record.ts';

/** Where a rule, a form or a number comes from. `basis` says how sure we are. */
export interface Citation {
  /** Document number or name, `财预〔2020〕10号`; or `公开样表` for a published form. */
  readonly source: string;
  readonly clause?: string;
  /** `published` read in a published form or page; `recall` general knowledge to be confirmed; `craft` 经验规则. */
  readonly basis: 'published' | 'recall' | 'craft';
}

/** Target of a field cell. Paths are data: `header.projectName`, `goals.annual`, `funds.annual.total.expenditure`, `total.score`, `grade`, `further.存在问题`. */
export type TemplateField =
  | `header.${keyof FormHeader}`
  | `goals.${keyof Goals}`
  | `funds.${FundRow['side']}.${FundKey}.${FundAmountField}`
  | 'total.maxScore'
  | 'total.score'
  | 'grade'
  | 'fiscalYear'
  | `further.${string}`;

/** 资金栏: what a row of the table of funds can hold, in the order of the paper. */
export const FUND_AMOUNT_FIELDS = [
  'amount',
  'initialBudget',
  'adjustedBudget',
  'expenditure',
  'maxScore',
  'executionRate',
  'score',
  'reason',
] as const;
export type FundAmountField = (typeof FUND_AMOUNT_FIELDS)[number];

/** One cell of the paper. `columns`/`rows` are spans (default 1). */
export interface LabelCell {
  readonly label: string;
  /** What people really write for this label. Compared without blanks, colons and brackets folded. */
  readonly aliases?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  /** The amount unit stands in this label: `项目资金（万元）`. */
  readonly holdsAmountUnit?: true;
}

/** 填写栏: cell that holds a value of the record. */
export interface FieldCell {
  readonly field: TemplateField;
  readonly kind: 'text' | 'long-text' | 'money' | 'percent' | 'score' | 'date' | 'year' | 'grade';
  readonly columns?: number;
  readonly rows?: number;
  /** What the paper prints where nothing is meant: `-`, `/`. */
  readonly blank?: string;
  /** Field whose code stands before the text in the same cell: `355101天津市…`. */
  readonly codeField?: 'header.unitCode';
}

/** Cell that holds nothing. */
export interface BlankCell {
  readonly columns?: number;
  readonly rows?: number;
  readonly text?: string;
}

export type TemplateCell = LabelCell | FieldCell | BlankCell;

/** Fixed part of the paper: rows of cells on the template's grid. Row spans reach into following rows of the same block. */
export interface CellsBlock {
  readonly block: 'cells';
  readonly rows: readonly (readonly TemplateCell[])[];
}

/** Column of the indicator table. */
export interface IndicatorColumn {
  /** Field of `Indicator`; `targetOperator`/`targetUnit` where sign and unit have columns of their own; `further.<id>` for other columns. */
  readonly field:
    | keyof Omit<Indicator, 'further' | 'hasSplitTarget'>
    | 'targetOperator'
    | 'targetUnit'
    | 'ignored'
    | `further.${string}`;
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly columns?: number;
  /** Heading printed over this and the neighbouring columns of the same group: 偏差原因分析. */
  readonly group?: string;
}

/** 绩效指标 table: repeats one row per indicator, level cells merge. */
export interface IndicatorsBlock {
  readonly block: 'indicators';
  /** Label cell left of the whole table (绩效指标), if the paper has one. */
  readonly side?: LabelCell;
  readonly columns: readonly IndicatorColumn[];
}

/** Line outside the table: above (编号, 单位：万元) or below (填报人, 联系电话). */
export interface LineBlock {
  readonly block: 'line';
  readonly cells: readonly TemplateCell[];
}

export type TemplateBlock = CellsBlock | IndicatorsBlock | LineBlock;

/**
 * 表样: the layout of one official form as pure data. The same template reads a document, shows the paper on the screen
 * and writes files; there is no second list of labels anywhere.
 */
export interface FormTemplate {
  /** `shanghai-self-evaluation-2023` */
  readonly id: string;
  readonly kind: FormKind;
  /** Heading on the paper, `财政项目支出绩效自评表`. */
  readonly title: string;
  readonly titleAliases?: readonly string[];
  /** Heading with values in it, where the paper has them: `{projectName}绩效目标表`. */
  readonly titlePattern?: string;
  /** How the year is printed below the title: `（{year}年度）`; null when it is not. */
  readonly yearLine: string | null;
  /** GB/T 2260 code of the region, `310000`; `000000` national. */
  readonly region: string;
  /** Chinese name of the region, `上海市`. */
  readonly regionName: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly citation: Citation;
  readonly amountUnit: MoneyUnit;
  /** Id of the indicator taxonomy this form uses. */
  readonly taxonomy: string;
  /** Relative widths of the grid columns; all blocks lie on this grid. */
  readonly grid: readonly number[];
  readonly blocks: readonly TemplateBlock[];
  readonly orientation?: 'portrait' | 'landscape';
}

/** Keeps the literal type; templates are plain data. */
export function defineTemplate(template: FormTemplate): FormTemplate {
  return template;
}
