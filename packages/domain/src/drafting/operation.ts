/** 草稿操作: one change of a draft. `seen` is what the writer had before their eyes; it tells a conflict from a change. */
export type DraftOperation =
  | {
      readonly kind: 'set';
      readonly row: string | null;
      readonly field: string;
      readonly text: string;
      readonly seen: string;
    }
  /** A new row behind `after` (null: first), with its texts by column. Duplicating a row inserts a filled one. */
  | {
      readonly kind: 'insert';
      readonly row: string;
      readonly after: string | null;
      readonly cells: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'delete'; readonly row: string; readonly seen: Readonly<Record<string, string>> }
  | { readonly kind: 'move'; readonly row: string; readonly after: string | null };

/** 冲突: a change that was not made, because somebody else changed the same thing meanwhile. Both values are told. */
export type DraftConflict =
  /** The cell holds what another person wrote. */
  | {
      readonly kind: 'cell';
      readonly row: string | null;
      readonly field: string;
      readonly mine: string;
      readonly theirs: string;
    }
  /** The row was deleted by another person. */
  | { readonly kind: 'row-gone'; readonly row: string; readonly field: string; readonly mine: string }
  /** The row was not deleted: another person has written in it. */
  | { readonly kind: 'row-changed'; readonly row: string };
