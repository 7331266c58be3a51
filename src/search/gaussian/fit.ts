// The kernel that explains observations best.
import { boundedMinimum } from "../../numeric/bounded-minimum.ts";
import type { Hyperparameters } from "./covariance.ts";
import {
  fromLogarithms,
  hyperparameterBox,
  logarithmsOf,
  negativeLogPosterior,
  type Observations,
} from "./likelihood.ts";

/** Steps from a kernel that fitted before, and from each of those below. */
const WARM_STEPS = 12;
const COLD_STEPS = 30;

/** Lengths, as multiples of the root of the dimension, from which a fit begins where none went before. */
const COLD_LENGTHS = [0.5, 3];

export interface Fit {
  readonly hyperparameters: Hyperparameters;
  /** Minus the logarithm of the posterior density. */
  readonly misfit: number;
}

/** @param before what fitted fewer observations of the same kind; null for a fit from several starts */
export function fittedKernel(observations: Observations, before: Hyperparameters | null): Fit {
  const box = hyperparameterBox(observations.dimension);
  const objective = negativeLogPosterior(observations);
  const starts = before === null ? coldStarts(observations.dimension) : [before];
  const steps = before === null ? COLD_STEPS : WARM_STEPS;
  const minima = starts.map((start) => boundedMinimum(objective, logarithmsOf(start), box, steps));
  const best = minima.reduce((a, b) => (b.value < a.value ? b : a));
  return { hyperparameters: fromLogarithms(best.x), misfit: best.value };
}

function coldStarts(d: number): readonly Hyperparameters[] {
  return COLD_LENGTHS.map((multiple) => ({
    lengths: new Float64Array(d).fill(multiple * Math.sqrt(d)),
    signal: 1,
    trend: 0.1,
    nugget: 1e-4,
  }));
}
