import type { FileStore, StoredDocument, Tenant } from '@jiheng/store';
import type { ReadingPool } from './reading-pool.ts';

/** Originals whose text is kept: someone who clicks one value clicks the next. */
const KEPT = 4;

/** 原文: text of an original, made by the reader in a thread of its own. */
export type SourceText = (
  tenantId: Tenant['tenantId'],
  document: Pick<StoredDocument, 'sha256' | 'fileName'>,
) => Promise<string>;

export function createSourceText(files: FileStore, pool: Pick<ReadingPool, 'text'>): SourceText {
  const kept = new Map<string, Promise<string>>();
  return (tenantId, { sha256, fileName }) => {
    const key = `${tenantId}/${sha256}`;
    const text = kept.get(key) ?? files.read(tenantId, sha256).then((bytes) => pool.text(bytes, fileName));
    kept.delete(key);
    kept.set(key, text);
    text.catch(() => kept.delete(key));
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
    return text;
  };
}
