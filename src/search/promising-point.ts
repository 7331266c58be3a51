// The point of a box that promises most, by what Gaussian processes say of it.
import type { Box } from "../numeric/bounded-minimum.ts";
import { normalQuantile } from "../numeric/normal-draw.ts";
import { uniformDraws, VARIATION_DRAW } from "./addressed-draw.ts";
import { bestCandidate } from "./best-candidate.ts";
import { type CoordinateKind, inCells, levelsOf } from "./coordinate-kind.ts";
import { logExpectedImprovement, logFeasibility, type Merit } from "./expected-improvement.ts";
import type { InputMap } from "./gaussian/model-inputs.ts";
import { addSlope, type Belief, beliefAt, type Process, slopeAt } from "./gaussian/process.ts";

/** What is sought: the loss below the best one known, within the limits. */
export interface Aim {
  readonly inputs: InputMap;
  /** Null where feasibility alone is sought. */
  readonly loss: { readonly process: Process; readonly best: number } | null;
  readonly limits: readonly Process[];
}

export interface Lookout {
  readonly box: Box;
  readonly centre: Float64Array;
  readonly kinds: readonly CoordinateKind[];
  readonly seed: number;
  /** Generation, and number within it. */
  readonly address: readonly [number, number];
  /** Points looked at. */
  readonly candidates: number;
}

/** Candidates from which the slope is followed, and how far. */
const POLISHED = 3;
const POLISH_STEPS = 25;

/** The expected improvement of a point times the chance that it is feasible, as a logarithm. */
export function meritAt({ inputs, loss, limits }: Aim, point: Float64Array): number {
  const input = inputs.of(point);
  const gain = loss === null ? 0 : improvement(beliefAt(loss.process, input), loss.best).value;
  return limits.reduce((sum, process) => sum + feasibility(beliefAt(process, input)).value, gain);
}

function improvement({ mean, deviation }: Belief, best: number): Merit {
  return logExpectedImprovement(mean, deviation, best);
}

function feasibility({ mean, deviation }: Belief): Merit {
  return logFeasibility(mean, deviation);
}

/** The best of many points of the box, the first few of them moved uphill. @param known marks of points to avoid */
export function mostPromisingPoint(aim: Aim, lookout: Lookout, known: ReadonlySet<number>): Float64Array {
  const { box, centre, kinds } = lookout;
  return bestCandidate(candidatesIn(lookout), known, (point) => meritAt(aim, point), {
    slope: (point, gradient) => meritSlope(aim, point, gradient),
    box,
    held: Array.from(centre.keys()).filter((i) => levelsOf(kinds, i) > 0),
    polished: POLISHED,
    steps: POLISH_STEPS,
  });
}

/** All coordinates move where there are no more than these; of more, about so many. */
const MOVED = 20;
/** A candidate in so many looks at the whole box, the others near the centre. */
const NEAR = [1, 0.3, 0.1, 0.03];

function candidatesIn({ box, centre, kinds, seed, address, candidates }: Lookout): readonly Float64Array[] {
  const d = centre.length;
  const [generation, index] = address;
  return Array.from({ length: candidates }, (_, k) => {
    const uniforms = uniformDraws(2 * d, seed, VARIATION_DRAW, generation, index * candidates + k);
    const share = NEAR[k % NEAR.length] ?? 1;
    const moved = centre.map((c, i) => {
      if ((uniforms[d + i] ?? 0) * d > MOVED) return c;
      const [low, high, u] = [box.low[i] ?? 0, box.high[i] ?? 1, uniforms[i] ?? 0.5];
      if (share === 1 || levelsOf(kinds, i) > 0) return low + u * (high - low);
      return Math.min(high, Math.max(low, c + share * 0.5 * (high - low) * normalQuantile(u)));
    });
    return inCells(moved, kinds);
  });
}

/** As `meritAt`; adds the slope along each coordinate. */
export function meritSlope({ inputs, loss, limits }: Aim, point: Float64Array, gradient: Float64Array): number {
  const input = inputs.of(point);
  let total = 0;
  const add = (process: Process, merit: (belief: Belief) => Merit): void => {
    const slope = slopeAt(process, input);
    const { value, byMean, byDeviation } = merit(slope);
    total += value;
    addSlope(gradient, inputs, slope, byMean, byDeviation);
  };
  if (loss !== null) add(loss.process, (belief) => improvement(belief, loss.best));
  for (const process of limits) add(process, feasibility);
  return total;
}
