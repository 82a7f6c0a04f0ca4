import { inverseOperations, type Draft, type DraftOperation } from '@jiheng/domain';

interface Step {
  /** Takes the step back. */
  readonly back: readonly DraftOperation[];
  /** Typing in one cell is one step, however often it was saved meanwhile. */
  readonly group: string | undefined;
}

const MOST_STEPS = 200;

/** 撤销: the person's own changes, newest last. */
export class UndoStack {
  private done: Step[] = [];
  private undone: Step[] = [];

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Notes changes that are about to be made to a draft. */
  note(before: Draft, operations: readonly DraftOperation[], group?: string): void {
    this.undone = [];
    const last = this.done.at(-1);
    if (group !== undefined && last?.group === group) {
      this.done[this.done.length - 1] = { group, back: joined(last.back, operations) };
      return;
    }
    this.done.push({ back: inverseOperations(before, operations), group });
    if (this.done.length > MOST_STEPS) this.done.shift();
  }

  /** The changes that take the last step back; it can be done again afterwards. */
  undo(now: Draft): readonly DraftOperation[] {
    return move(this.done, this.undone, now);
  }

  redo(now: Draft): readonly DraftOperation[] {
    return move(this.undone, this.done, now);
  }
}

function move(from: Step[], to: Step[], now: Draft): readonly DraftOperation[] {
  const step = from.pop();
  if (!step) return [];
  to.push({ back: inverseOperations(now, step.back), group: undefined });
  return step.back;
}

/** Further typing in the same cells: back to the text before, from the newest one. */
function joined(
  back: readonly DraftOperation[],
  operations: readonly DraftOperation[],
): readonly DraftOperation[] {
  const newest = new Map(
    operations.flatMap((operation) =>
      operation.kind === 'set'
        ? [[`${operation.row ?? ''}|${operation.field}`, operation.text] as const]
        : [],
    ),
  );
  return back.map((operation) => {
    if (operation.kind !== 'set') return operation;
    const text = newest.get(`${operation.row ?? ''}|${operation.field}`);
    return text === undefined ? operation : { ...operation, seen: text };
  });
}
