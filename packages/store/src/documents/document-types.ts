/** 原件: a file as it came; its bytes lie in the file store under `sha256`. */
export interface StoredDocument {
  readonly documentId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly createdAt: Date;
}

/** 原件 whose bytes lie in the file store already. */
export interface NewDocument {
  readonly tenantId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly now: Date;
}
