// The constants of CMA-ES that follow from the dimension and the population: weights, learning rates, damping.
import { log } from "../numeric/elementary.ts";

export interface CmaParameters {
  readonly dimension: number;
  /** Candidates per generation, lambda. */
  readonly population: number;
  /** One weight per rank, best first; the positive half sums to 1, the rest is negative (active CMA). */
  readonly weights: Float64Array;
  /** Variance-effective selection mass mu_eff of the positive weights. */
  readonly selectionMass: number;
  /** Learning rate c_sigma of the step-size path and damping d_sigma of the step size. */
  readonly stepRate: number;
  readonly stepDamping: number;
  /** Learning rates c_c of the covariance path, c_1 of the rank-one and c_mu of the rank-mu update. */
  readonly pathRate: number;
  readonly rankOneRate: number;
  readonly rankMuRate: number;
  /** Expected length of a standard normal vector. */
  readonly expectedNorm: number;
}

/** lambda = 4 + floor(3 ln n). Hansen, "The CMA Evolution Strategy: A Tutorial", 2023, eq. 48. */
export function defaultPopulation(dimension: number): number {
  return 4 + Math.floor(3 * log(dimension));
}

/**
 * Default strategy parameters, table 1 of Hansen's tutorial (2023), with alpha_cov = 2.
 * @param dimension n >= 1  @param population lambda >= 2
 */
export function cmaParameters(dimension: number, population: number): CmaParameters {
  const n = dimension;
  const raw = new Float64Array(population).map((_, i) => log((population + 1) / 2) - log(i + 1)); // eq. 49
  const parents = Math.floor(population / 2);
  const mass = effectiveMass(raw.subarray(0, parents));
  const stepRate = (mass + 2) / (n + mass + 5); // eq. 55
  const rankOneRate = 2 / ((n + 1.3) * (n + 1.3) + mass); // eq. 57
  const rankMuRate = Math.min(
    1 - rankOneRate,
    (2 * (0.25 + mass + 1 / mass - 2)) / ((n + 2) * (n + 2) + mass), // eq. 58
  );
  const negativeMass = effectiveMass(raw.subarray(parents));
  const negativeSum = Math.min(
    1 + rankOneRate / rankMuRate, // eq. 50
    1 + (2 * negativeMass) / (mass + 2), // eq. 51
    (1 - rankOneRate - rankMuRate) / (n * rankMuRate), // eq. 52: keeps C positive definite
  );
  return {
    dimension,
    population,
    weights: scaledWeights(raw, negativeSum),
    selectionMass: mass,
    stepRate,
    stepDamping: 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + stepRate, // eq. 55
    pathRate: (4 + mass / n) / (n + 4 + (2 * mass) / n), // eq. 56
    rankOneRate,
    rankMuRate,
    expectedNorm: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

/** (sum w)^2 / sum w^2; 0 for no weight at all. */
function effectiveMass(weights: Float64Array): number {
  const sum = weights.reduce((total, w) => total + w, 0);
  const squares = weights.reduce((total, w) => total + w * w, 0);
  return squares > 0 ? (sum * sum) / squares : 0;
}

/** Positive weights sum to 1, negative ones to -negativeSum (eq. 53). */
function scaledWeights(raw: Float64Array, negativeSum: number): Float64Array {
  const positive = raw.reduce((total, w) => total + Math.max(w, 0), 0);
  const negative = raw.reduce((total, w) => total - Math.min(w, 0), 0);
  return raw.map((w) => (w >= 0 ? w / positive : (w * negativeSum) / negative));
}
