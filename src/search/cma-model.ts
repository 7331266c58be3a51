// A model of loss and constraints near the mean of a CMA-ES run, in the coordinates in which its distribution is round.
import type { CmaState } from "./cma-state.ts";
import { fromCube } from "./cube-mirror.ts";
import type { Member } from "./population.ts";
import { fitSurface } from "./radial-basis.ts";
import type { Evaluation } from "./searcher.ts";

/** Results that a model is fitted to at most, the nearest: its cost grows with the cube. */
const LARGEST_TRAINING = 120;
/** Results for each parameter below which there is no model. */
const LEAST_TRAINING = 2.5;

/** What a point of the unit cube would cost. */
export type CostModel = (point: Float64Array) => Evaluation;

/** A radial surface through the results; null while they are too few. */
export function costModel(state: CmaState, told: readonly Member[]): CostModel | null {
  const training = nearest(state, told);
  const [first] = training;
  if (first === undefined || training.length < LEAST_TRAINING * state.mean.length) return null;
  const count = first.evaluation.constraints?.length;
  const apart = training.every(({ evaluation }) => evaluation.constraints?.length === count);
  const limitsOf = ({ constraints, violation }: Evaluation): readonly number[] =>
    apart && constraints !== undefined ? constraints : [violation];
  const limits = training.map(({ evaluation }) => limitsOf(evaluation));
  const tolerances = limitsOf(first.evaluation).map((_, k) => leastPositive(limits.map((row) => row[k] ?? 0)) / 2);
  const surface = fitSurface(
    training.map(({ place }) => place),
    training.map(({ evaluation }, i) => [evaluation.loss, ...(limits[i] ?? [])]),
  );
  return (point) => {
    const [loss = Infinity, ...constraints] = surface(placeOf(state, point));
    const violation = constraints.reduce((sum, g, k) => (g > (tolerances[k] ?? 0) ? sum + g : sum), 0);
    return { loss, violation, objectives: [loss] };
  };
}

interface Placed {
  /** In the coordinates of the model. */
  readonly place: Float64Array;
  readonly evaluation: Evaluation;
}

/** The results nearest to the mean, none that failed. */
function nearest(state: CmaState, told: readonly Member[]): readonly Placed[] {
  const placed = told.flatMap(({ point, evaluation }) => {
    if (!(Math.abs(evaluation.loss) < Infinity && evaluation.violation < Infinity)) return [];
    const place = placeOf(state, point);
    return [{ place, evaluation, square: place.reduce((sum, v) => sum + v * v, 0) }];
  });
  return placed.sort((a, b) => a.square - b.square).slice(0, LARGEST_TRAINING);
}

/** Infinity where none is: half of it is what a prediction may exceed a limit by that was met so far. */
function leastPositive(values: readonly number[]): number {
  return values.reduce((least, value) => (value > 0 ? Math.min(least, value) : least), Infinity);
}

/** C^(-1/2) (y - m) / sigma, turned along the axes. */
function placeOf({ mean, step, axes, roots }: CmaState, point: Float64Array): Float64Array {
  const n = mean.length;
  const y = fromCube(point);
  return roots.map((root, k) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (axes.vectors[i * n + k] ?? 0) * ((y[i] ?? 0) - (mean[i] ?? 0));
    return sum / (step * root || 1);
  });
}
