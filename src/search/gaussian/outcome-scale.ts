// Losses and constraints as a Gaussian process sees them: tails shortened, scaled, order and feasibility kept.
import { log1p } from "../../numeric/elementary.ts";

/** Values on the model's scale, and the variances of their noise there. */
export interface Scaled {
  readonly values: Float64Array;
  readonly noise: Float64Array;
}

/**
 * Standardised losses. Those worse than the median grow with the logarithm of their distance from it only: a model that
 * must follow them would neglect the better half, which matters. The slope is continuous at the median.
 * @param losses finite, at least one  @param errors standard error of each
 */
export function scaledLosses(losses: Float64Array, errors: Float64Array): Scaled {
  const sorted = losses.toSorted();
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const width = middle - (sorted[0] ?? 0) || (sorted.at(-1) ?? 0) - middle || 1;
  const shortened = losses.map((loss) => {
    const distance = (loss - middle) / width;
    return distance > 0 ? log1p(distance) : distance;
  });
  const mean = shortened.reduce((sum, v) => sum + v, 0) / shortened.length;
  const spread = Math.sqrt(shortened.reduce((sum, v) => sum + (v - mean) ** 2, 0) / shortened.length) || 1;
  const noise = errors.map((error, i) => {
    const distance = ((losses[i] ?? 0) - middle) / width;
    return (error / (width * spread * (1 + Math.max(0, distance)))) ** 2;
  });
  return { values: shortened.map((v) => (v - mean) / spread), noise };
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
  const signed = limits.map((g) => (g > 0 ? log1p(g / unit) : -log1p(-g / unit)));
  const size = Math.sqrt(signed.reduce((sum, v) => sum + v * v, 0) / signed.length) || 1;
  return signed.map((v) => v / size);
}
