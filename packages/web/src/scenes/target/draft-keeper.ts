import type { DraftOperation } from '@jiheng/domain';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** 本机暂存: what of one window the server has not yet acknowledged. */
export interface KeptDraft {
  readonly formId: string;
  readonly clientId: string;
  readonly baseRevision: number;
  /** A save that may have reached the server; it is repeated as it is. */
  readonly sent: {
    readonly sequence: number;
    readonly baseVersion: number;
    readonly operations: readonly DraftOperation[];
  } | null;
  /** What was typed since. */
  readonly queued: readonly DraftOperation[];
  readonly sequence: number;
  readonly version: number;
  readonly keptAt: number;
}

interface Schema extends DBSchema {
  drafts: { key: [string, string]; value: KeptDraft; indexes: { form: string } };
}

/** Where unsaved changes survive the end of a window. */
export interface DraftKeeper {
  /** False where the browser gives no storage; then leaving the page is asked about. */
  readonly isLasting: boolean;
  keep(kept: KeptDraft): Promise<void>;
  forget(formId: string, clientId: string): Promise<void>;
  listOthers(formId: string, clientId: string): Promise<readonly KeptDraft[]>;
  /** Whether that window is still open somewhere in this browser. */
  isAlive(clientId: string): Promise<boolean>;
  close(): void;
}

const ANSWER_MS = 350;

/** Windows of one browser answer for themselves. */
function roll(clientId: string) {
  const channel = new BroadcastChannel('jiheng-drafts');
  const waiting = new Map<string, () => void>();
  channel.onmessage = ({ data }: MessageEvent<{ readonly ask?: string; readonly here?: string }>) => {
    if (data.ask === clientId) channel.postMessage({ here: clientId });
    if (data.here !== undefined) waiting.get(data.here)?.();
  };
  return {
    isAlive: (other: string) =>
      new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(other);
          resolve(false);
        }, ANSWER_MS);
        waiting.set(other, () => {
          clearTimeout(timer);
          waiting.delete(other);
          resolve(true);
        });
        channel.postMessage({ ask: other });
      }),
    close: () => {
      channel.close();
    },
  };
}

/** Asynchronous as a whole: where storage is denied, browsers throw at once instead of refusing the request. */
async function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('jiheng', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: ['formId', 'clientId'] }).createIndex('form', 'formId');
    },
  });
}

/** Opens the store of this browser; where there is none (a private window) nothing is kept, and the keeper says so. */
export async function openKeeper(clientId: string): Promise<DraftKeeper> {
  const { isAlive, close } = roll(clientId);
  const database = await open().catch(() => undefined);
  return {
    isLasting: database !== undefined,
    keep: async (kept) => {
      await database?.put('drafts', kept, undefined);
    },
    forget: async (formId, client) => {
      await database?.delete('drafts', [formId, client]);
    },
    listOthers: async (formId, own) =>
      ((await database?.getAllFromIndex('drafts', 'form', formId)) ?? []).filter(
        ({ clientId: other }) => other !== own,
      ),
    isAlive,
    close: () => {
      close();
      database?.close();
    },
  };
}
