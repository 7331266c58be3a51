// Confidence intervals for a probability seen as k events in n trials.
import { betaQuantile } from "./beta-distribution.ts";
import { CONFIDENCE, type Interval } from "./interval.ts";
import { normalQuantile } from "./normal.ts";

/**
 * Exact (conservative) two-sided interval: each end is missed with probability at most (1 − confidence)/2.
 * C. J. Clopper & E. S. Pearson, Biometrika 26, 1934. With k = 0 the high end is still the two-sided one,
 * 1 − ((1 − confidence)/2)^(1/n).
 */
export function clopperPearson(k: number, n: number, confidence: number = CONFIDENCE): Interval {
  const tail = (1 - confidence) / 2;
  return {
    low: k === 0 ? 0 : betaQuantile(tail, { a: k, b: n - k + 1 }),
    high: k === n ? 1 : betaQuantile(1 - tail, { a: k + 1, b: n - k }),
  };
}

/** Score interval (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927), its lower end in the form that does not cancel. */
export function wilson(k: number, n: number, confidence: number = CONFIDENCE): Interval {
  const z2 = normalQuantile((1 - confidence) / 2) ** 2;
  return { low: wilsonLow(k, n, z2), high: 1 - wilsonLow(n - k, n, z2) };
}

/** Equal-tailed posterior interval under Jeffreys' prior beta(1/2, 1/2). */
export function jeffreys(k: number, n: number, confidence: number = CONFIDENCE): Interval {
  const tail = (1 - confidence) / 2;
  const shape = { a: k + 0.5, b: n - k + 0.5 };
  return { low: betaQuantile(tail, shape), high: betaQuantile(1 - tail, shape) };
}

/** Wald interval about Wilson's centre, cut to [0, 1] (A. Agresti & B. A. Coull, Am. Statistician 52, 1998). */
export function agrestiCoull(k: number, n: number, confidence: number = CONFIDENCE): Interval {
  const z2 = normalQuantile((1 - confidence) / 2) ** 2;
  const trials = n + z2;
  const centre = (k + z2 / 2) / trials;
  const half = Math.sqrt((z2 * centre * (1 - centre)) / trials);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Smaller root of (p̂ − p)² = z² p (1 − p)/n, written as the product of the roots over the larger one. */
function wilsonLow(k: number, n: number, z2: number): number {
  const spread = Math.sqrt(z2 * (z2 / 4 + (k * (n - k)) / n));
  return (k * (k / n)) / (k + z2 / 2 + spread);
}
