// How alike the values at two points are: a smooth kernel with a length for every coordinate, on a quadratic trend.
//
// k(x, y) = c + s M(r) + t ((1 + p)^2 - 1), with r the distance and p the product of x and y, both after each coordinate is
// divided by its length, and M(r) = (1 + sqrt 5 r + 5 r^2 / 3) exp(-sqrt 5 r), the Matern kernel of order 5/2: Rasmussen and
// Williams, Gaussian Processes for Machine Learning, 2006, equation (4.17); the constant and the polynomial kernel are a
// trend whose coefficients have normal priors (section 2.7 there). The trend sees valleys that lie across the axes, which
// lengths alone cannot. Points are taken relative to an origin, so that the trend bends where the data lie.
import { exp } from "../../numeric/elementary.ts";

const SQRT5 = Math.sqrt(5);

/** Variance of the constant; outputs are standardised. */
export const CONSTANT_VARIANCE = 1;

export interface Hyperparameters {
  /** One for each coordinate. */
  readonly lengths: Float64Array;
  /** Variance of the Matern part. */
  readonly signal: number;
  /** Variance of the trend. */
  readonly trend: number;
  /** Variance of what no kernel explains, added to the noise told of each point. */
  readonly nugget: number;
}

/** Points, one after another, each coordinate divided by its length. @param inputs N x d, row-major */
export function scaledInputs(inputs: Float64Array, lengths: Float64Array): Float64Array {
  const d = lengths.length;
  return inputs.map((v, k) => v / (lengths[k % d] ?? 1));
}

/** Kernel between points that start at i of X and at j of Y, both scaled. @param d coordinates */
export function covariance(
  X: Float64Array,
  i: number,
  Y: Float64Array,
  j: number,
  { signal, trend, lengths }: Hyperparameters,
): number {
  const d = lengths.length;
  let square = 0;
  let product = 0;
  for (let k = 0; k < d; k++) {
    const a = X[i + k] ?? 0;
    const b = Y[j + k] ?? 0;
    square += (a - b) * (a - b);
    product += a * b;
  }
  return CONSTANT_VARIANCE + signal * matern(square) + trend * product * (2 + product);
}

/** M as a function of the squared distance. */
export function matern(square: number): number {
  const q = SQRT5 * Math.sqrt(square);
  return (1 + q + (5 / 3) * square) * exp(-q);
}

/** -2 dM / d(square): with it, dM/dx_k = -slope (x_k - y_k) and dM/d ln(length_k) = slope (x_k - y_k)^2, scaled. */
export function maternSlope(square: number): number {
  const q = SQRT5 * Math.sqrt(square);
  return (5 / 3) * (1 + q) * exp(-q);
}
