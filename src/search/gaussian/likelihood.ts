// How well a kernel explains what was observed: the log marginal likelihood and its gradient, with priors.
//
// Rasmussen and Williams, 2006, equations (2.30) and (5.9). The prior of the lengths grows with the root of the number of
// coordinates: Hvarfner, Hellsten and Nardi, "Vanilla Bayesian optimization performs great in high dimensions", ICML 2024.
import type { Box, SmoothFunction } from "../../numeric/bounded-minimum.ts";
import { exp, log } from "../../numeric/elementary.ts";
import {
  diagonalOf,
  packedCholesky,
  packedInverse,
  packedRow,
  solveLower,
  solveUpper,
} from "../../numeric/packed-cholesky.ts";
import { covariance, type Hyperparameters, maternSlope, scaledInputs } from "./covariance.ts";

export interface Observations {
  /** N x d, row-major, relative to the origin and in units of the data's extent. */
  readonly inputs: Float64Array;
  readonly dimension: number;
  /** N standardised values. */
  readonly values: Float64Array;
  /** Variance of each value's noise. */
  readonly noise: Float64Array;
}

/** Places behind the logarithms of the d lengths. */
const SIGNAL = 0;
const TREND = 1;
const NUGGET = 2;
const SCALARS = 3;

interface LogNormal {
  readonly mean: number;
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
}

const SCALAR_PRIORS: readonly LogNormal[] = [
  { mean: 0, deviation: 1.5, low: log(1e-3), high: log(1e3) },
  { mean: log(0.1), deviation: 3, low: log(1e-8), high: log(1e4) },
  { mean: log(1e-5), deviation: 2.5, low: log(1e-9), high: 0 },
];

function lengthPrior(d: number): LogNormal {
  return { mean: Math.SQRT2 + 0.5 * log(d), deviation: Math.sqrt(3), low: log(0.03), high: log(300) };
}

function priorsOf(d: number): readonly LogNormal[] {
  return [...Array<LogNormal>(d).fill(lengthPrior(d)), ...SCALAR_PRIORS];
}

/** Logarithms of the lengths, the signal, the trend and the nugget. */
export function logarithmsOf({ lengths, signal, trend, nugget }: Hyperparameters): Float64Array {
  return Float64Array.of(...lengths, signal, trend, nugget).map(log);
}

export function fromLogarithms(theta: Float64Array): Hyperparameters {
  const values = theta.map(exp);
  const d = theta.length - SCALARS;
  const [signal = 1, trend = 1, nugget = 1] = values.subarray(d);
  return { lengths: values.slice(0, d), signal, trend, nugget };
}

/** Where the logarithms may lie. */
export function hyperparameterBox(d: number): Box {
  const priors = priorsOf(d);
  return { low: Float64Array.from(priors, ({ low }) => low), high: Float64Array.from(priors, ({ high }) => high) };
}

/** Lower triangle of the kernel matrix, noise and nugget on its diagonal, packed into K. */
export function fillKernelMatrix(K: Float64Array, scaled: Float64Array, noise: Float64Array, h: Hyperparameters): void {
  const d = h.lengths.length;
  for (let i = 0, at = 0; i < noise.length; i++) {
    for (let j = 0; j <= i; j++, at++) K[at] = covariance(scaled, i * d, scaled, j * d, h);
    K[at - 1] = (K[at - 1] ?? 0) + (noise[i] ?? 0) + h.nugget;
  }
}

/**
 * Minus the log posterior density of the hyperparameters (up to a constant) as a function of their logarithms; infinite
 * where the kernel matrix is not positive definite. Memory is taken once.
 */
export function negativeLogPosterior({ inputs, dimension, values, noise }: Observations): SmoothFunction {
  const n = values.length;
  const matrix = (): Float64Array => new Float64Array(packedRow(n));
  const [K, inverse, room] = [matrix(), matrix(), matrix()];
  const priors = priorsOf(dimension);
  return (theta, gradient) => {
    const h = fromLogarithms(theta);
    const scaled = scaledInputs(inputs, h.lengths);
    fillKernelMatrix(K, scaled, noise, h);
    if (!packedCholesky(K, n)) return Infinity;
    const alpha = values.slice();
    solveLower(K, alpha, n);
    let sum = 0.5 * alpha.reduce((squares, v) => squares + v * v, 0);
    for (const pivot of diagonalOf(K, n)) sum += log(pivot);
    solveUpper(K, alpha, n);
    packedInverse(K, n, inverse, room);
    gradient.fill(0);
    addLikelihoodGradient(gradient, inverse, alpha, scaled, h);
    return sum + addPriors(gradient, theta, priors);
  };
}

/** Adds 1/2 trace((K^-1 - alpha alpha') dK/d theta), equation (5.9), pair by pair. */
function addLikelihoodGradient(
  gradient: Float64Array,
  inverse: Float64Array,
  alpha: Float64Array,
  scaled: Float64Array,
  { lengths, signal, trend, nugget }: Hyperparameters,
): void {
  const d = lengths.length;
  let [bySignal, byTrend, byNugget] = [0, 0, 0];
  for (let i = 0, at = 0; i < alpha.length; i++) {
    for (let j = 0; j <= i; j++, at++) {
      const weight = (i === j ? 0.5 : 1) * ((inverse[at] ?? 0) - (alpha[i] ?? 0) * (alpha[j] ?? 0));
      let square = 0;
      let product = 0;
      for (let k = 0; k < d; k++) {
        const a = scaled[i * d + k] ?? 0;
        const b = scaled[j * d + k] ?? 0;
        square += (a - b) * (a - b);
        product += a * b;
      }
      const slope = maternSlope(square);
      const q = Math.sqrt(5 * square);
      bySignal += (weight * slope * (1 + q + (5 / 3) * square)) / ((5 / 3) * (1 + q));
      byTrend += weight * product * (2 + product);
      if (i === j) byNugget += weight;
      const byDistance = weight * signal * slope;
      const byProduct = -4 * weight * trend * (1 + product);
      for (let k = 0; k < d; k++) {
        const a = scaled[i * d + k] ?? 0;
        const b = scaled[j * d + k] ?? 0;
        gradient[k] = (gradient[k] ?? 0) + byDistance * (a - b) * (a - b) + byProduct * a * b;
      }
    }
  }
  gradient[d + SIGNAL] = signal * bySignal;
  gradient[d + TREND] = trend * byTrend;
  gradient[d + NUGGET] = nugget * byNugget;
}

function addPriors(gradient: Float64Array, theta: Float64Array, priors: readonly LogNormal[]): number {
  let sum = 0;
  for (const [k, { mean, deviation }] of priors.entries()) {
    const z = ((theta[k] ?? 0) - mean) / deviation;
    sum += 0.5 * z * z;
    gradient[k] = (gradient[k] ?? 0) + z / deviation;
  }
  return sum;
}
