// The standard normal distribution: density, cumulative probability, its logarithm, and the quantile.
import { exp, log, log1p } from "./elementary.ts";
import { erfc, erfcx } from "./error-function.ts";

/** Density of the standard normal at x. */
export function normalDensity(x: number): number {
  return exp(-0.5 * x * x) / SQRT_TWO_PI;
}

/** P(Z <= x), accurate in relative terms down to x = -37; below about -38.5 it underflows to 0. */
export function normalCdf(x: number): number {
  if (x >= -1) return 0.5 * erfc(-x / Math.SQRT2);
  return 0.5 * erfcx(-x / Math.SQRT2) * expMinusHalfSquare(x);
}

/** ln P(Z <= x), also where the probability itself underflows. */
export function normalLogCdf(x: number): number {
  if (x >= -1) return log1p(-0.5 * erfc(x / Math.SQRT2));
  return -0.5 * x * x + log(0.5 * erfcx(-x / Math.SQRT2));
}

/**
 * The x with P(Z <= x) = p; ±Infinity at 1 and 0, NaN outside [0, 1].
 * M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37, 1988: relative error about 1e-16.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : Number.NaN;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centreAbove, r)) / polynomial(centreBelow, r);
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(middleAbove, r - 1.6) / polynomial(middleBelow, r - 1.6)
      : polynomial(farAbove, r - 5) / polynomial(farBelow, r - 5);
  return q < 0 ? -size : size;
}

const SQRT_TWO_PI = 2.5066282746310007;

/** exp(−x²/2) with the square split, so that the rounding of x² is not magnified. */
function expMinusHalfSquare(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return exp(-0.5 * coarse * coarse) * exp(-0.5 * (x - coarse) * (x + coarse));
}

/** Coefficients from the constant up. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + (coefficients[i] ?? 0);
  return sum;
}

const centreAbove = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const centreBelow = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const middleAbove = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const middleBelow = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const farAbove = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const farBelow = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15,
];
