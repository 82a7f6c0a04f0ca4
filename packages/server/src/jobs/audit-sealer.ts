import { sealAudit, type Db } from '@jiheng/store';
import { repeatedly, type Background } from './repeatedly.ts';

const EVERY_MS = 1_000;

/** 封存审计日志 in the background: whatever was committed is part of the chain within two seconds. */
export function createAuditSealer(
  { db, clock }: { readonly db: Db; readonly clock: () => Date },
  onError: (error: unknown) => void,
): Background {
  return repeatedly(() => sealAudit(db, clock()), EVERY_MS, onError);
}
