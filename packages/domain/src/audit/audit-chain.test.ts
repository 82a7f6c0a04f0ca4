import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AUDIT_GENESIS,
  auditContentHash,
  auditSealHash,
  ChainChecker,
  type SealedEntry,
} from './audit-chain.ts';

/** Any function of the text will do for the chain itself. */
const sha256 = (text: string): string => {
  let hash = 7;
  for (const sign of text) hash = (Math.imul(hash, 31) + (sign.codePointAt(0) ?? 0)) | 0;
  return `${String(hash)}:${String(text.length)}`;
};

function chain(details: readonly unknown[]): SealedEntry[] {
  let previousSha256 = AUDIT_GENESIS;
  return details.map((detail, index) => {
    const content = {
      tenantId: 't',
      entryId: `e${String(index)}`,
      at: '2026-03-01T00:00:00.000Z',
      actor: '王',
      personId: index % 2 === 0 ? null : 'p',
      action: 'submit',
      subject: 'f',
      detail,
    };
    const contentSha256 = auditContentHash(content, sha256);
    const sealed = { sequence: index + 1, entryId: content.entryId, contentSha256, previousSha256 };
    previousSha256 = auditSealHash(sealed, sha256);
    return { ...content, ...sealed, sealSha256: previousSha256 };
  });
}

function firstFault(entries: readonly SealedEntry[]): number | undefined {
  const checker = new ChainChecker('t', sha256);
  const at = entries.findIndex((entry) => checker.add(entry) !== undefined);
  return at < 0 ? undefined : at;
}

const details = fc.array(fc.jsonValue(), { minLength: 2, maxLength: 12 });

describe('the chain of seals', () => {
  it('holds as it was made', () => {
    fc.assert(
      fc.property(details, (values) => {
        expect(firstFault(chain(values))).toBeUndefined();
      }),
    );
  });

  it.each(['actor', 'action', 'subject', 'at', 'personId'] as const)(
    'tells an entry whose %s was changed',
    (member) => {
      fc.assert(
        fc.property(details, fc.nat(), (values, number) => {
          const at = number % values.length;
          const changed = chain(values).map((entry, index) =>
            index === at ? { ...entry, [member]: `${entry[member] ?? ''}x` } : entry,
          );
          expect(firstFault(changed)).toBe(at);
        }),
      );
    },
  );

  it('tells an entry that was taken out, put in, or moved', () => {
    fc.assert(
      fc.property(details, fc.nat(), (values, number) => {
        const whole = chain(values);
        const at = number % (whole.length - 1);
        expect(firstFault(whole.filter((_, index) => index !== at))).toBe(at);
        expect(firstFault([...whole.slice(0, at), whole[at]!, ...whole.slice(at)])).toBe(at + 1);
        const swapped = [...whole];
        [swapped[at], swapped[at + 1]] = [swapped[at + 1]!, swapped[at]!];
        expect(firstFault(swapped)).toBe(at);
      }),
    );
  });

  it('tells an entry that was changed together with its own hashes, at the one after it', () => {
    const whole = chain([1, 2, 3]);
    const forged = { ...whole[1]!, detail: 99 };
    const contentSha256 = auditContentHash(forged, sha256);
    const resealed = { ...forged, contentSha256 };
    whole[1] = { ...resealed, sealSha256: auditSealHash(resealed, sha256) };
    expect(firstFault(whole)).toBe(2);
  });
});
