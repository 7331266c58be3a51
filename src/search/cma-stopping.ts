// When a run of CMA-ES has nothing more to find, so that the search starts again elsewhere.
// Hansen, "The CMA Evolution Strategy: A Tutorial", 2023, appendix B.3. All criteria but `lossTolerance` only compare
// evaluations, so that a monotone change of the loss changes nothing.
import type { CmaParameters } from "./cma-parameters.ts";
import type { CmaState } from "./cma-state.ts";
import { compareEvaluations, type Evaluation } from "./searcher.ts";

export interface CmaTolerances {
  /** "small-step" once every standard deviation is below this, as a share of the cube's edge. */
  readonly point: number;
  /** "flat-history" once the best losses of recent generations differ by no more than this; 0 means equal. */
  readonly loss: number;
}

/** One entry per generation of the run, oldest first. */
export interface CmaHistory {
  readonly best: Evaluation[];
  readonly median: Evaluation[];
  /** True where the best and the (1 + lambda / 4)-th best evaluation were equal. */
  readonly level: boolean[];
}

export type RestartReason =
  | "small-step"
  | "flat-history"
  | "level-generations"
  | "ill-conditioned"
  | "no-effect"
  | "stagnation";

const LARGEST_CONDITION = 1e14;

/** Adds one generation. @param ranked its evaluations, best first */
export function remember(history: CmaHistory, ranked: readonly Evaluation[]): void {
  const [best] = ranked;
  const near = ranked[Math.min(Math.ceil(0.1 + ranked.length / 4), ranked.length - 1)];
  const middle = ranked[Math.floor((ranked.length - 1) / 2)];
  if (best === undefined || near === undefined || middle === undefined) return;
  history.best.push(best);
  history.median.push(middle);
  history.level.push(isNear(best, near, 0));
}

/**
 * Why the run should end, or null while it should go on.
 * @param patience factor on the generations over which nothing has improved: 1, or more where learning is slowed down
 */
export function restartReason(
  parameters: CmaParameters,
  state: CmaState,
  history: CmaHistory,
  tolerances: CmaTolerances,
  patience: number,
): RestartReason | null {
  if (isSmall(state, tolerances.point)) return "small-step";
  if (isFlat(parameters, history, tolerances.loss)) return "flat-history";
  if (isLevel(parameters, history)) return "level-generations";
  if (!isWellConditioned(state)) return "ill-conditioned";
  if (hasNoEffect(state, history.best.length)) return "no-effect";
  if (isStagnant(parameters, history, patience)) return "stagnation";
  return null;
}

/** TolX. */
function isSmall(state: CmaState, tolerance: number): boolean {
  const n = state.mean.length;
  return state.covariancePath.every((p, i) => {
    const spread = Math.max(Math.abs(p), Math.sqrt(state.covariance[i * n + i] ?? 0));
    return state.step * spread < tolerance;
  });
}

/** TolFun and the first part of EqualFunVals. */
function isFlat({ dimension, population }: CmaParameters, history: CmaHistory, tolerance: number): boolean {
  const span = 10 + Math.ceil((30 * dimension) / population);
  const recent = history.best.slice(-span);
  const sorted = recent.toSorted(compareEvaluations);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  return recent.length === span && best !== undefined && worst !== undefined && isNear(best, worst, tolerance);
}

function isNear(a: Evaluation, b: Evaluation, tolerance: number): boolean {
  const sameLoss = a.loss === b.loss || Math.abs(a.loss - b.loss) <= tolerance;
  const sameViolation = a.violation === b.violation || Math.abs(a.violation - b.violation) <= tolerance;
  return sameViolation && (sameLoss || a.violation > 0); // between infeasible points the loss decides nothing
}

/** Second part of EqualFunVals, over at least 10 generations: one level generation is no proof of a plateau. */
function isLevel({ dimension }: CmaParameters, history: CmaHistory): boolean {
  const span = Math.max(dimension, 10);
  return history.level.slice(-span).filter((level) => level).length > span / 3;
}

/** ConditionCov; also false when rounding has cost the covariance its positive definiteness. */
function isWellConditioned({ axes }: CmaState): boolean {
  const smallest = axes.values[0] ?? 0;
  const largest = axes.values.at(-1) ?? 0;
  return smallest > 0 && largest < LARGEST_CONDITION * smallest;
}

/** NoEffectAxis, one axis per generation in turn: a tenth of a standard deviation no longer moves the mean. */
function hasNoEffect({ mean, step, axes, roots }: CmaState, generation: number): boolean {
  const n = mean.length;
  const axis = generation % n;
  const length = 0.1 * step * (roots[axis] ?? 0);
  return mean.every((m, i) => m + length * (axes.vectors[i * n + axis] ?? 0) === m);
}

/** Stagnation: neither the best nor the median improved between the first and the last 30 % of a long window. */
function isStagnant({ dimension, population }: CmaParameters, history: CmaHistory, patience: number): boolean {
  const age = history.best.length;
  const span = Math.min(
    20_000,
    Math.max(Math.ceil(patience * (120 + (30 * dimension) / population)), Math.floor(age / 5)),
  );
  return age >= span && !hasImproved(history.best.slice(-span)) && !hasImproved(history.median.slice(-span));
}

function hasImproved(values: readonly Evaluation[]): boolean {
  const part = Math.ceil(0.3 * values.length);
  const before = middleOf(values.slice(0, part));
  const after = middleOf(values.slice(-part));
  return before !== undefined && after !== undefined && compareEvaluations(after, before) < 0;
}

function middleOf(values: readonly Evaluation[]): Evaluation | undefined {
  return values.toSorted(compareEvaluations)[Math.floor((values.length - 1) / 2)];
}
