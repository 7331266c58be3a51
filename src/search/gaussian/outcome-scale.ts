// Losses and constraints as a Gaussian process sees them: tails shortened, scaled, order and feasibility kept.
import { log, log1p } from "../../numeric/elementary.ts";

/** Values on the model's scale. */
export interface Scaled {
  readonly values: Float64Array;
  /** Variance of each value's noise. */
  readonly noise: Float64Array;
}

/** Losses worse than the median as they are, or with the logarithm of their distance from it. */
export type Tail = "whole" | "short";

/**
 * Standardised losses. A short tail lets the model follow the better half where the worse spans powers of ten; whole ones
 * keep a quadratic loss quadratic. The slope is continuous at the median.
 * @param losses finite, at least one  @param errors standard error of each
 * @returns also the logarithm of the product of the slopes, for comparing likelihoods between the two
 */
export function scaledLosses(
  losses: Float64Array,
  errors: Float64Array,
  tail: Tail,
): Scaled & { readonly logSlopes: number } {
  const sorted = losses.toSorted();
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const width = middle - (sorted[0] ?? 0) || (sorted.at(-1) ?? 0) - middle || 1;
  const distances = losses.map((loss) => (loss - middle) / width);
  const inTail = (distance: number): boolean => tail === "short" && distance > 0;
  const shortened = distances.map((distance) => (inTail(distance) ? log1p(distance) : distance));
  const mean = shortened.reduce((sum, v) => sum + v, 0) / shortened.length;
  const spread = Math.sqrt(shortened.reduce((sum, v) => sum + (v - mean) ** 2, 0) / shortened.length) || 1;
  const slopes = distances.map((distance) => 1 / (width * spread * (inTail(distance) ? 1 + distance : 1)));
  return {
    values: shortened.map((v) => (v - mean) / spread),
    noise: errors.map((error, i) => (error * (slopes[i] ?? 0)) ** 2),
    logSlopes: slopes.reduce((sum, slope) => sum + log(slope), 0),
  };
}

/**
 * Values of a constraint, feasible at or below 0 before and after: the logarithm of their size on both sides, as in
 * Eriksson and Poloczek, "Scalable constrained Bayesian optimization", AISTATS 2021 ("bilog"), in units of their median
 * size.
 * @param limits finite, at least one
 */
export function scaledConstraint(limits: Float64Array): Float64Array {
  const sizes = limits
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const unit = sizes[Math.floor(sizes.length / 2)] ?? 1;
  const signed = limits.map((g) => Math.sign(g) * log1p(Math.abs(g) / unit));
  const size = Math.sqrt(signed.reduce((sum, v) => sum + v * v, 0) / signed.length) || 1;
  return signed.map((v) => v / size);
}
