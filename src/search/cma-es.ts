// CMA-ES: a search that learns the shape of the loss from the ranks of its candidates, with restarts.
//
// Active CMA-ES (Hansen, "The CMA Evolution Strategy: A Tutorial", 2023) with IPOP restarts: a run that has converged
// or stalled is followed by one from a random point with twice the population (Auger and Hansen, "A restart CMA
// evolution strategy with increasing population size", CEC 2005). Ranks are feasible first (`compareEvaluations`).
import { RESTART_DRAW, uniformDraws } from "./addressed-draw.ts";
import { type CmaParameters, cmaParameters, defaultPopulation } from "./cma-parameters.ts";
import { type Candidate, type CmaState, drawCandidates, startState } from "./cma-state.ts";
import { type CmaHistory, type CmaTolerances, remember, restartReason } from "./cma-stopping.ts";
import { updateCma } from "./cma-update.ts";
import { fromCube } from "./cube-mirror.ts";
import { compareEvaluations, type Evaluation, type Searcher } from "./searcher.ts";
import { takeTurns } from "./turns.ts";

export interface CmaEsOptions {
  /** n >= 1. */
  readonly dimension: number;
  /** 32-bit word. */
  readonly seed: number;
  /** Candidates per generation of the first run, at least 4; 0 for 4 + floor(3 ln n). */
  readonly population: number;
  /** Points asked in all. */
  readonly trials: number;
  /** First mean, a point of the unit cube (moved to the bound where it lies outside); null for the centre. */
  readonly start: Float64Array | null;
  /** Initial standard deviation in every coordinate, as a share of the cube's edge. */
  readonly step: number;
  readonly tolerances: CmaTolerances;
}

/** The usual step (from the centre, two standard deviations reach past both bounds) and tolerances. */
export const CMA_DEFAULTS = { step: 0.3, tolerances: { point: 1e-7, loss: 0 } } as const;

/** After so many doublings the population stays. */
const LARGEST_DOUBLINGS = 9;

/** One run between two restarts. */
interface Run {
  readonly parameters: CmaParameters;
  readonly state: CmaState;
  readonly history: CmaHistory;
}

/** A CMA-ES searcher; deterministic from its options and what it is told. */
export function createCmaEs(options: CmaEsOptions): Searcher {
  const { dimension, seed } = options;
  const population = options.population === 0 ? defaultPopulation(dimension) : options.population;
  let generation = 0;
  let restarts = 0;
  let run = startRun(options.start ?? new Float64Array(dimension).fill(0.5), population, options.step);
  let candidates: readonly Candidate[] = [];
  return takeTurns(options.trials, {
    propose() {
      candidates = drawCandidates(run.state, run.parameters.population, seed, generation);
      return candidates.map(({ point }) => point);
    },
    learn(results) {
      if (results.length < candidates.length) return; // the last generation, cut by the budget
      run = afterGeneration(run, candidates, results);
      generation += 1;
      if (restartReason(run.parameters, run.state, run.history, options.tolerances) === null) return;
      restarts += 1;
      const start = uniformDraws(dimension, seed, RESTART_DRAW, generation, 0);
      run = startRun(start, population * (1 << Math.min(restarts, LARGEST_DOUBLINGS)), options.step);
    },
  });
}

function startRun(start: Float64Array, population: number, step: number): Run {
  return {
    parameters: cmaParameters(start.length, population),
    state: startState(fromCube(start), step),
    history: { best: [], median: [], level: [] },
  };
}

/** A generation in which every point failed teaches nothing: the distribution stays, and new points are drawn. */
function afterGeneration(run: Run, candidates: readonly Candidate[], results: readonly Evaluation[]): Run {
  const trials = candidates.flatMap((candidate, index) => {
    const result = results[index];
    return result === undefined ? [] : [{ candidate, result }];
  });
  trials.sort((a, b) => compareEvaluations(a.result, b.result)); // stable: equals stay in the order asked
  const failed = trials.filter(({ result }) => isFailed(result)).length;
  remember(
    run.history,
    trials.map(({ result }) => result),
  );
  if (failed === trials.length) return run;
  const ranked = trials.map(({ candidate }) => candidate);
  return { ...run, state: updateCma(run.state, run.parameters, ranked, failed) };
}

function isFailed({ loss, violation }: Evaluation): boolean {
  return loss === Infinity || violation === Infinity;
}
