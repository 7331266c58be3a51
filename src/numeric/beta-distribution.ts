// The beta distribution: the regularised incomplete beta function and its inverse.

import { deviance } from "./deviance.ts";
import { exp, log } from "./elementary.ts";
import { stirlingRemainder } from "./gamma-function.ts";
import { increasingRoot } from "./increasing-root.ts";

/** Shape parameters of a beta distribution, both positive. */
export interface BetaShape {
  readonly a: number;
  readonly b: number;
}

/** Regularised incomplete beta function I_x(a, b): the probability that a beta variable is at most x in [0, 1]. */
export function betaCdf(x: number, shape: BetaShape): number {
  if (!(x > 0)) return x <= 0 ? 0 : Number.NaN;
  if (x >= 1) return 1;
  return betaTails(x, 1 - x, shape).lower;
}

/** The x with I_x(a, b) = p, to about 1e-13 relative. */
export function betaQuantile(p: number, shape: BetaShape): number {
  if (!(p > 0 && p < 1)) return p === 0 ? 0 : p === 1 ? 1 : Number.NaN;
  return 1 / (1 + exp(-betaLogitQuantile(p, 1 - p, shape)));
}

/**
 * ln(x / (1 − x)) of the beta quantile, accurate at both ends of (0, 1).
 * The smaller of p and q = 1 − p is met, in its logarithm, by Newton steps in the logit of x: there the tails of the
 * distribution are straight lines.
 */
export function betaLogitQuantile(p: number, q: number, shape: BetaShape): number {
  const at = (t: number) => {
    const { lower, upper, density } = betaTails(1 / (1 + exp(-t)), 1 / (1 + exp(t)), shape);
    return p <= q
      ? { value: log(lower / p), slope: density / lower }
      : { value: log(q / upper), slope: density / upper };
  };
  return increasingRoot(at, -LARGEST_LOGIT, LARGEST_LOGIT, log(shape.a / shape.b));
}

/** Beyond it x or 1 − x is no longer a normal double. */
const LARGEST_LOGIT = 700;

/** Both tail probabilities at x and x (1 − x) times the density, which is the density of the logit of x. */
export interface BetaTails {
  readonly lower: number;
  readonly upper: number;
  readonly density: number;
}

/** Tails at x in (0, 1), with y = 1 − x given apart so that nothing is lost where x is close to 1. */
export function betaTails(x: number, y: number, { a, b }: BetaShape): BetaTails {
  const density = logitDensity(x, y, { a, b });
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, density * continuedFraction(x, y, { a, b }));
    return { lower, upper: 1 - lower, density };
  }
  const upper = Math.min(1, density * continuedFraction(y, x, { a: b, b: a }));
  return { lower: 1 - upper, upper, density };
}

/** x^a y^b / B(a, b) by Loader's saddle-point form (2000), which keeps its digits for large a and b. */
function logitDensity(x: number, y: number, { a, b }: BetaShape): number {
  const n = a + b;
  const remainder = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b);
  const exponent = remainder - deviance(a, n * x) - deviance(b, n * y);
  return Math.sqrt(((a / n) * b) / (2 * Math.PI)) * exp(exponent);
}

/**
 * I_x(a, b) over x^a y^b / B(a, b), by the continued fraction of A. R. DiDonato & A. H. Morris, Algorithm 708, 1992,
 * equation (9), summed by Lentz's method; written in x and y, it does not cancel near x = a/(a + b).
 */
function continuedFraction(x: number, y: number, { a, b }: BetaShape): number {
  const base = a * y - b * x + 1;
  let value = awayFromZero((a / (a + 1)) * base);
  let c = value;
  let d = 0;
  for (let m = 1; m < 100_000; m++) {
    const e = a + 2 * m;
    const numerator = (((a + m - 1) * (a + b + m - 1)) / (e - 1) / (e - 1)) * m * (b - m) * x * x;
    const denominator = m + (m * (b - m) * x) / (e - 1) + ((a + m) / (e + 1)) * (base + m * (1 + y));
    d = 1 / awayFromZero(denominator + numerator * d);
    c = awayFromZero(denominator + numerator / c);
    value *= c * d;
    if (Math.abs(c * d - 1) <= 2 * Number.EPSILON) break;
  }
  return 1 / value;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}
