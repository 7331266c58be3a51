// The constants of CMA-ES that follow from the dimension and the population: weights, learning rates, damping.
import { log } from "../numeric/elementary.ts";

export type CmaModel = "full" | "separable";

export interface CmaParameters {
  readonly model: CmaModel;
  readonly dimension: number;
  /** Candidates per generation, lambda. */
  readonly population: number;
  /** One weight per rank, best first; the positive half sums to 1, the rest is negative (active CMA). */
  readonly weights: Float64Array;
  /** mu_eff of the positive weights for candidates in mirrored pairs: scales the moves of the mean that the paths sum up. */
  readonly pathMass: number;
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

/**
 * lambda = 4 + floor(3 ln n) (Hansen, "The CMA Evolution Strategy: A Tutorial", 2023, eq. 48), one less below four
 * coordinates, where a mirrored pair already spans much of the space; at least 4.
 */
export function defaultPopulation(dimension: number): number {
  const usual = 4 + Math.floor(3 * log(dimension));
  return Math.max(4, dimension < 4 ? usual - 1 : usual);
}

/**
 * How fast the covariance learns. The tutorial has 2, for independent candidates; mirrored orthogonal ones scatter less
 * (`cma-sampling.ts`) and bear more. Of 11 runs on each of BBOB's f1, f2 and f5 to f14 in 2, 5 and 10 dimensions the
 * median with 3 is 0.91 times that with 2, and with 4 it is 0.93 times that with 3 (geometric means); on the multimodal
 * functions 3 and 4 solve alike. 3 is the cautious choice: what fast learning costs under noise has not been measured.
 */
const LEARNING = 3;

/**
 * Strategy parameters, table 1 of Hansen's tutorial (2023), with alpha_cov = LEARNING.
 *
 * The separable model has n numbers to learn instead of n (n + 1) / 2 and learns them (n + 2) / 3 times as fast (Ros and
 * Hansen, "A simple modification in CMA-ES achieving linear time and space complexity", PPSN 2008).
 * @param dimension n >= 1  @param population lambda >= 2
 */
export function cmaParameters(dimension: number, population: number, model: CmaModel): CmaParameters {
  const n = dimension;
  const haste = model === "separable" ? (n + 2) / 3 : 1;
  const raw = new Float64Array(population).map((_, i) => log((population + 1) / 2) - log(i + 1)); // eq. 49
  const parents = Math.floor(population / 2);
  const mass = effectiveMass(raw.subarray(0, parents));
  const stepRate = (mass + 2) / (n + mass + 5); // eq. 55
  const rankOneRate = (haste * LEARNING) / ((n + 1.3) * (n + 1.3) + mass); // eq. 57
  const rankMuRate = Math.min(
    1 - rankOneRate,
    (haste * LEARNING * (0.25 + mass + 1 / mass - 2)) / ((n + 2) * (n + 2) + (LEARNING * mass) / 2), // eq. 58
  );
  const negativeMass = effectiveMass(raw.subarray(parents));
  const negativeSum = Math.min(
    1 + rankOneRate / rankMuRate, // eq. 50
    1 + (2 * negativeMass) / (mass + 2), // eq. 51
    (1 - rankOneRate - rankMuRate) / (n * rankMuRate), // eq. 52: keeps C positive definite
  );
  return {
    model,
    dimension,
    population,
    weights: scaledWeights(raw, negativeSum),
    pathMass: mirroredMass(mass, population),
    stepRate,
    stepDamping: 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + stepRate, // eq. 55
    pathRate: (4 + mass / n) / (n + 4 + (2 * mass) / n), // eq. 56
    rankOneRate,
    rankMuRate,
    expectedNorm: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

/**
 * The mass by which the move of the mean is as long as a standard normal vector under random ranks. Two candidates that
 * mirror each other cancel where both are chosen: E |sum w z|^2 = n (sum w^2 - sum over pairs of places w_i w_j P), with
 * P = share / (lambda - 1) the chance that places i and j hold a mirrored pair, share the part of the candidates that has
 * a mirror image. With mu_eff itself the step size would shrink although nothing is selected.
 */
function mirroredMass(mass: number, population: number): number {
  const share = (2 * Math.floor(population / 2)) / population;
  return 1 / (1 / mass - (share * (1 - 1 / mass)) / (population - 1));
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
