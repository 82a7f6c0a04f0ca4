import type { DraftEntry, DraftSaveBody, TargetDetail } from '@jiheng/api';
import {
  applyOperations,
  draftOf,
  draftText,
  EMPTY_INDICATOR,
  emptyRecord,
  type Draft,
  type DraftOperation,
} from '@jiheng/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../client/api.ts';
import type { DraftKeeper, KeptDraft } from './draft-keeper.ts';
import { DraftSession, type SessionParts } from './draft-session.ts';

const start = draftOf(
  { ...emptyRecord('target'), indicators: [{ ...EMPTY_INDICATOR, level3: '保洁长度' }] },
  () => 'r1',
);
const goal = (text: string, seen = ''): DraftOperation => ({
  kind: 'set',
  row: null,
  field: 'goals.annual',
  text,
  seen,
});
const goalOf = (draft: Draft): string => draftText(draft, { row: null, field: 'goals.annual' });

/** The far end of the wire, with the same rules as the server; the network between can be cut on either way. */
class FarEnd {
  draft = start;
  version = 0;
  cut: 'none' | 'before' | 'after' = 'none';
  readonly entries: DraftEntry[] = [];

  private check(at: 'before' | 'after'): void {
    if (this.cut === at) throw new ApiError('', '', '', 0);
  }

  write(body: Pick<DraftSaveBody, 'clientId' | 'sequence' | 'operations'>) {
    const known = this.entries.find(
      ({ clientId, sequence }) => clientId === body.clientId && sequence === body.sequence,
    );
    if (known) return [];
    this.version += 1;
    const { draft, conflicts } = applyOperations(this.draft, body.operations, { version: this.version });
    this.draft = draft;
    this.entries.push({ ...body, version: this.version, name: body.clientId, at: '' });
    return conflicts;
  }

  readonly api: SessionParts['api'] = {
    save: (_id, body) =>
      Promise.resolve().then(() => {
        this.check('before');
        const conflicts = [...this.write(body)];
        this.check('after');
        const entries = this.entries.filter(({ version }) => version > body.baseVersion);
        return { version: this.version, savedAt: '2026-03-01T02:00:00Z', conflicts, entries };
      }),
    news: (_id, { since }) =>
      Promise.resolve().then(() => {
        this.check('before');
        const entries = this.entries.filter(({ version }) => version > since);
        return { baseRevision: 1, version: this.version, entries, others: [] };
      }),
  };
}

class Shelf implements DraftKeeper {
  readonly isLasting = true;
  readonly kept = new Map<string, KeptDraft>();
  readonly alive = new Set<string>();
  keep(kept: KeptDraft): Promise<void> {
    this.kept.set(kept.clientId, structuredClone(kept));
    return Promise.resolve();
  }
  forget(_formId: string, clientId: string): Promise<void> {
    this.kept.delete(clientId);
    return Promise.resolve();
  }
  listOthers(_formId: string, own: string): Promise<readonly KeptDraft[]> {
    return Promise.resolve([...this.kept.values()].filter(({ clientId }) => clientId !== own));
  }
  isAlive(clientId: string): Promise<boolean> {
    return Promise.resolve(this.alive.has(clientId));
  }
  close(): void {
    this.alive.clear();
  }
}

function open(far: FarEnd, keeper: Shelf, clientId: string, baseRevision = 1): DraftSession {
  const detail = {
    id: 'form',
    baseRevision,
    version: far.version,
    draft: far.draft,
  } as TargetDetail;
  keeper.alive.add(clientId);
  const session = new DraftSession({ detail, clientId, api: far.api, keeper, now: () => new Date(0) });
  session.start();
  return session;
}

const settle = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a draft session', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { visibilityState: 'visible' });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('saves what is typed within two seconds and keeps nothing after that', async () => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const session = open(far, shelf, 'one');
    session.apply([goal('保洁')]);
    await settle(10);
    expect(shelf.kept.size).toBe(1);
    await settle(1_990);
    expect(goalOf(far.draft)).toBe('保洁');
    expect(session.getState()).toMatchObject({ waiting: 0, status: { kind: 'saved' } });
    expect(shelf.kept.size).toBe(0);
    session.stop();
  });

  it.each(['before', 'after'] as const)('cut off %s the server does nothing twice', async (cut) => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const session = open(far, shelf, 'one');
    far.cut = cut;
    session.apply([{ kind: 'insert', row: 'n1', after: null, cells: { level3: '新增' } }]);
    await settle(3_000);
    session.apply([goal('断网时写的')]);
    await settle(3_000);
    expect(session.getState().status.kind).toBe('offline');
    expect(session.getState().waiting).toBeGreaterThan(0);
    far.cut = 'none';
    await settle(6_000);
    expect(session.getState().waiting).toBe(0);
    expect(far.draft.rows.map(({ id }) => id)).toEqual(['n1', 'r1']);
    expect(goalOf(far.draft)).toBe('断网时写的');
    expect(session.getState().draft).toEqual(far.draft);
    session.stop();
  });

  it('ends with the same draft as another window, whoever saves first', async () => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const [one, other] = [open(far, shelf, 'one'), open(far, shelf, 'other')];
    one.apply([goal('保洁')]);
    other.apply([{ kind: 'set', row: 'r1', field: 'target', text: '≥12公里', seen: '' }]);
    await settle(6_000);
    expect(one.getState().draft).toEqual(far.draft);
    expect(other.getState().draft).toEqual(far.draft);
    expect(draftText(far.draft, { row: 'r1', field: 'target' })).toBe('≥12公里');
    expect(other.getState().news.get('|goals.annual')).toBe('one');
    one.stop();
    other.stop();
  });

  it('tells both values of the same cell and lets the person choose', async () => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const session = open(far, shelf, 'one');
    far.write({ clientId: 'other', sequence: 1, operations: [goal('他人的')] });
    session.apply([goal('我的')]);
    await settle(4_000);
    const [conflict] = session.getState().conflicts;
    expect(conflict).toMatchObject({ kind: 'cell', mine: '我的', theirs: '他人的' });
    expect(goalOf(session.getState().draft)).toBe('他人的');
    if (conflict) session.takeMine(conflict);
    await settle(4_000);
    expect(goalOf(far.draft)).toBe('我的');
    expect(session.getState().conflicts).toEqual([]);
    session.stop();
  });

  it('sends what a window that is gone left behind, once', async () => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const first = open(far, shelf, 'one');
    far.cut = 'after';
    first.apply([{ kind: 'insert', row: 'n1', after: null, cells: {} }]);
    await settle(1_000);
    first.apply([goal('关窗前写的')]);
    await settle(100);
    first.stop();
    shelf.close();
    far.cut = 'none';
    const second = open(far, shelf, 'two');
    await settle(5_000);
    expect(goalOf(second.getState().draft)).toBe('关窗前写的');
    expect(far.draft.rows.filter(({ id }) => id === 'n1')).toHaveLength(1);
    expect(second.getState().draft).toEqual(far.draft);
    expect(shelf.kept.size).toBe(0);
    second.stop();
  });

  it('leaves alone what belongs to a window that is still open', async () => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const first = open(far, shelf, 'one');
    far.cut = 'before';
    first.apply([goal('还开着')]);
    await settle(1_000);
    const second = open(far, shelf, 'two');
    await settle(1_000);
    expect(shelf.kept.has('one')).toBe(true);
    first.stop();
    second.stop();
  });

  it('shows what was left behind from before a submission instead of writing it', async () => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const first = open(far, shelf, 'one');
    far.cut = 'before';
    first.apply([goal('送审前写的')]);
    await settle(1_000);
    first.stop();
    shelf.close();
    far.cut = 'none';
    const second = open(far, shelf, 'two', 2);
    await settle(100);
    expect(second.getState().conflicts).toMatchObject([{ kind: 'cell', mine: '送审前写的', theirs: '' }]);
    expect(goalOf(far.draft)).toBe('');
    second.stop();
  });

  it('takes typing in one cell back in one step, and again', async () => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const session = open(far, shelf, 'one');
    session.apply([goal('保')], 'typing');
    session.apply([goal('保洁', '保')], 'typing');
    await settle(3_000);
    session.undo();
    expect(goalOf(session.getState().draft)).toBe('');
    session.redo();
    expect(goalOf(session.getState().draft)).toBe('保洁');
    await settle(3_000);
    expect(goalOf(far.draft)).toBe('保洁');
    session.stop();
  });

  it('stops, and says so, when the form is no longer in the hands of its unit', async () => {
    const [far, shelf] = [new FarEnd(), new Shelf()];
    const session = open(far, shelf, 'one');
    const api = far.api as { save: SessionParts['api']['save'] };
    api.save = () => Promise.reject(new ApiError('', '已送审。', '', 409));
    session.apply([goal('晚了')]);
    await settle(3_000);
    expect(session.getState().status).toMatchObject({ kind: 'closed' });
    expect(shelf.kept.get('one')?.sent?.operations).toHaveLength(1);
    session.stop();
  });
});
