/**
 * 存储错误: a fault of the database, the files or an archive that a person can do something about.
 * `message` is Chinese and says what is wrong and where, `remedy` what to do; the technical cause goes to the log.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** Stable, in capitals with hyphens, `STORE-SERVER-TOO-OLD`. */
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy;
  }
}
