import type { FieldPath } from '../base/place.ts';
import type { FieldCell } from '../templates/form-template.ts';

/** 单元格: one cell of the paper as it is drawn. */
export interface PaperCell {
  /** Unique on the paper, the same for the same place of the same record. */
  readonly key: string;
  readonly role: 'label' | 'value' | 'blank';
  readonly text: string;
  /** First grid column, counted from 0. */
  readonly column: number;
  /** Spans, at least 1. */
  readonly columns: number;
  readonly rows: number;
  readonly align: 'left' | 'center' | 'right';
  /** Several lines or paragraphs; stands at the top of its cell. */
  readonly isLong?: true;
  /** Fields shown here, first the one a mark belongs to. Merged level cells show several. */
  readonly paths: readonly FieldPath[];
  /** Field of the template that has its place here, also where the record has nothing for it. */
  readonly field?: string;
  /** What is written in such a cell of the fixed part. */
  readonly kind?: FieldCell['kind'];
  /** Row of the indicator table, from 0. */
  readonly indicator?: number;
}

/** 行 of the paper: the cells that begin in it, from left to right. */
export interface PaperRow {
  readonly key: string;
  readonly cells: readonly PaperCell[];
  /** Row of the heads of the indicator table; repeated on every page the table runs over. */
  readonly isHead?: true;
}

/** 表样之外的内容: a field the layout has no cell for. */
export interface LeftOver {
  readonly path: FieldPath;
  readonly text: string;
}

/** 版面: template and record, ready to be drawn on the screen or written to a file. Pure JSON. */
export interface PaperLayout {
  readonly title: string;
  readonly yearLine: string | null;
  /** Relative widths of the grid columns. */
  readonly grid: readonly number[];
  /** Lines outside the table, without rules: 编号, 单位：万元. */
  readonly linesAbove: readonly PaperRow[];
  readonly rows: readonly PaperRow[];
  /** 填报人, 联系电话. */
  readonly linesBelow: readonly PaperRow[];
  readonly leftOver: readonly LeftOver[];
  readonly isLandscape: boolean;
}
