// A Gaussian process given what was observed: mean and spread anywhere, with their gradients.
//
// Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, algorithm 2.1.
import { factorRow, packedCholesky, packedRow, solveLower, solveUpper } from "../../numeric/packed-cholesky.ts";
import {
  CONSTANT_VARIANCE,
  covariance,
  type Hyperparameters,
  matern,
  maternSlope,
  scaledInputs,
} from "./covariance.ts";
import { fillKernelMatrix, type Observations } from "./likelihood.ts";
import type { InputMap } from "./model-inputs.ts";

export interface Process {
  readonly hyperparameters: Hyperparameters;
  readonly count: number;
  /** Scaled inputs, `count` x d. */
  readonly scaled: Float64Array;
  /** Packed factor of the kernel matrix. */
  readonly factor: Float64Array;
  /** Kernel matrix inverse times values. */
  readonly weights: Float64Array;
}

export interface Belief {
  readonly mean: number;
  /** Standard deviation of the value without its noise. */
  readonly deviation: number;
}

/** A deviation is never smaller: variances are differences of nearly equal numbers where points are dense. */
const LEAST_VARIANCE = 1e-14;

/** @throws Error when no nugget up to the spread of the values makes the kernel matrix positive definite */
export function processOf({ inputs, values, noise }: Observations, hyperparameters: Hyperparameters): Process {
  const n = values.length;
  const scaled = scaledInputs(inputs, hyperparameters.lengths);
  const factor = new Float64Array(packedRow(n));
  for (let nugget = hyperparameters.nugget; nugget <= 1e3; nugget *= 10) {
    const used = { ...hyperparameters, nugget };
    fillKernelMatrix(factor, scaled, noise, used);
    if (!packedCholesky(factor, n)) continue;
    const weights = values.slice();
    solveLower(factor, weights, n);
    solveUpper(factor, weights, n);
    return { hyperparameters: used, count: n, scaled, factor, weights };
  }
  throw new Error("search: a kernel matrix that is not positive definite");
}

/** @param input d numbers, as the observations' inputs */
export function beliefAt(process: Process, input: Float64Array): Belief {
  const { scaled, weights, factor, count, hyperparameters } = process;
  const d = input.length;
  const x = scaledInputs(input, hyperparameters.lengths);
  const k = new Float64Array(count);
  let mean = 0;
  for (let i = 0; i < count; i++) {
    const entry = covariance(scaled, i * d, x, 0, hyperparameters);
    k[i] = entry;
    mean += entry * (weights[i] ?? 0);
  }
  solveLower(factor, k, count);
  let variance = covariance(x, 0, x, 0, hyperparameters);
  for (let i = 0; i < count; i++) variance -= (k[i] ?? 0) * (k[i] ?? 0);
  return { mean, deviation: Math.sqrt(Math.max(variance, LEAST_VARIANCE)) };
}

/** A belief with the gradients of both numbers. */
export interface Slope extends Belief {
  readonly meanGradient: Float64Array;
  readonly deviationGradient: Float64Array;
}

export function slopeAt(process: Process, input: Float64Array): Slope {
  const { scaled, weights, factor, count, hyperparameters } = process;
  const { lengths, signal, trend } = hyperparameters;
  const d = input.length;
  const x = scaledInputs(input, lengths);
  const kernel = new Float64Array(count);
  const slopes = new Float64Array(count);
  const products = new Float64Array(count);
  let mean = 0;
  for (let i = 0; i < count; i++) {
    let square = 0;
    let product = 0;
    for (let k = 0; k < d; k++) {
      const a = scaled[i * d + k] ?? 0;
      const b = x[k] ?? 0;
      square += (a - b) * (a - b);
      product += a * b;
    }
    kernel[i] = CONSTANT_VARIANCE + signal * matern(square) + trend * product * (2 + product);
    slopes[i] = signal * maternSlope(square);
    products[i] = 2 * trend * (1 + product);
    mean += (kernel[i] ?? 0) * (weights[i] ?? 0);
  }
  const own = x.reduce((sum, v) => sum + v * v, 0);
  solveLower(factor, kernel, count);
  let variance = CONSTANT_VARIANCE + signal + trend * own * (2 + own);
  for (let i = 0; i < count; i++) variance -= (kernel[i] ?? 0) * (kernel[i] ?? 0);
  solveUpper(factor, kernel, count); // now the kernel matrix's inverse times the kernel
  const deviation = Math.sqrt(Math.max(variance, LEAST_VARIANCE));
  const meanGradient = new Float64Array(d);
  const deviationGradient = new Float64Array(d);
  for (let k = 0; k < d; k++) {
    let byMean = 0;
    let byVariance = 4 * trend * (1 + own) * (x[k] ?? 0);
    for (let i = 0; i < count; i++) {
      const y = scaled[i * d + k] ?? 0;
      const change = (slopes[i] ?? 0) * (y - (x[k] ?? 0)) + (products[i] ?? 0) * y;
      byMean += (weights[i] ?? 0) * change;
      byVariance -= 2 * (kernel[i] ?? 0) * change;
    }
    meanGradient[k] = byMean / (lengths[k] ?? 1);
    deviationGradient[k] = variance > LEAST_VARIANCE ? byVariance / (2 * deviation * (lengths[k] ?? 1)) : 0;
  }
  return { mean, deviation, meanGradient, deviationGradient };
}

/**
 * Adds the slope of a function of both numbers along each coordinate of the cube.
 * @param byMean, byDeviation  derivatives of the function
 */
export function addSlope(
  gradient: Float64Array,
  { places, extent }: InputMap,
  { meanGradient, deviationGradient }: Slope,
  byMean: number,
  byDeviation: number,
): void {
  for (const [i, place] of places.entries()) {
    const change = byMean * (meanGradient[place] ?? 0) + byDeviation * (deviationGradient[place] ?? 0);
    gradient[i] = (gradient[i] ?? 0) + change / extent;
  }
}

/**
 * The process after its own mean was observed at a point: the mean stays as it is, the spread falls there. A stand-in for
 * a point that is being evaluated (Ginsbourger, Le Riche and Carraro, "Kriging is well-suited to parallelize
 * optimization", 2010, "kriging believer").
 */
export function believing(process: Process, input: Float64Array): Process {
  const { scaled, weights, factor, count, hyperparameters } = process;
  const d = input.length;
  const grown = new Float64Array(packedRow(count + 1));
  grown.set(factor);
  const points = appended(scaled, scaledInputs(input, hyperparameters.lengths));
  const at = packedRow(count);
  for (let j = 0; j <= count; j++) grown[at + j] = covariance(points, count * d, points, j * d, hyperparameters);
  grown[at + count] = (grown[at + count] ?? 0) + hyperparameters.nugget;
  if (!factorRow(grown, count)) return process; // the point is as good as known
  return {
    ...process,
    count: count + 1,
    scaled: points,
    factor: grown,
    weights: appended(weights, Float64Array.of(0)),
  };
}

function appended(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
