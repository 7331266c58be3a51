// Keeps CMA-ES able to change discrete coordinates: no level's neighbours may become all but impossible.
//
// Hamano, Saito, Nomura, Shirakawa, "CMA-ES with margin: lower-bounding marginal probability for mixed-integer black-box
// optimization", GECCO 2022. Its matrix A is kept within the covariance: C = A C' A, and the path likewise.
import { normalCdf, normalQuantile } from "../numeric/normal.ts";
import { type CmaState, withAxes } from "./cma-state.ts";
import { type CoordinateKind, levelAt, levelsOf } from "./coordinate-kind.ts";
import { fromCube, intoCube } from "./cube-mirror.ts";

/** A coordinate's mean and standard deviation. */
interface Marginal {
  readonly mean: number;
  readonly spread: number;
}

/** The state with a chance of at least 1 / (n lambda) to leave the present level of each discrete coordinate. */
export function withMargin(state: CmaState, kinds: readonly CoordinateKind[], population: number): CmaState {
  const n = state.mean.length;
  const margin = 1 / (n * population);
  const mean = state.mean.slice();
  const factor = new Float64Array(n).fill(1);
  const present = intoCube(state.mean);
  for (let i = 0; i < n; i++) {
    const levels = levelsOf(kinds, i);
    if (levels < 2) continue;
    const spread = state.step * Math.sqrt(state.covariance[i * n + i] ?? 0);
    const level = levelAt(present[i] ?? 0, levels);
    const kept = keptLoose({ mean: mean[i] ?? 0, spread }, thresholds(level, levels), margin);
    mean[i] = kept.mean;
    factor[i] = kept.spread / spread;
  }
  if (mean.every((m, i) => m === state.mean[i]) && factor.every((f) => f === 1)) return state;
  const covariance = state.covariance.map((c, k) => c * (factor[Math.floor(k / n)] ?? 1) * (factor[k % n] ?? 1));
  const covariancePath = state.covariancePath.map((p, i) => p * (factor[i] ?? 1));
  return { ...state, mean, covariancePath, ...withAxes(covariance, n) };
}

interface Thresholds {
  readonly below: number | null;
  readonly above: number | null;
}

/** The borders of a level in the coordinates of the search; null at a bound of the cube. */
function thresholds(level: number, levels: number): Thresholds {
  const [low = 0, high = 0] = fromCube(Float64Array.of(level / levels, (level + 1) / levels));
  return { below: level === 0 ? null : low, above: level === levels - 1 ? null : high };
}

function keptLoose(marginal: Marginal, { below, above }: Thresholds, margin: number): Marginal {
  if (below !== null && above !== null) return betweenNeighbours(marginal, below, above, margin);
  const only = below ?? above;
  if (only === null) return marginal;
  const farthest = -normalQuantile(margin) * marginal.spread; // |m - border| at most half the interval of probability 1 - 2 alpha
  const distance = marginal.mean - only;
  return { ...marginal, mean: only + Math.sign(distance) * Math.min(Math.abs(distance), farthest) };
}

/** Both neighbours keep at least half the margin; mean and spread follow from the two chances. */
function betweenNeighbours({ mean, spread }: Marginal, below: number, above: number, margin: number): Marginal {
  const low = normalCdf((below - mean) / spread);
  const high = normalCdf((mean - above) / spread);
  if (low >= margin / 2 && high >= margin / 2) return { mean, spread };
  const middle = 1 - low - high;
  const raisedLow = Math.max(low, margin / 2);
  const raisedHigh = Math.max(high, margin / 2);
  const share = (1 - raisedLow - raisedHigh - middle) / (raisedLow + raisedHigh + middle - 1.5 * margin);
  const downwards = -normalQuantile(raisedLow + share * (raisedLow - margin / 2));
  const upwards = -normalQuantile(raisedHigh + share * (raisedHigh - margin / 2));
  return {
    mean: (below * upwards + above * downwards) / (downwards + upwards),
    spread: (above - below) / (downwards + upwards),
  };
}
