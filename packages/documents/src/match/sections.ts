import type { FormKind } from '@jiheng/domain';

import type { Item } from './items.ts';
import { meaningOf } from './label-index.ts';
import type { ReaderRules } from './reader-rules.ts';
import { kindOfTitle, type FormSpan } from './split-forms.ts';

const SIGNED = /[:：)）]$/;
const TAIL_KINDS: ReadonlySet<string> = new Set(['total', 'grade', 'further']);

/** A label that stands behind tables; of those of the form's head only such as ask for a signature. */
function isTail({ entry, text }: Item): boolean {
  return (
    entry?.meanings.some(({ kind }) => TAIL_KINDS.has(kind) || (kind === 'header' && SIGNED.test(text))) ??
    false
  );
}

/** True when an earlier cell of the same row is filled. */
function hasFilledBefore(items: readonly Item[], at: number): boolean {
  const row = items[at]?.row;
  for (let before = at - 1; before >= 0 && items[before]?.row === row; before--) {
    if (items[before]?.kind !== 'blank') return true;
  }
  return false;
}

/** Item at which an indicator table ends: a total, a grade, a closing remark. */
function tableEnd(items: readonly Item[], from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const item = items[at];
    if (item?.kind !== 'label' || !isTail(item)) continue;
    const beginsRow = item.row >= 0 && !hasFilledBefore(items, at);
    // 说明 and 备注 are heads of columns too; at the beginning of a row they close the table.
    if (meaningOf(item.entry, 'column') && !meaningOf(item.entry, 'total') && !beginsRow) continue;
    if (item.row < 0 || beginsRow) return at;
  }
  return to;
}

/** Stretches of one form: what stands before the tables, the tables' bodies, what stands behind. */
export interface Sections {
  readonly cells: Item[];
  readonly tables: readonly TableSection[];
  readonly tail: Item[];
}

export interface TableSection {
  /** All labels of the head, and one per column in the order of the columns. */
  readonly heads: readonly Item[];
  readonly columns: readonly Item[];
  readonly body: readonly Item[];
  /** The label beside the heads, when it says that the table is not that of the year: 长期绩效指标. */
  readonly longTerm: Item | undefined;
}

const LONG_TERM = /长期|中期|实施期|三年/;

function longTermLabel(items: readonly Item[], head: number): Item | undefined {
  let at = head - 1;
  while (items[at]?.kind === 'blank') at--;
  const item = items[at];
  return item?.kind === 'label' && LONG_TERM.test(item.key) ? item : undefined;
}

/** 分区: the stretches of a form. */
export function sectionsOf(items: readonly Item[], span: FormSpan): Sections {
  const [first] = span.heads;
  const cells = items.slice(span.from, first?.from ?? span.to);
  const tables: TableSection[] = [];
  const tail: Item[] = [];
  span.heads.forEach((head, index) => {
    const next = span.heads[index + 1]?.from ?? span.to;
    const end = tableEnd(items, head.to, next);
    tables.push({
      heads: items.slice(head.from, head.to),
      columns: head.columns,
      body: items.slice(head.to, end),
      longTerm: longTermLabel(items, head.from),
    });
    tail.push(...items.slice(end, next));
  });
  return { cells, tables, tail };
}

/** 表种 of a form: by its titles, else by the columns it has. */
export function kindOf(
  titles: readonly Item[],
  rules: ReaderRules,
  tables: Sections['tables'],
  usual: FormKind | null,
): FormKind {
  for (const title of [...titles].reverse()) {
    const kind = kindOfTitle(title.key, rules.labels);
    if (kind) return kind;
  }
  const fields = new Set(
    tables.flatMap(({ heads }) => heads.map((item) => meaningOf(item.entry, 'column')?.field)),
  );
  if (fields.has('actual') || fields.has('score')) return 'self-evaluation';
  return usual ?? 'target';
}
