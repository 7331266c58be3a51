// The gamma and chi-squared distributions: regularised incomplete gamma functions and their inverses.

import { deviance } from "./deviance.ts";
import { exp, log } from "./elementary.ts";
import { stirlingRemainder } from "./gamma-function.ts";
import { increasingRoot } from "./increasing-root.ts";

/** Regularised lower incomplete gamma function P(a, x): the probability that a gamma(a, 1) variable is at most x. */
export function gammaCdf(x: number, a: number): number {
  return x > 0 ? tails(x, a).lower : 0;
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), accurate in the far tail. */
export function gammaUpperTail(x: number, a: number): number {
  return x > 0 ? tails(x, a).upper : 1;
}

/** The x with P(a, x) = p, to about 1e-13 relative; solved in ln x for the logarithm of the smaller tail. */
export function gammaQuantile(p: number, a: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? 0 : p === 1 ? Infinity : Number.NaN;
  const at = (t: number) => {
    const { lower, upper, density } = tails(exp(t), a);
    return p <= 0.5
      ? { value: log(lower / p), slope: density / lower }
      : { value: log((1 - p) / upper), slope: density / upper };
  };
  return exp(increasingRoot(at, -700, 700, log(a)));
}

/** Probability that a chi-squared variable with `freedom` degrees of freedom is at most x. */
export function chiSquaredCdf(x: number, freedom: number): number {
  return gammaCdf(x / 2, freedom / 2);
}

/** Quantile of the chi-squared distribution with `freedom` degrees of freedom. */
export function chiSquaredQuantile(p: number, freedom: number): number {
  return 2 * gammaQuantile(p, freedom / 2);
}

/** Both tail probabilities at x and x times the density, which is the density of ln x. */
function tails(x: number, a: number): { lower: number; upper: number; density: number } {
  const density = Math.sqrt(a / (2 * Math.PI)) * exp(-stirlingRemainder(a) - deviance(a, x));
  if (x < a + 1) {
    const lower = Math.min(1, density * series(x, a));
    return { lower, upper: 1 - lower, density };
  }
  const upper = Math.min(1, density * continuedFraction(x, a));
  return { lower: 1 - upper, upper, density };
}

/** Σ xⁿ / (a (a+1) … (a+n)) (Abramowitz & Stegun 6.5.29). */
function series(x: number, a: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 100_000 && term > sum * Number.EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Legendre's continued fraction for the upper tail by Lentz's method (Abramowitz & Stegun 6.5.31). */
function continuedFraction(x: number, a: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 100_000; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b || 1e-300);
    c = b + factor / c || 1e-300;
    value *= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) break;
  }
  return value;
}
