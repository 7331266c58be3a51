// One generation's learning of CMA-ES: mean, step size and covariance from the ranked candidates.
// Equation numbers: Hansen, "The CMA Evolution Strategy: A Tutorial", 2023, section 4 and appendix A.
import { exp } from "../numeric/elementary.ts";
import type { CmaParameters } from "./cma-parameters.ts";
import { alongAxes, type Candidate, type CmaState, type Unsettled } from "./cma-state.ts";

/** The largest growth of log sigma in one generation, so that one lucky generation cannot throw the search away. */
const LARGEST_STEP_GROWTH = 1;

/**
 * While the step size has only grown and is below a twentieth of the cube's edge it grows so much faster: a first step
 * that is far too small is mended in a few generations.
 */
const OPENING_GROWTH = 3;
const OPENING_WIDEST = 0.05;

/**
 * The state after one generation, which may have left the cube (`keepInReach` in `cma-reach.ts` brings it back).
 * @param ranked the whole generation, best first
 * @param failed how many at the end of `ranked` have no value: they count as standing at the mean where their weight
 *   is positive (the search does not walk towards them), and keep their negative weight otherwise
 */
export function updateCma(
  state: CmaState,
  parameters: CmaParameters,
  ranked: readonly Candidate[],
  failed: number,
): Unsettled {
  const trusted = parameters.weights.map((w, i) => (i >= ranked.length - failed ? Math.min(w, 0) : w));
  const positive = trusted.map((w) => Math.max(w, 0));
  const meanMove = weightedSum(
    ranked.map((candidate) => candidate.move),
    positive,
  ); // eq. 41
  const meanNormal = weightedSum(
    ranked.map((candidate) => candidate.normal),
    positive,
  );
  const mean = state.mean.map((m, i) => m + state.step * (meanMove[i] ?? 0)); // eq. 42, c_m = 1
  const stepPath = walkedStepPath(state, parameters, alongAxes(state.axes.vectors, meanNormal));
  const pathStart = state.pathStart * (1 - parameters.stepRate) * (1 - parameters.stepRate);
  const length = norm(stepPath) / (parameters.expectedNorm * Math.sqrt(1 - pathStart));
  const usual = (parameters.stepRate / parameters.stepDamping) * (length - 1);
  const opening = state.opening && usual > 0 && state.step < OPENING_WIDEST;
  const growth = Math.min(opening ? OPENING_GROWTH * usual : usual, LARGEST_STEP_GROWTH);
  const stalled = isStalled(parameters, length);
  const covariancePath = walkedCovariancePath(state, parameters, meanMove, stalled);
  const covariance = learnedCovariance(state, parameters, { covariancePath, stalled, ranked, weights: trusted });
  const step = state.step * exp(growth); // eq. 44
  return { mean, step, covariance, stepPath, covariancePath, pathStart, opening };
}

function weightedSum(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0);
  for (const [k, vector] of vectors.entries()) {
    const weight = weights[k] ?? 0;
    if (weight === 0) continue;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (vector[i] ?? 0);
  }
  return sum;
}

function norm(v: Float64Array): number {
  return Math.sqrt(v.reduce((sum, entry) => sum + entry * entry, 0));
}

/** p_sigma, eq. 43. @param whitened C^(-1/2) times the move of the mean in units of sigma */
function walkedStepPath(state: CmaState, parameters: CmaParameters, whitened: Float64Array): Float64Array {
  const { stepRate, pathMass } = parameters;
  const gain = Math.sqrt(stepRate * (2 - stepRate) * pathMass);
  return state.stepPath.map((p, i) => (1 - stepRate) * p + gain * (whitened[i] ?? 0));
}

/** h_sigma = 0: the step path is so long that the covariance path must wait (appendix A). */
function isStalled(parameters: CmaParameters, relativeLength: number): boolean {
  return relativeLength >= 1.4 + 2 / (parameters.dimension + 1);
}

/** p_c, eq. 45. */
function walkedCovariancePath(
  state: CmaState,
  parameters: CmaParameters,
  meanMove: Float64Array,
  stalled: boolean,
): Float64Array {
  const { pathRate, pathMass } = parameters;
  const gain = stalled ? 0 : Math.sqrt(pathRate * (2 - pathRate) * pathMass);
  return state.covariancePath.map((p, i) => (1 - pathRate) * p + gain * (meanMove[i] ?? 0));
}

interface Learning {
  readonly covariancePath: Float64Array;
  readonly stalled: boolean;
  readonly ranked: readonly Candidate[];
  readonly weights: Float64Array;
}

/** C after the rank-one and the active rank-mu update, eq. 46 and 47. */
function learnedCovariance(state: CmaState, parameters: CmaParameters, learning: Learning): Float64Array {
  const { dimension: n, rankOneRate, rankMuRate, pathRate } = parameters;
  const { covariancePath, ranked, weights } = learning;
  const compensation = learning.stalled ? rankOneRate * pathRate * (2 - pathRate) : 0;
  const weightSum = parameters.weights.reduce((sum, w) => sum + w, 0);
  const kept = 1 + compensation - rankOneRate - rankMuRate * weightSum;
  const covariance = state.covariance.map((c) => kept * c);
  const add = parameters.model === "separable" ? addSquares : addOuter;
  add(covariance, covariancePath, rankOneRate);
  for (const [k, { move, normal }] of ranked.entries()) {
    const weight = weights[k] ?? 0;
    const length = norm(normal);
    const scaled = weight < 0 ? (weight * n) / (length * length + Number.MIN_VALUE) : weight; // eq. 46
    if (scaled !== 0) add(covariance, move, rankMuRate * scaled);
  }
  return covariance;
}

/** Adds factor v v' in place, exactly symmetric. */
function addOuter(matrix: Float64Array, v: Float64Array, factor: number): void {
  const n = v.length;
  for (let i = 0; i < n; i++) {
    const scaled = factor * (v[i] ?? 0);
    for (let j = 0; j <= i; j++) {
      const entry = (matrix[i * n + j] ?? 0) + scaled * (v[j] ?? 0);
      matrix[i * n + j] = entry;
      matrix[j * n + i] = entry;
    }
  }
}

/** Adds the diagonal of factor v v' in place. */
function addSquares(matrix: Float64Array, v: Float64Array, factor: number): void {
  const n = v.length;
  for (let i = 0; i < n; i++) matrix[i * n + i] = (matrix[i * n + i] ?? 0) + factor * (v[i] ?? 0) * (v[i] ?? 0);
}
