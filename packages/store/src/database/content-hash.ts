import { createHash } from 'node:crypto';
import { canonicalJson } from '@jiheng/domain';

/** SHA-256 of a text in lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** 内容摘要: SHA-256 of the canonical JSON of a value, in lower-case hex. */
export function contentHash(value: unknown): string {
  return sha256(canonicalJson(value));
}
