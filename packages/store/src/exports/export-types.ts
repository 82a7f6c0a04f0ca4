import type { FormRecord } from '@jiheng/domain';
import type { FormFilter, FormSort } from '../forms/form-types.ts';

/** 导出状态. A finished file that was removed again is `done` without `sha256`. */
export type ExportStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** 未能导出的表, and why, in Chinese. `name` is null where no single form is to blame. */
export interface ExportProblem {
  readonly name: string | null;
  readonly message: string;
}

/** Which forms: all that the filter shows in that order, or those of the `ids` among them, in the order of the ids. */
export interface ExportSelection {
  readonly filter: FormFilter;
  readonly sort: FormSort;
  readonly ids?: readonly string[] | undefined;
}

/** 导出任务. `request` is the caller's own JSON, kept as it is. */
export interface ExportJob {
  readonly tenantId: string;
  readonly exportId: string;
  readonly personId: string;
  readonly actor: string;
  readonly createdAt: Date;
  readonly request: unknown;
  readonly status: ExportStatus;
  readonly attempts: number;
  readonly formsTotal: number;
  readonly formsDone: number;
  readonly problems: readonly ExportProblem[];
  readonly fileName: string | null;
  readonly mediaType: string | null;
  /** Of the file in the file store of exports; null before it is there and after it was removed. */
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** A job taken by a worker; `worker` and `attempts` together tell whether it is still that worker's. */
export interface ClaimedExport extends ExportJob {
  readonly worker: string;
}

/** One form of an export with the revision it had when the export was asked for. */
export interface ExportForm {
  readonly position: number;
  readonly formId: string;
  readonly projectName: string | null;
  readonly record: FormRecord;
  readonly templateId: string | null;
  /** When the revision was stored. */
  readonly storedAt: Date;
}

/** What became of an export. */
export type ExportOutcome =
  | {
      readonly status: 'done';
      readonly problems: readonly ExportProblem[];
      readonly fileName: string;
      readonly mediaType: string;
      readonly sha256: string;
      readonly bytes: number;
      readonly expiresAt: Date;
    }
  | { readonly status: 'failed'; readonly problems: readonly ExportProblem[] };
