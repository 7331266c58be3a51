// Numbers with 18 decimals in 256-bit integers, as a contract computes with them: every rounding is named, and a result
// that does not fit ends the computation as it would on chain.
//
// Specification: control 3.7.

/** Integer that stands for 1. */
export const ONE = 10n ** 18n;

/** Where a quotient that is no integer goes. */
export type Rounding = "towardZero" | "awayFromZero" | "up" | "down";

/** Bits of a word of the machine, sign included. */
const WORD = 256;
/** Bits of the significand of a double. */
const SIGNIFICAND = 52;

/** a b, both with 18 decimals. @throws RangeError when the product does not fit a word */
export function multiply(a: bigint, b: bigint, rounding: Rounding): bigint {
  return quotient(inWord(a * b), ONE, rounding);
}

/** a / b, both with 18 decimals. @throws RangeError when a * 1e18 does not fit a word, or b is 0 */
export function divide(a: bigint, b: bigint, rounding: Rounding): bigint {
  if (b === 0n) throw new RangeError("fixed-point division by zero");
  return quotient(inWord(a * ONE), b, rounding);
}

/** Integer quotient with a named rounding; b is not 0. */
export function quotient(a: bigint, b: bigint, rounding: Rounding): bigint {
  const whole = a / b; // toward zero
  if (whole * b === a) return whole;
  const positive = a < 0n === b < 0n;
  if (rounding === "awayFromZero" || rounding === (positive ? "up" : "down")) return whole + (positive ? 1n : -1n);
  return whole;
}

/** The value itself. @throws RangeError when it does not fit a word */
export function inWord(value: bigint): bigint {
  if (BigInt.asIntN(WORD, value) !== value)
    throw new RangeError("fixed-point overflow: the value does not fit 256 bits");
  return value;
}

/** Value between two limits; null is no limit. */
export function between(value: bigint, low: bigint | null, high: bigint | null): bigint {
  if (high !== null && value > high) return high;
  return low !== null && value < low ? low : value;
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The nearest number with 18 decimals, a tie away from zero. @throws RangeError for what is not finite */
export function toFixed(x: number): bigint {
  if (!Number.isFinite(x)) throw new RangeError(`no fixed-point number for ${x}`);
  let exponent = 0;
  let significand = x;
  while (!Number.isInteger(significand)) {
    significand *= 2; // exact: powers of two
    exponent += 1;
  }
  const scaled = BigInt(significand) * ONE;
  if (exponent === 0) return scaled;
  const half = 1n << BigInt(exponent - 1);
  const size = (absolute(scaled) + half) >> BigInt(exponent);
  return scaled < 0n ? -size : size;
}

/** The same; null for an infinity, which means no limit. */
export function toLimit(x: number): bigint | null {
  return Number.isFinite(x) ? toFixed(x) : null;
}

/** The double nearest to value / 1e18, within two roundings. */
export function toNumber(value: bigint): number {
  const bits = absolute(value).toString(2).length;
  if (bits <= SIGNIFICAND) return Number(value) / 1e18;
  const whole = value / ONE;
  return Number(whole) + Number(value - whole * ONE) / 1e18;
}
