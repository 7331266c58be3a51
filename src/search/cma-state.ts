// What CMA-ES knows: the normal distribution it draws candidates from and the two paths it remembers; and the drawing.
import { identityMatrix, type SymmetricEigen, symmetricEigen } from "../numeric/symmetric-eigen.ts";
import { mirroredOrthogonalDraws } from "./cma-sampling.ts";
import { intoCube } from "./cube-mirror.ts";

/** Vectors have n entries, matrices n x n entries, row-major; coordinates are those of the search (cube-mirror.ts). */
export interface CmaState {
  readonly mean: Float64Array;
  /** Step size sigma. */
  readonly step: number;
  readonly covariance: Float64Array;
  /** C = B diag(values) B', with `roots` the square roots of the values. */
  readonly axes: SymmetricEigen;
  readonly roots: Float64Array;
  readonly stepPath: Float64Array;
  readonly covariancePath: Float64Array;
  /** (1 - c_sigma)^(2 g) after g generations: what is left of the path's start. */
  readonly pathStart: number;
  /** True until the step size first shrinks or is no longer small: the run is still finding its scale. */
  readonly opening: boolean;
}

/** A state whose covariance has not been decomposed yet. */
export type Unsettled = Omit<CmaState, "axes" | "roots">;

/** One sampled point in its three coordinate systems. */
export interface Candidate {
  /** z, standard normal. */
  readonly normal: Float64Array;
  /** y = B D z. */
  readonly move: Float64Array;
  /** The image of mean + sigma y in the unit cube. */
  readonly point: Float64Array;
}

/** A round distribution about `mean`. @param step sigma > 0 */
export function startState(mean: Float64Array, step: number): CmaState {
  const n = mean.length;
  const covariance = identityMatrix(n);
  const zero = new Float64Array(n);
  return { mean, step, stepPath: zero, covariancePath: zero, pathStart: 1, opening: true, ...withAxes(covariance, n) };
}

/** A covariance matrix together with its decomposition. */
export function withAxes(covariance: Float64Array, n: number): Pick<CmaState, "covariance" | "axes" | "roots"> {
  const axes = symmetricEigen(covariance, n);
  return { covariance, axes, roots: axes.values.map((value) => Math.sqrt(Math.max(value, 0))) };
}

/** Candidates of one generation (Hansen's tutorial, 2023, eq. 38 to 40), in mirrored pairs at right angles. */
export function drawCandidates(state: CmaState, population: number, seed: number, generation: number): Candidate[] {
  return mirroredOrthogonalDraws(state.mean.length, population, seed, generation).map((normal) =>
    candidateAt(state, normal),
  );
}

export function candidateAt({ mean, step, axes, roots }: CmaState, normal: Float64Array): Candidate {
  const move = alongAxes(
    axes.vectors,
    normal.map((z, k) => z * (roots[k] ?? 0)),
  );
  return { normal, move, point: intoCube(mean.map((m, i) => m + step * (move[i] ?? 0))) };
}

/** B v for a row-major n x n matrix. */
export function alongAxes(matrix: Float64Array, v: Float64Array): Float64Array {
  const n = v.length;
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += (matrix[i * n + k] ?? 0) * (v[k] ?? 0);
    product[i] = sum;
  }
  return product;
}
