import type { Draft, DraftConflict, DraftOperation, FormKind, FormState } from '@jiheng/domain';

/** 填报中的表, as far as deciding who may write in it needs. */
export interface DraftForm {
  readonly formId: string;
  readonly kind: FormKind;
  readonly state: FormState;
  readonly path: string;
  readonly organisationId: string | null;
  readonly projectId: string | null;
  readonly campaignId: string | null;
  readonly currentRevision: number;
  readonly templateId: string | null;
}

/** 草稿 as it is stored. */
export interface StoredDraft {
  readonly formId: string;
  /** The revision it began from. */
  readonly baseRevision: number;
  readonly version: number;
  readonly draft: Draft;
  readonly templateId: string | null;
  /** What the round of the form has chosen; null where it chose nothing, or where there is no round. */
  readonly round: { readonly schemeId: string | null; readonly ruleProfileId: string | null };
}

/** One save, as a client sends it. `sequence` counts the saves of one client, so that repeating one is harmless. */
export interface DraftSave {
  readonly clientId: string;
  readonly sequence: number;
  readonly baseRevision: number;
  readonly baseVersion: number;
  readonly operations: readonly DraftOperation[];
}

/** 修改记录: one save of somebody, with its version. */
export interface DraftEntry {
  readonly version: number;
  readonly clientId: string;
  readonly sequence: number;
  readonly personId: string;
  readonly name: string;
  readonly at: Date;
  readonly operations: readonly DraftOperation[];
  readonly conflicts: readonly DraftConflict[];
}

/** 在场: who is in a draft, at which cell. */
export interface DraftPresence {
  readonly clientId: string;
  readonly name: string;
  readonly place: string;
}
