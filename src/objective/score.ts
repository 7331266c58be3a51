// From measures to the two numbers a search sees: a scalar loss and a total constraint violation.
import type { Measure, Measures } from "./measure.ts";
import { metricNamed, metrics } from "./metrics.ts";

/** One term of the scalar loss: weight * value / scale, with the sign turned where more is better. */
export interface LossTerm {
  readonly metric: string;
  readonly weight: number;
  /** 2 for weight * (value / scale)², with the sign of the value; 1 where it is left out. */
  readonly power?: 1 | 2;
  /** Number the value is divided by; "baseline" divides by trial 0's absolute value (1 where that is 0). */
  readonly scale: number | "baseline";
}

/**
 * `judged value <= atMost` (or `>= atLeast`); probabilities are judged on their upper 95 % limit, measures that are not in the
 * table of metrics on their value.
 */
export interface Constraint {
  readonly metric: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** A limit that is wished for and not required: `judged value <= atMost`, `>= atLeast`, or both, as for constraints. */
export type Goal = Constraint;

/** A term of the loss with what it came to. */
export interface ScoredTerm {
  readonly metric: string;
  readonly value: number;
  /** The number the value was divided by. */
  readonly scale: number;
  readonly loss: number;
  /** Derivative of the loss by the value, the scale taken as exact. */
  readonly slope: number;
}

/** One limit with what was held against it. */
export interface JudgedLimit {
  readonly metric: string;
  readonly judged: number;
  readonly limit: number;
  readonly side: "atMost" | "atLeast";
  /** Distance beyond the limit in units of the limit (of 1 where that is 0); negative on the safe side. */
  readonly overshoot: number;
  /** The overshoot; 0 where the limit is met. */
  readonly violation: number;
}

export interface Score {
  readonly loss: number;
  /** One per goal, in their order; a goal is met at or below 1. */
  readonly objectives: readonly number[];
  /** 0 is feasible. */
  readonly violation: number;
  readonly terms: readonly ScoredTerm[];
  readonly limits: readonly JudgedLimit[];
}

/** What a study asks for. */
export interface Goals {
  readonly losses: readonly LossTerm[];
  readonly constraints: readonly Constraint[];
  /** Soft goals, each an objective of its own; left out where only the loss counts. */
  readonly goals?: readonly Goal[];
}

/**
 * @param baseline measures of trial 0, for terms scaled by it; null while trial 0 itself is scored, which then is its
 * own baseline
 * @throws RangeError for a metric that was not measured or is not finite
 */
export function score(
  measures: Measures,
  { losses, constraints, goals = [] }: Goals,
  baseline: Measures | null,
): Score {
  const terms = losses.map((term) => scoredTerm(term, measures, baseline ?? measures));
  const limits = constraints.flatMap((constraint) => judgedLimits(constraint, measures));
  return {
    loss: terms.reduce((sum, term) => sum + term.loss, 0),
    objectives: goals.map((goal) => 1 + Math.max(...judgedLimits(goal, measures).map(({ overshoot }) => overshoot))),
    violation: limits.reduce((sum, limit) => sum + limit.violation, 0),
    terms,
    limits,
  };
}

function scoredTerm(term: LossTerm, measures: Measures, baseline: Measures): ScoredTerm {
  const { value } = measured(term.metric, measures);
  const scale = term.scale === "baseline" ? baselineScale(baseline[term.metric]) : term.scale;
  const sign = metricNamed(term.metric).better === "lower" ? 1 : -1;
  const factor = (sign * term.weight * (term.power === 2 ? Math.abs(value / scale) : 1)) / scale;
  return { metric: term.metric, value, scale, loss: factor * value, slope: factor * (term.power ?? 1) };
}

function baselineScale(measure: Measure | undefined): number {
  const size = Math.abs(measure?.value ?? 0);
  return size > 0 && Number.isFinite(size) ? size : 1;
}

/**
 * Probabilities are judged on the end of their two-sided 95 % Clopper–Pearson interval that is the worse for the
 * limit, so chance does not make a candidate feasible. That end is missed with 2.5 %: with no event in n paths the
 * upper one is 1 − 0.025^(1/n), and a limit of 1 % needs 368 paths (a one-sided 95 % bound would need 299).
 */
function judgedLimits({ metric, atMost, atLeast }: Constraint, measures: Measures): readonly JudgedLimit[] {
  const { value, low, high } = measured(metric, measures);
  const uncertain = metrics.some(({ name, kind }) => name === metric && kind === "probability");
  const limits: JudgedLimit[] = [];
  if (atMost !== undefined) limits.push(judgedLimit(metric, uncertain ? high : value, atMost, "atMost"));
  if (atLeast !== undefined) limits.push(judgedLimit(metric, uncertain ? low : value, atLeast, "atLeast"));
  return limits;
}

function judgedLimit(metric: string, judged: number, limit: number, side: JudgedLimit["side"]): JudgedLimit {
  const beyond = side === "atMost" ? judged - limit : limit - judged;
  const overshoot = beyond / (limit === 0 ? 1 : Math.abs(limit));
  return { metric, judged, limit, side, overshoot, violation: Math.max(0, overshoot) };
}

function measured(metric: string, measures: Measures): Measure {
  const measure = measures[metric];
  if (measure === undefined) throw new RangeError(`${metric} was not measured`);
  if (!Number.isFinite(measure.value))
    throw new RangeError(`${metric} is ${measure.value}; a score needs a finite value`);
  return measure;
}
