// One run of CMA-ES between two restarts: what it asks in a generation and what it becomes by the answers.
import { firstPrices, type Lagrangian, nextPrices, pricedIn } from "./cma-lagrangian.ts";
import { fullLearningRates, type LearningRates, slowedStep, slowness } from "./cma-learning-rate.ts";
import { withMargin } from "./cma-margin.ts";
import { askedAgain, averaged, noiseGrowth, rankUncertainty } from "./cma-noise.ts";
import { type CmaModel, type CmaParameters, cmaParameters } from "./cma-parameters.ts";
import { keepInReach } from "./cma-reach.ts";
import { type Candidate, type CmaState, drawCandidates, startState } from "./cma-state.ts";
import { type CmaHistory, type CmaTolerances, type RestartReason, remember, restartReason } from "./cma-stopping.ts";
import { updateCma } from "./cma-update.ts";
import { type CoordinateKind, inCells } from "./coordinate-kind.ts";
import { fromCube, intoCube } from "./cube-mirror.ts";
import { compareEvaluations, type Evaluation } from "./searcher.ts";

/** What distinguishes the variants of CMA-ES; each stands in the file of its name. */
export interface CmaVariant {
  /** "separable" learns one scale per coordinate and nothing between them. */
  readonly model: CmaModel;
  /** "adaptive" slows the learning down where the updates are mostly noise. */
  readonly learning: "fixed" | "adaptive";
  /** One kind per coordinate; empty where all are continuous. */
  readonly kinds: readonly CoordinateKind[];
  readonly constraints: "feasible-first" | "augmented-lagrangian";
  /** True asks some points of each generation twice. */
  readonly noisy: boolean;
}

export interface Run {
  readonly parameters: CmaParameters;
  readonly state: CmaState;
  readonly history: CmaHistory;
  /** Null while the learning is fixed. */
  readonly rates: LearningRates | null;
  /** Null before the first sound generation, and where constraints are not priced. */
  readonly lagrangian: Lagrangian | null;
}

/** The points of one generation: candidates, then some of them again, then the mean, as the variant needs. */
export interface Generation {
  readonly candidates: readonly Candidate[];
  readonly repeated: number;
  readonly points: readonly Float64Array[];
}

/** @param start the first mean, a point of the unit cube */
export function startRun(variant: CmaVariant, start: Float64Array, population: number, step: number): Run {
  const parameters = cmaParameters(start.length, population, variant.model);
  const state = startState(fromCube(start), step);
  return {
    parameters,
    state: withMargin(state, variant.kinds, population),
    history: { best: [], median: [], level: [] },
    rates: variant.learning === "adaptive" ? fullLearningRates(start.length) : null,
    lagrangian: null,
  };
}

export function nextGeneration(variant: CmaVariant, run: Run, seed: number, generation: number): Generation {
  const { population } = run.parameters;
  const drawn = drawCandidates(run.state, population, seed, generation);
  const candidates = drawn.map((candidate) => ({ ...candidate, point: inCells(candidate.point, variant.kinds) }));
  const repeated = variant.noisy ? askedAgain(population) : 0;
  const mean = variant.constraints === "augmented-lagrangian" ? [inCells(intoCube(run.state.mean), variant.kinds)] : [];
  const own = candidates.map(({ point }) => point);
  return { candidates, repeated, points: [...own, ...own.slice(0, repeated), ...mean] };
}

/** @param results one evaluation per point of the generation */
export function afterGeneration(
  variant: CmaVariant,
  run: Run,
  { candidates, repeated }: Generation,
  results: readonly Evaluation[],
): Run {
  const n = run.parameters.dimension;
  const first = results.slice(0, candidates.length);
  const again = results.slice(candidates.length, candidates.length + repeated);
  const mean = results[candidates.length + repeated];
  const isUncertain = repeated > 0 && rankUncertainty(first, again) > 0;
  const told = averaged(first, again);
  const lagrangian = mean === undefined ? null : priced(run.lagrangian, told, mean, n);
  const judged = lagrangian === null ? told : told.map((result) => pricedIn(result, lagrangian));
  const learned = afterRanking({ ...run, lagrangian }, candidates, judged);
  const step = isUncertain ? learned.state.step * noiseGrowth(n) : learned.state.step;
  return { ...learned, state: withMargin({ ...learned.state, step }, variant.kinds, candidates.length) };
}

function priced(
  lagrangian: Lagrangian | null,
  results: readonly Evaluation[],
  mean: Evaluation,
  dimension: number,
): Lagrangian | null {
  if (lagrangian !== null) return nextPrices(lagrangian, mean, dimension);
  return Number.isFinite(mean.loss) ? firstPrices(results, mean, dimension) : null;
}

/** A generation in which every point failed teaches nothing: the distribution stays, and new points are drawn. */
function afterRanking(run: Run, candidates: readonly Candidate[], results: readonly Evaluation[]): Run {
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
  const learned = updateCma(run.state, run.parameters, ranked, failed);
  if (run.rates === null) return { ...run, state: keepInReach(learned) };
  return { ...run, ...slowedStep(run.state, learned, run.rates) };
}

/** Why the run should end, or null while it should go on. */
export function endOf({ parameters, state, history, rates }: Run, tolerances: CmaTolerances): RestartReason | null {
  return restartReason(parameters, state, history, tolerances, rates === null ? 1 : slowness(rates));
}

function isFailed({ loss, violation }: Evaluation): boolean {
  return loss === Infinity || violation === Infinity;
}
