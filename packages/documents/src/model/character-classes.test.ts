import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CharacterClass, CharacterLedger } from './character-classes.ts';

const CLAIM = fc.tuple(fc.nat(60), fc.nat(60), fc.constantFrom(...Object.values(CharacterClass)));

describe('the class of every character', () => {
  it('adds up to all non-blank characters whatever is claimed, in whatever order', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('指', '标', ' ', '\n', '　', '\u200b', '9', '|'), maxLength: 60 }),
        fc.array(CLAIM),
        (text, claims) => {
          const ledger = new CharacterLedger(text);
          for (const [from, length, kind] of claims) ledger.claim({ from, to: from + length }, kind);
          const { total, field, label, furniture, residue } = ledger.counts();
          expect(field + label + furniture + residue).toBe(total);
          expect(total).toBe(text.replace(/[\s\u200b]/g, '').length);
          const shown = ledger
            .residue(1_000)
            .map(({ from, to }) => text.slice(from, to).replace(/[\s\u200b]/g, ''))
            .join('');
          expect(shown).toHaveLength(residue);
        },
      ),
    );
  });

  it('is written once', () => {
    const ledger = new CharacterLedger('总分');
    ledger.claim({ from: 0, to: 2 }, CharacterClass.Label);
    ledger.claim({ from: 0, to: 1 }, CharacterClass.Field);
    expect(ledger.counts()).toMatchObject({ label: 2, field: 0, residue: 0 });
  });
});
