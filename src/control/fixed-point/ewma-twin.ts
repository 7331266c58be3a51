// The exponentially weighted variance of the volatility sensor in 18-decimal integers.
import { inWord, ONE, quotient, toFixed } from "./fixed.ts";

/** Stored coefficients with 18 decimals. */
export interface FixedEwma {
  /** Share of the old variance that is kept per block. */
  readonly keep: bigint;
  /** What a squared change adds per year: (1 - keep) times blocks per year. */
  readonly gain: bigint;
}

/**
 * @param keep 0.5^(block time / half-life), computed off chain  @param blocksPerYear variances are per year: per second
 * they would have too few digits left
 */
export function fixedEwma(keep: number, blocksPerYear: number): FixedEwma {
  return { keep: toFixed(keep), gain: toFixed((1 - keep) * blocksPerYear) };
}

/**
 * Variance per year after one change of the log price, 18 decimals, rounded up: a volatility that is too high only makes
 * the controller more careful.
 */
export function fixedVariance({ keep, gain }: FixedEwma, variance: bigint, change: bigint): bigint {
  const squared = inWord(change * change); // 36 decimals
  const added = quotient(inWord(gain * squared), ONE, "towardZero"); // 36 decimals
  return quotient(inWord(keep * variance + added), ONE, "up");
}

/** Square root with 18 decimals, rounded down (Newton's iteration on integers): volatility from variance. */
export function fixedSquareRoot(value: bigint): bigint {
  if (value < 0n) throw new RangeError("square root of a negative fixed-point number");
  if (value === 0n) return 0n;
  const target = inWord(value * ONE);
  let root = 1n << BigInt((target.toString(2).length + 1) >> 1); // not below the root
  for (;;) {
    const next = (root + target / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
