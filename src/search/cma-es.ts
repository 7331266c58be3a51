// CMA-ES: a search that learns the shape of the loss from the ranks of its candidates, with restarts.
//
// Active CMA-ES (Hansen, "The CMA Evolution Strategy: A Tutorial", 2023) with mirrored orthogonal candidates
// (`cma-sampling.ts`). A run that has converged or stalled is followed by another (`cma-restart-plan.ts`) from a random
// point. Ranks are feasible first (`compareEvaluations`). Its variants are put together in `cma-run.ts`.
import { RESTART_DRAW, uniformDraws } from "./addressed-draw.ts";
import { defaultPopulation } from "./cma-parameters.ts";
import { firstPlan, firstRecord, nextPlan, withRun } from "./cma-restart-plan.ts";
import { afterGeneration, type CmaVariant, endOf, type Generation, nextGeneration, startRun } from "./cma-run.ts";
import type { CmaTolerances } from "./cma-stopping.ts";
import type { Searcher } from "./searcher.ts";
import { takeTurns } from "./turns.ts";

export interface CmaEsOptions extends CmaVariant {
  /** n >= 1. */
  readonly dimension: number;
  /** 32-bit word. */
  readonly seed: number;
  /** Candidates per generation of the first run, at least 4; 0 for `defaultPopulation`. */
  readonly population: number;
  /** Points asked in all. */
  readonly trials: number;
  /** First mean, a point of the unit cube (moved to the bound where it lies outside); null for the centre. */
  readonly start: Float64Array | null;
  /** Initial standard deviation in every coordinate, as a share of the cube's edge. */
  readonly step: number;
  /** Later runs begin uniformly in [low, high]^n. */
  readonly begin: { readonly low: number; readonly high: number };
  readonly restarts: "ipop" | "bipop";
  readonly tolerances: CmaTolerances;
}

/** The usual step (from the centre, two standard deviations reach past both bounds), tolerances, and no variant. */
export const CMA_DEFAULTS = {
  step: 0.3,
  begin: { low: 0, high: 1 },
  restarts: "ipop",
  tolerances: { point: 1e-7, loss: 0 },
  model: "full",
  learning: "fixed",
  kinds: [],
  constraints: "feasible-first",
  noisy: false,
} as const;

/** A CMA-ES searcher; deterministic from its options and what it is told. */
export function createCmaEs(options: CmaEsOptions): Searcher {
  const { dimension, seed, begin } = options;
  const population = options.population === 0 ? defaultPopulation(dimension) : options.population;
  let count = 0;
  let record = firstRecord;
  let plan = firstPlan(population);
  let run = startRun(options, options.start ?? new Float64Array(dimension).fill(0.5), population, options.step);
  let spent = 0;
  let generation: Generation = { candidates: [], repeated: 0, points: [] };
  return takeTurns(options.trials, {
    propose() {
      generation = nextGeneration(options, run, seed, count);
      return generation.points;
    },
    learn(results) {
      if (results.length < generation.points.length) return; // the last generation, cut by the budget
      run = afterGeneration(options, run, generation, results);
      count += 1;
      spent += results.length;
      if (endOf(run, options.tolerances) === null && spent < plan.longest) return;
      const next = nextPlan(options.restarts, withRun(record, plan, spent), population, seed, count);
      const start = uniformDraws(dimension, seed, RESTART_DRAW, count, 0);
      ({ plan, record } = next);
      const inside = start.map((u) => begin.low + u * (begin.high - begin.low));
      run = startRun(options, inside, plan.population, options.step * plan.stepShare);
      spent = 0;
    },
  });
}
