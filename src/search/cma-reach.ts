// Keeps the distribution of CMA-ES within reach of the cube: the mean between the mirrors, no spread beyond the cube.
import { type CmaState, type Unsettled, withAxes } from "./cma-state.ts";
import { mirrored, mirrorSign } from "./cube-mirror.ts";

/** Largest standard deviation in any coordinate: a wider one only wraps around the mirrors. */
const WIDEST = 0.5;

/**
 * The same state seen from between the mirrors. The loss is symmetric about each mirror, so turning the sign of a
 * coordinate in mean, paths and covariance changes nothing for the search. Spreads above WIDEST are cut.
 */
export function keepInReach(state: Unsettled): CmaState {
  const sign = turnedSigns(state.mean);
  const n = sign.length;
  const factor = sign.map((s, i) => {
    const spread = state.step * Math.sqrt(state.covariance[i * n + i] ?? 0);
    return spread > WIDEST ? (s * WIDEST) / spread : s;
  });
  const covariance = state.covariance.map((c, k) => c * (factor[Math.floor(k / n)] ?? 1) * (factor[k % n] ?? 1));
  return {
    ...state,
    mean: state.mean.map(mirrored),
    stepPath: state.stepPath.map((p, i) => p * (sign[i] ?? 1)),
    covariancePath: state.covariancePath.map((p, i) => p * (factor[i] ?? 1)),
    ...withAxes(covariance, n),
  };
}

/** -1 for every coordinate that `keepInReach` turns for a state with this mean, 1 for the others. */
export function turnedSigns(mean: Float64Array): Float64Array {
  return mean.map(mirrorSign);
}
