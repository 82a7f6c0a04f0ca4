import type { DraftPresence } from '@jiheng/api';
import type { Draft, DraftConflict } from '@jiheng/domain';
import { ApiError } from '../../client/api.ts';

/** 保存状态, always shown. */
export type SaveStatus =
  | { readonly kind: 'saved'; readonly at: Date | null }
  | { readonly kind: 'saving' }
  /** The server is not reached; what was typed is kept here and sent later. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'signed-out' }
  /** The form is no longer in the hands of its unit. */
  | { readonly kind: 'closed'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

/** What the page shows of a draft under way. */
export interface DraftState {
  readonly draft: Draft;
  readonly status: SaveStatus;
  /** Changes that the server has not acknowledged. */
  readonly waiting: number;
  readonly isKept: boolean;
  readonly conflicts: readonly DraftConflict[];
  readonly others: readonly DraftPresence[];
  /** Cells that somebody else has just written, by place, with the name. */
  readonly news: ReadonlyMap<string, string>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What a failed call means for the draft. */
export function statusOf(error: unknown): SaveStatus {
  if (!(error instanceof ApiError) || error.status === 0) return { kind: 'offline' };
  const message = `${error.message}${error.remedy}`;
  if (error.status === 401) return { kind: 'signed-out' };
  return { kind: [403, 404, 409].includes(error.status) ? 'closed' : 'failed', message };
}
