// CMA-ES in few evaluations: a model of the results near its mean ranks each generation, and only its best are evaluated.
//
// In the manner of lq-CMA-ES (Hansen, "A global surrogate assisted CMA-ES", GECCO 2019) and DTS-CMA-ES (Bajer and others,
// "Gaussian process surrogate models for the CMA evolution strategy", Evol. Comput. 27, 2019): candidates that are not
// evaluated are ranked by the model after it has seen those that are. The model is a radial surface in the coordinates of
// the run's own covariance, so that what CMA-ES learns of the shape of the loss is the metric of the model; and one
// candidate of each generation is where the model expects least. A run that gains nothing is followed by another.
import { RESTART_DRAW, uniformDraws } from "./addressed-draw.ts";
import { CMA_DEFAULTS } from "./cma-es.ts";
import { type CostModel, costModel } from "./cma-model.ts";
import { likedCandidate } from "./cma-outlook.ts";
import { defaultPopulation } from "./cma-parameters.ts";
import { afterGeneration, type CmaVariant, endOf, nextGeneration, type Run, startRun } from "./cma-run.ts";
import type { Candidate } from "./cma-state.ts";
import { type CoordinateKind, inCells } from "./coordinate-kind.ts";
import type { Member } from "./population.ts";
import { compareEvaluations, type Evaluation, type Searcher } from "./searcher.ts";
import { takeTurns } from "./turns.ts";

export interface AssistedOptions {
  /** n >= 1. */
  readonly dimension: number;
  /** 32-bit word. */
  readonly seed: number;
  /** Points asked at a time once there is a model, at least 1. */
  readonly generation: number;
  /** Points asked in all. */
  readonly trials: number;
  /** First mean, a point of the unit cube; null for the centre. */
  readonly start: Float64Array | null;
  /** Initial standard deviation in every coordinate, as a share of the cube's edge. */
  readonly step: number;
  readonly kinds: readonly CoordinateKind[];
}

export const ASSISTED_DEFAULTS = { generation: 4, step: 0.2, kinds: [] } as const;

/** Candidates of a generation for each point asked. */
const CANDIDATES = 2.5;

/** Evaluations for each parameter after which a run that has gained next to nothing ends; and what is next to nothing. */
const PATIENCE = 20;
const SMALLEST_GAIN = 1e-4;

/** What a run has reached. */
interface Progress {
  readonly best: Evaluation | null;
  /** Evaluations told when it last gained something. */
  readonly gained: number;
}

/** Deterministic from its options and what it is told. */
export function createAssistedCmaEs(options: AssistedOptions): Searcher {
  const { dimension, seed, generation, kinds } = options;
  const variant: CmaVariant = { ...CMA_DEFAULTS, kinds };
  const population = Math.max(defaultPopulation(dimension), Math.ceil(CANDIDATES * generation));
  const told: Member[] = [];
  let run = startRun(variant, options.start ?? new Float64Array(dimension).fill(0.5), population, options.step);
  let progress: Progress = { best: null, gained: 0 };
  let count = 0;
  let candidates: readonly Candidate[] = [];
  let asked: readonly number[] = [];
  return takeTurns(options.trials, {
    propose() {
      const model = costModel(run.state, told);
      candidates = nextGeneration(variant, run, seed, count).candidates;
      asked = Array.from(candidates.keys());
      if (model !== null) {
        const liked = likedCandidate(run.state, model, seed, count);
        candidates = [...candidates.slice(0, -1), { ...liked, point: inCells(liked.point, kinds) }];
        asked = mostPromising(candidates, model).slice(0, generation);
      }
      return asked.flatMap((index) => candidates[index]?.point ?? []);
    },
    learn(results) {
      if (results.length < asked.length) return; // the last generation, cut by the budget
      for (const [k, evaluation] of results.entries()) {
        const point = candidates[asked[k] ?? 0]?.point;
        if (point !== undefined) told.push({ point, evaluation });
      }
      progress = results.reduce((before, result) => afterResult(before, result, told.length), progress);
      const judged = judgedBy(run, candidates, new Map(asked.map((index, k) => [index, results[k]])), told);
      run = afterGeneration(variant, run, { candidates: judged.candidates, repeated: 0, points: [] }, judged.results);
      count += 1;
      const stalled = told.length - progress.gained >= PATIENCE * dimension;
      if (!stalled && endOf(run, CMA_DEFAULTS.tolerances) === null) return;
      run = startRun(variant, uniformDraws(dimension, seed, RESTART_DRAW, count, 0), population, options.step);
      progress = { best: null, gained: told.length };
    },
  });
}

/** Indices of the candidates, those that the model expects to be best first. */
function mostPromising(candidates: readonly Candidate[], model: CostModel): readonly number[] {
  const predicted = candidates.map(({ point }, index) => ({ index, cost: model(point) }));
  predicted.sort((a, b) => compareEvaluations(a.cost, b.cost) || a.index - b.index);
  return predicted.map(({ index }) => index);
}

interface Judged {
  readonly candidates: readonly Candidate[];
  readonly results: readonly Evaluation[];
}

/** The candidates with what they cost or, where they were not asked, would cost by a model that knows what was. */
function judgedBy(
  run: Run,
  candidates: readonly Candidate[],
  results: ReadonlyMap<number, Evaluation | undefined>,
  told: readonly Member[],
): Judged {
  const model = results.size < candidates.length ? costModel(run.state, told) : null;
  const judged = candidates.flatMap((candidate, index) => {
    const result = results.get(index) ?? model?.(candidate.point);
    return result === undefined ? [] : [{ candidate, result }];
  });
  return { candidates: judged.map(({ candidate }) => candidate), results: judged.map(({ result }) => result) };
}

function afterResult({ best, gained }: Progress, result: Evaluation, told: number): Progress {
  if (best === null) return { best: result, gained: told };
  if (compareEvaluations(result, best) >= 0) return { best, gained };
  const closer = result.violation < best.violation;
  const better = best.loss - result.loss > SMALLEST_GAIN * Math.abs(best.loss);
  return { best: result, gained: closer || better ? told : gained };
}
