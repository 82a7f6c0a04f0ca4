import type { DraftEntry, DraftSaved, TargetDetail } from '@jiheng/api';
import {
  applyOperations,
  draftText,
  type Draft,
  type DraftConflict,
  type DraftOperation,
} from '@jiheng/domain';
import { ApiError } from '../../client/api.ts';
import type { targetApi } from '../../client/targets.ts';
import type { DraftKeeper, KeptDraft } from './draft-keeper.ts';
import { leftBehind, leftSaves, mergedConflicts } from './draft-conflicts.ts';
import { statusOf, type DraftState } from './draft-state.ts';
import { KnownDraft } from './known-draft.ts';
import { UndoStack } from './undo-stack.ts';

export interface SessionParts {
  readonly detail: TargetDetail;
  readonly clientId: string;
  readonly api: Pick<typeof targetApi, 'save' | 'news'>;
  readonly keeper: DraftKeeper;
  readonly now: () => Date;
}

const SAVE_AFTER_MS = 500;
const ASK_EVERY_MS = 2_000;
const ASK_HIDDEN_MS = 15_000;
const RETRY_MS = 2_000;

interface Sent {
  readonly sequence: number;
  readonly baseVersion: number;
  readonly operations: readonly DraftOperation[];
}

/**
 * 编辑会话: the draft as this window sees it. What the server has acknowledged is replayed in the order of its versions;
 * what is typed is laid on top, kept in the browser at once and sent within two seconds, until it is acknowledged.
 */
export class DraftSession {
  private readonly known: KnownDraft;
  private sent: Sent | null = null;
  private queued: DraftOperation[] = [];
  private sequence = 0;
  private savedAt: Date | null = null;
  private readonly undoStack = new UndoStack();
  private readonly listeners = new Set<() => void>();
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private askTimer: ReturnType<typeof setTimeout> | undefined;
  private isSending = false;
  private isClosed = false;
  private keeping: Promise<void> = Promise.resolve();
  private place = '';
  private readonly parts: SessionParts;
  state: DraftState;

  constructor(parts: SessionParts) {
    this.parts = parts;
    const draft = parts.detail.draft as Draft;
    this.known = new KnownDraft(draft, parts.detail.version, parts.clientId);
    this.state = {
      draft,
      status: { kind: 'saved', at: null },
      waiting: 0,
      isKept: true,
      conflicts: [],
      others: [],
      news: new Map(),
      canUndo: false,
      canRedo: false,
    };
  }

  /** Begins to ask for news, and sends what earlier windows left behind. */
  start(): void {
    this.askTimer = setTimeout(() => void this.ask(), ASK_EVERY_MS);
    void this.adopt();
  }

  stop(): void {
    this.isClosed = true;
    clearTimeout(this.saveTimer);
    clearTimeout(this.askTimer);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly getState = (): DraftState => this.state;

  /** Where the person is, for the others. */
  setPlace(place: string): void {
    this.place = place;
  }

  /** Makes changes; `group` joins typing in one cell to one step of undo. */
  apply(operations: readonly DraftOperation[], group?: string): void {
    if (operations.length === 0) return;
    this.undoStack.note(this.state.draft, operations, group);
    this.make(operations);
  }

  undo(): void {
    this.make(this.undoStack.undo(this.state.draft));
  }

  redo(): void {
    this.make(this.undoStack.redo(this.state.draft));
  }

  /** 用我的: writes the refused value over the other one, which the person has now seen. */
  takeMine(conflict: DraftConflict): void {
    this.dismiss(conflict);
    if (conflict.kind !== 'cell') return;
    const { row, field, mine } = conflict;
    const seen = draftText(this.state.draft, { row, field });
    this.apply([{ kind: 'set', row, field, text: mine, seen }]);
  }

  dismiss(conflict: DraftConflict): void {
    this.show({ conflicts: this.state.conflicts.filter((other) => other !== conflict) });
  }

  /** Sends what is waiting now; true when nothing is left. */
  async flush(): Promise<boolean> {
    for (let round = 0; round < 20 && this.waiting > 0; round += 1) {
      clearTimeout(this.saveTimer);
      if (!(await this.send())) return false;
    }
    return this.waiting === 0;
  }

  /** The connection or the person is back: go on at once. */
  readonly goOn = (): void => {
    if (this.isClosed) return;
    void this.send();
    clearTimeout(this.askTimer);
    this.askTimer = setTimeout(() => void this.ask(), 0);
  };

  /** A question of its own, because it may become true while an answer is waited for. */
  private isOver(): boolean {
    return this.isClosed;
  }

  private get waiting(): number {
    return this.queued.length + (this.sent?.operations.length ?? 0);
  }

  private make(operations: readonly DraftOperation[]): void {
    if (operations.length === 0) {
      this.show({});
      return;
    }
    const { draft, conflicts } = applyOperations(this.state.draft, operations, {
      version: this.known.version + 1,
    });
    this.queued.push(...operations);
    this.keep();
    this.show({ draft, conflicts: mergedConflicts(this.state.conflicts, conflicts) });
    this.scheduleSave(SAVE_AFTER_MS);
  }

  private scheduleSave(after: number): void {
    if (this.isClosed || this.isSending) return;
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => void this.send(), after);
  }

  /** One save at a time; one that was not answered is repeated as it was. */
  private async send(): Promise<boolean> {
    if (this.isSending || this.isClosed || this.waiting === 0) return false;
    const { detail, clientId, api } = this.parts;
    this.isSending = true;
    if (this.sent === null) {
      this.sequence += 1;
      this.sent = { sequence: this.sequence, baseVersion: this.known.version, operations: this.queued };
      this.queued = [];
      this.keep();
    }
    this.show({ status: { kind: 'saving' } });
    try {
      const operations = [...this.sent.operations] as Parameters<typeof api.save>[1]['operations'];
      const { sequence, baseVersion } = this.sent;
      const { baseRevision } = detail;
      const saved = await api.save(detail.id, { clientId, sequence, baseRevision, baseVersion, operations });
      this.acknowledge(saved);
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    } finally {
      this.isSending = false;
      if (this.waiting > 0) {
        this.scheduleSave(this.state.status.kind === 'saving' ? SAVE_AFTER_MS : RETRY_MS);
      }
    }
  }

  private acknowledge({ savedAt, conflicts, entries }: DraftSaved): void {
    this.sent = null;
    this.savedAt = new Date(savedAt);
    this.replay(entries);
    this.keep();
    this.show({
      status: this.waiting === 0 ? { kind: 'saved', at: this.savedAt } : { kind: 'saving' },
      conflicts: mergedConflicts(this.state.conflicts, conflicts as readonly DraftConflict[]),
    });
  }

  private replay(entries: readonly DraftEntry[]): void {
    this.known.replay(entries);
    const draft = this.known.with([...(this.sent?.operations ?? []), ...this.queued]);
    this.show({ draft, news: this.known.news });
  }

  private fail(error: unknown): void {
    const status = statusOf(error);
    if (status.kind === 'closed') this.isClosed = true;
    this.show({ status });
  }

  private async ask(): Promise<void> {
    const { detail, clientId, api } = this.parts;
    try {
      const news = await api.news(detail.id, { since: this.known.version, clientId, place: this.place });
      if (news.baseRevision === detail.baseRevision) {
        this.replay(news.entries);
        this.show({ others: news.others });
        if (this.waiting === 0) this.show({ status: { kind: 'saved', at: this.savedAt } });
      } else this.fail(new ApiError('', '这张表已重新打开，请刷新页面。', '', 409));
    } catch (error) {
      this.fail(error);
    }
    if (this.isOver()) return;
    const pause = document.visibilityState === 'hidden' ? ASK_HIDDEN_MS : ASK_EVERY_MS;
    this.askTimer = setTimeout(() => void this.ask(), pause);
  }

  private keep(): void {
    const { detail, clientId, keeper, now } = this.parts;
    const { id: formId, baseRevision } = detail;
    const kept: KeptDraft = {
      formId,
      clientId,
      baseRevision,
      sent: this.sent,
      queued: [...this.queued],
      sequence: this.sequence,
      version: this.known.version,
      keptAt: now().getTime(),
    };
    const isEmpty = this.waiting === 0;
    this.keeping = this.keeping
      .then(() => (isEmpty ? keeper.forget(formId, clientId) : keeper.keep(kept)))
      .then(
        () => {
          this.show({ isKept: keeper.isLasting });
        },
        () => {
          this.show({ isKept: false });
        },
      );
  }

  /** What a window that is gone could not save is sent under its own name, so that nothing is made twice. */
  private async adopt(): Promise<void> {
    const { detail, clientId, keeper, api } = this.parts;
    for (const kept of await keeper.listOthers(detail.id, clientId)) {
      if (await keeper.isAlive(kept.clientId)) continue;
      try {
        const isOlder = kept.baseRevision !== detail.baseRevision;
        const conflicts = isOlder ? leftBehind(kept, this.state.draft) : [];
        for (const body of isOlder ? [] : leftSaves(kept, this.known.version)) {
          const answer = await api.save(detail.id, body);
          this.replay(answer.entries);
          conflicts.push(...(answer.conflicts as DraftConflict[]));
        }
        this.show({ conflicts: mergedConflicts(this.state.conflicts, conflicts) });
        await keeper.forget(kept.formId, kept.clientId);
      } catch (error) {
        this.fail(error);
        return;
      }
    }
  }

  private show(change: Partial<DraftState>): void {
    const { canUndo, canRedo } = this.undoStack;
    this.state = { ...this.state, ...change, waiting: this.waiting, canUndo, canRedo };
    for (const listener of [...this.listeners]) listener();
  }
}
