// Exact fractions of integers: how a decimal number becomes an on-chain integer, and back, without floating point.

/** numerator / denominator, denominator > 0; not necessarily in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** The exact value of a decimal text; a double stands for its shortest decimal. Throws on anything else. */
export function fractionOf(value: string | number | bigint): Fraction {
  if (typeof value === "bigint") return { numerator: value, denominator: 1n };
  const match = DECIMAL.exec(String(value).trim());
  if (match === null) throw new RangeError(`not a finite decimal number: ${value}`);
  const [, sign = "", whole = "", part = "", power = "0"] = match;
  const digits = BigInt(`${whole}${part}`) * (sign === "-" ? -1n : 1n);
  const exponent = Number(power) - part.length;
  if (exponent >= 0) return { numerator: digits * powerOfTen(exponent), denominator: 1n };
  return { numerator: digits, denominator: powerOfTen(-exponent) };
}

export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/** a / b; throws on b = 0. */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.numerator === 0n) throw new RangeError("division of a fraction by zero");
  const sign = b.numerator < 0n ? -1n : 1n;
  return { numerator: sign * a.numerator * b.denominator, denominator: sign * a.denominator * b.numerator };
}

/** Nearest integer; a tie goes to the even one, so that many roundings do not drift. */
export function nearestInteger({ numerator, denominator }: Fraction): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const whole = size / denominator;
  const twice = 2n * (size % denominator);
  const up = twice > denominator || (twice === denominator && whole % 2n === 1n);
  const rounded = up ? whole + 1n : whole;
  return numerator < 0n ? -rounded : rounded;
}

/** Nearest double: thirty digits and a sticky one decide every rounding. */
export function nearestNumber({ numerator, denominator }: Fraction): number {
  if (numerator === 0n) return 0;
  const size = numerator < 0n ? -numerator : numerator;
  const shift = 30 - (String(size).length - String(denominator).length);
  const scaled = shift >= 0 ? size * powerOfTen(shift) : size;
  const divisor = shift >= 0 ? denominator : denominator * powerOfTen(-shift);
  const sticky = scaled % divisor === 0n ? "0" : "1";
  const value = Number(`${scaled / divisor}${sticky}e${-shift - 1}`);
  return numerator < 0n ? -value : value;
}
