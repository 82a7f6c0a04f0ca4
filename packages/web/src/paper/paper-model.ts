import type { FieldPath } from '@jiheng/domain';

/** One cell of the paper as it is drawn; a span of 1 × 1 is the rule. */
export interface PaperCell {
  readonly key: string;
  readonly role: 'label' | 'value' | 'blank';
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  readonly align: 'left' | 'center' | 'right';
  readonly isLong?: true;
  /** Fields shown here, first the one a mark belongs to. Merged level cells show several. */
  readonly paths: readonly FieldPath[];
}

export interface PaperRow {
  readonly key: string;
  readonly cells: readonly PaperCell[];
}

/** A field the layout has no cell for; shown below the sheet so that nothing is lost. */
export interface LeftOver {
  readonly path: FieldPath;
  readonly text: string;
}

/** 表样 + 记录: the paper, ready to draw. */
export interface Paper {
  readonly title: string;
  readonly yearLine: string | null;
  readonly grid: readonly number[];
  readonly linesAbove: readonly PaperRow[];
  readonly rows: readonly PaperRow[];
  readonly linesBelow: readonly PaperRow[];
  readonly leftOver: readonly LeftOver[];
  readonly isLandscape: boolean;
}
