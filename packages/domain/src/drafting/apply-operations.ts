import type { Draft, DraftCell, DraftRow } from './draft.ts';
import type { DraftConflict, DraftOperation } from './operation.ts';

/** What became of a batch of changes. */
export interface Applied {
  readonly draft: Draft;
  readonly conflicts: readonly DraftConflict[];
}

type Of<K extends DraftOperation['kind']> = Extract<DraftOperation, { readonly kind: K }>;

/** A row without the place it had; `after` a row that is gone means the end. */
function placeRow(rows: readonly DraftRow[], row: DraftRow, after: string | null): readonly DraftRow[] {
  const others = rows.filter(({ id }) => id !== row.id);
  if (after === null) return [row, ...others];
  const at = others.findIndex(({ id }) => id === after);
  return at === -1 ? [...others, row] : [...others.slice(0, at + 1), row, ...others.slice(at + 1)];
}

function written(
  cells: Readonly<Record<string, DraftCell>>,
  field: string,
  text: string,
  at: number,
): Readonly<Record<string, DraftCell>> {
  return { ...cells, [field]: { text, at } };
}

/** One batch under way: the draft so far and what could not be done. */
class Batch {
  draft: Draft;
  readonly conflicts: DraftConflict[] = [];
  private readonly version: number;

  constructor(draft: Draft, version: number) {
    this.draft = draft;
    this.version = version;
  }

  set({ row, field, text, seen }: Of<'set'>): void {
    const target = row === null ? null : this.draft.rows.find(({ id }) => id === row);
    if (row !== null && !target) {
      this.conflicts.push({ kind: 'row-gone', row, field, mine: text });
      return;
    }
    const cells = target?.cells ?? this.draft.fields;
    const theirs = cells[field]?.text ?? '';
    if (theirs === text) return;
    if (theirs !== seen) {
      this.conflicts.push({ kind: 'cell', row, field, mine: text, theirs });
      return;
    }
    const next = written(cells, field, text, this.version);
    this.draft = target
      ? {
          ...this.draft,
          rows: this.draft.rows.map((other) => (other === target ? { ...target, cells: next } : other)),
        }
      : { ...this.draft, fields: next };
  }

  insert({ row, after, cells }: Of<'insert'>): void {
    if (this.draft.rows.some(({ id }) => id === row)) return;
    const filled = Object.entries(cells).map(([field, text]) => [field, { text, at: this.version }] as const);
    const rows = placeRow(this.draft.rows, { id: row, cells: Object.fromEntries(filled) }, after);
    this.draft = { ...this.draft, rows };
  }

  delete({ row, seen }: Of<'delete'>): void {
    const target = this.draft.rows.find(({ id }) => id === row);
    if (!target) return;
    const fields = new Set([...Object.keys(seen), ...Object.keys(target.cells)]);
    const isAsSeen = [...fields].every((field) => (target.cells[field]?.text ?? '') === (seen[field] ?? ''));
    if (!isAsSeen) {
      this.conflicts.push({ kind: 'row-changed', row });
      return;
    }
    this.draft = { ...this.draft, rows: this.draft.rows.filter(({ id }) => id !== row) };
  }

  move({ row, after }: Of<'move'>): void {
    const target = this.draft.rows.find(({ id }) => id === row);
    if (!target || after === row) return;
    this.draft = { ...this.draft, rows: placeRow(this.draft.rows, target, after) };
  }

  do(operation: DraftOperation): void {
    switch (operation.kind) {
      case 'set':
        this.set(operation);
        break;
      case 'insert':
        this.insert(operation);
        break;
      case 'delete':
        this.delete(operation);
        break;
      case 'move':
        this.move(operation);
        break;
    }
  }
}

/**
 * 执行操作: makes the changes of one save, in their order. A pure function of its arguments: whoever replays the saves of
 * a draft in the order of their versions has the same draft. A change of something that no longer is as its writer saw
 * it is not made but reported, with both values.
 *
 * @example
 * applyOperations(draft, [{ kind: 'set', row: null, field: 'goals.annual', text: '改造200盏', seen: '' }], { version: 8 })
 */
export function applyOperations(
  draft: Draft,
  operations: readonly DraftOperation[],
  { version }: { readonly version: number },
): Applied {
  const batch = new Batch(draft, version);
  for (const operation of operations) batch.do(operation);
  return { draft: batch.draft, conflicts: batch.conflicts };
}
