// Student's t distribution: density, cumulative probability and quantile, by way of the beta distribution.

import { betaLogitQuantile, betaTails } from "./beta-distribution.ts";
import { exp, log1p } from "./elementary.ts";
import { stirlingRemainder } from "./gamma-function.ts";

/** Density at x with `freedom` degrees of freedom. */
export function studentDensity(x: number, freedom: number): number {
  const a = freedom / 2;
  // ln Γ(a + ½) − ln Γ(a) − ½ ln a by Stirling's formula with its remainder: no cancellation for a large a.
  const ratio = a * log1p(0.5 / a) - 0.5 + stirlingRemainder(a + 0.5) - stirlingRemainder(a);
  return exp(ratio - (a + 0.5) * log1p((x * x) / freedom)) / Math.sqrt(2 * Math.PI);
}

/** P(T <= x); the tail is I_{ν/(ν+x²)}(ν/2, 1/2) / 2 (Abramowitz & Stegun 26.7.1). */
export function studentCdf(x: number, freedom: number): number {
  if (x === 0) return 0.5;
  const [beyond, within] = [1 / (1 + (x * x) / freedom), 1 / (1 + freedom / (x * x))];
  const tail = 0.5 * betaTails(beyond, within, { a: freedom / 2, b: 0.5 }).lower;
  return x < 0 ? tail : 1 - tail;
}

/** The x with P(T <= x) = p, to about 1e-13 relative. */
export function studentQuantile(p: number, freedom: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : Number.NaN;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const logit = betaLogitQuantile(2 * tail, 1 - 2 * tail, { a: freedom / 2, b: 0.5 });
  const size = Math.sqrt(freedom) * exp(-0.5 * logit);
  return p < 0.5 ? -size : size;
}
