/** Exact decimal number as text: optional minus, digits, optional point and digits. It keeps the printed scale ("22.00"). */
export type DecimalText = string & { readonly __decimal: unique symbol };

/**
 * How a result is shortened to fewer places.
 * `half-up` 四舍五入 (away from zero on a tie), `truncate` 截尾.
 */
export type RoundingMode = 'half-up' | 'truncate';

const PATTERN = /^([+-]?)(\d+)(?:\.(\d+))?$/;
const MAX_DIGITS = 400;

const POWERS = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

function pow10(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

function divide(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const quotient = numerator / denominator;
  if (mode === 'truncate') return quotient;
  const rest = numerator % denominator;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const size = denominator < 0n ? -denominator : denominator;
  if (twice < size) return quotient;
  return numerator < 0n === denominator < 0n ? quotient + 1n : quotient - 1n;
}

/**
 * Exact decimal: coefficient × 10^-scale. Immutable. The scale is the printed number of places and is kept by parsing
 * and printing, so `Decimal.parse('22.00')` prints `22.00`.
 *
 * @example
 * Decimal.of('61.31').div(Decimal.of('110.28'), 4, 'truncate').toString() // '0.5559'
 */
export class Decimal {
  static readonly ZERO = new Decimal(0n, 0);
  readonly coefficient: bigint;
  readonly scale: number;

  private constructor(coefficient: bigint, scale: number) {
    this.coefficient = coefficient;
    this.scale = scale;
  }

  /** Reads plain digits (half width, no separators); `undefined` when the text is no decimal number or is absurdly long. */
  static parse(text: string): Decimal | undefined {
    if (text.length > MAX_DIGITS) return undefined;
    const match = PATTERN.exec(text);
    if (!match) return undefined;
    const fraction = match[3] ?? '';
    const digits = BigInt((match[2] ?? '0') + fraction);
    return new Decimal(match[1] === '-' ? -digits : digits, fraction.length);
  }

  /** Reads a number known to be well formed (a literal, a stored value). Throws `RangeError` otherwise. */
  static of(text: string): Decimal {
    const value = Decimal.parse(text);
    if (!value) throw new RangeError(`not a decimal number: ${text.slice(0, 40)}`);
    return value;
  }

  static sum(values: Iterable<Decimal>): Decimal {
    let total = Decimal.ZERO;
    for (const value of values) total = total.add(value);
    return total;
  }

  private at(scale: number): bigint {
    return scale === this.scale ? this.coefficient : this.coefficient * pow10(scale - this.scale);
  }

  add(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.at(scale) + other.at(scale), scale);
  }

  sub(other: Decimal): Decimal {
    return this.add(other.negate());
  }

  negate(): Decimal {
    return new Decimal(-this.coefficient, this.scale);
  }

  mul(other: Decimal): Decimal {
    return new Decimal(this.coefficient * other.coefficient, this.scale + other.scale);
  }

  /** Quotient with exactly `scale` places. Throws `RangeError` on division by zero. */
  div(other: Decimal, scale: number, mode: RoundingMode): Decimal {
    if (other.coefficient === 0n) throw new RangeError('division by zero');
    const shift = scale + other.scale - this.scale;
    const numerator = shift >= 0 ? this.coefficient * pow10(shift) : this.coefficient;
    const denominator = shift >= 0 ? other.coefficient : other.coefficient * pow10(-shift);
    return new Decimal(divide(numerator, denominator, mode), scale);
  }

  /** The same value with exactly `scale` places. */
  round(scale: number, mode: RoundingMode): Decimal {
    if (scale >= this.scale) return new Decimal(this.at(scale), scale);
    return new Decimal(divide(this.coefficient, pow10(this.scale - scale), mode), scale);
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const a = this.at(scale);
    const b = other.at(scale);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  get isZero(): boolean {
    return this.coefficient === 0n;
  }

  get sign(): -1 | 0 | 1 {
    return this.coefficient < 0n ? -1 : this.coefficient > 0n ? 1 : 0;
  }

  min(other: Decimal): Decimal {
    return this.compare(other) <= 0 ? this : other;
  }

  max(other: Decimal): Decimal {
    return this.compare(other) >= 0 ? this : other;
  }

  toString(): DecimalText {
    const digits = (this.coefficient < 0n ? -this.coefficient : this.coefficient)
      .toString()
      .padStart(this.scale + 1, '0');
    const sign = this.coefficient < 0n ? '-' : '';
    const cut = digits.length - this.scale;
    const text = this.scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
    return `${sign}${text}` as DecimalText;
  }

  toJSON(): DecimalText {
    return this.toString();
  }

  /** For drawing only (chart axes); never for sums, scores or money. */
  toNumber(): number {
    return Number(this.toString());
  }
}
