import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, type RoundingMode } from './decimal.ts';

/** Any decimal number as the text a form could print. */
const numbers = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 8 }))
  .map(([coefficient, scale]) => {
    const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(scale + 1, '0');
    const sign = coefficient < 0n ? '-' : '';
    const cut = digits.length - scale;
    return sign + (scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`);
  });
const modes = fc.constantFrom<RoundingMode>('half-up', 'truncate');

/** The same number as a fraction of whole numbers, read without Decimal. */
interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

function ratio(text: string): Ratio {
  const [whole = '', fraction = ''] = text.split('.');
  return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}

function isSame(a: Ratio, b: Ratio): boolean {
  return a.over * b.under === b.over * a.under;
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** |result − exact| as a fraction. */
function distance(result: Ratio, exact: Ratio): Ratio {
  return {
    over: size(result.over * exact.under - exact.over * result.under),
    under: size(result.under * exact.under),
  };
}

describe('Decimal text', () => {
  test.each(['22.00', '0', '-0.50', '167927.00', '0.05'])('prints %s as it was read', (text) => {
    expect(Decimal.of(text).toString()).toBe(text);
    expect(JSON.stringify({ text: Decimal.of(text) })).toBe(JSON.stringify({ text }));
  });

  test.each(['', ' 1', '1,000', '.5', '5.', '1e3', '１', '--1', '0x10', '9'.repeat(401)])(
    'refuses %j',
    (text) => {
      expect(Decimal.parse(text)).toBeUndefined();
      expect(() => Decimal.of(text)).toThrow(RangeError);
    },
  );

  test('reads a plus sign and drops it', () => {
    expect(Decimal.of('+1.50').toString()).toBe('1.50');
  });

  test('prints every number back as it was read', () => {
    fc.assert(
      fc.property(numbers, (text) =>
        /^-0+(?:\.0+)?$/.test(text) ? true : Decimal.of(text).toString() === text,
      ),
    );
  });

  test('becomes a binary number for drawing only', () => {
    expect(Decimal.of('95.59').toNumber()).toBeCloseTo(95.59);
  });
});

describe('Decimal sums and products', () => {
  test('are exact', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [x, y] = [ratio(a), ratio(b)];
        const [p, q] = [Decimal.of(a), Decimal.of(b)];
        expect(
          isSame(ratio(p.add(q).toString()), {
            over: x.over * y.under + y.over * x.under,
            under: x.under * y.under,
          }),
        ).toBe(true);
        expect(
          isSame(ratio(p.sub(q).toString()), {
            over: x.over * y.under - y.over * x.under,
            under: x.under * y.under,
          }),
        ).toBe(true);
        expect(isSame(ratio(p.mul(q).toString()), { over: x.over * y.over, under: x.under * y.under })).toBe(
          true,
        );
      }),
    );
  });

  test('keep the longer scale', () => {
    expect(Decimal.sum(['22.00', '0.5', '1'].map((text) => Decimal.of(text))).toString()).toBe('23.50');
    expect(Decimal.sum([]).toString()).toBe('0');
  });
});

describe('Decimal quotients and rounding', () => {
  test('half-up lies within half of the last place, ties go away from zero', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 0, max: 6 }), (a, b, scale) => {
        fc.pre(!Decimal.of(b).isZero);
        const [x, y] = [ratio(a), ratio(b)];
        const exact = { over: x.over * y.under, under: x.under * y.over };
        const result = ratio(Decimal.of(a).div(Decimal.of(b), scale, 'half-up').toString());
        const off = distance(result, exact);
        expect(off.over * 2n * 10n ** BigInt(scale)).toBeLessThanOrEqual(off.under);
        if (off.over * 2n * 10n ** BigInt(scale) === off.under) {
          expect(size(result.over * exact.under)).toBeGreaterThanOrEqual(size(exact.over * result.under));
        }
      }),
    );
  });

  test('truncation never grows and loses less than one last place', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 0, max: 6 }), (a, b, scale) => {
        fc.pre(!Decimal.of(b).isZero);
        const [x, y] = [ratio(a), ratio(b)];
        const exact = { over: x.over * y.under, under: x.under * y.over };
        const result = ratio(Decimal.of(a).div(Decimal.of(b), scale, 'truncate').toString());
        const off = distance(result, exact);
        expect(size(result.over * exact.under)).toBeLessThanOrEqual(size(exact.over * result.under));
        expect(off.over * 10n ** BigInt(scale)).toBeLessThan(off.under);
      }),
    );
  });

  test('rounding is dividing by one', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 8 }), modes, (text, scale, mode) => {
        const value = Decimal.of(text);
        expect(value.round(scale, mode).toString()).toBe(value.div(Decimal.of('1'), scale, mode).toString());
      }),
    );
  });

  test.each([
    ['99.465', 2, 'half-up', '99.47'],
    ['99.465', 2, 'truncate', '99.46'],
    ['-0.005', 2, 'half-up', '-0.01'],
    ['-0.005', 2, 'truncate', '0.00'],
    ['-2.5', 0, 'half-up', '-3'],
    ['9.946', 4, 'truncate', '9.9460'],
  ] as const)('%s to %i places by %s is %s', (text, scale, mode, expected) => {
    expect(Decimal.of(text).round(scale, mode).toString()).toBe(expected);
  });

  test('a negative divisor rounds like a negative number', () => {
    expect(Decimal.of('1').div(Decimal.of('-2'), 0, 'half-up').toString()).toBe('-1');
    expect(Decimal.of('1.000').div(Decimal.of('3'), 1, 'truncate').toString()).toBe('0.3');
  });

  test('dividing by zero is a programmer error', () => {
    expect(() => Decimal.of('1').div(Decimal.ZERO, 2, 'half-up')).toThrow(RangeError);
  });
});

describe('Decimal order', () => {
  test('agrees with the order of fractions', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [x, y] = [ratio(a), ratio(b)];
        const left = x.over * y.under;
        const right = y.over * x.under;
        const order = left < right ? -1 : left > right ? 1 : 0;
        const [p, q] = [Decimal.of(a), Decimal.of(b)];
        expect(p.compare(q)).toBe(order);
        expect(p.equals(q)).toBe(order === 0);
        expect(p.min(q).compare(p.max(q))).not.toBe(1);
        expect(p.min(q).add(p.max(q)).equals(p.add(q))).toBe(true);
        expect(p.sub(q).sign).toBe(order);
      }),
    );
  });

  test('printed places do not matter', () => {
    expect(Decimal.of('22.00').equals(Decimal.of('22'))).toBe(true);
    expect(Decimal.of('0.00').isZero).toBe(true);
  });
});
