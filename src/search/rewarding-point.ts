// The point that adds most hypervolume to a front, by optimistic reading of what Gaussian processes say of it.
import { log } from "../numeric/elementary.ts";
import { bestCandidate } from "./best-candidate.ts";
import { logFeasibility } from "./expected-improvement.ts";
import type { Front, Objectives } from "./front.ts";
import type { FrontModel } from "./gaussian/front-model.ts";
import { addSlope, beliefAt, believing, slopeAt } from "./gaussian/process.ts";
import { boxMeasure, hypervolume } from "./hypervolume.ts";

export interface Reward {
  readonly model: FrontModel;
  /** Feasible objectives on the model's scale. */
  readonly front: Front;
  /** Up to here volume counts; null where nothing is feasible and feasibility alone is sought. */
  readonly reference: Objectives | null;
  /** Standard deviations by which each objective is taken better than its mean. */
  readonly optimism: number;
}

/** Candidates from which the slope is followed, and how far. */
const POLISHED = 2;
const POLISH_STEPS = 12;
/** Share of the objectives' standard deviation over which the hypervolume's slope is a difference. */
const DIFFERENCE = 1e-4;
/** What adds no hypervolume stands below whatever does. */
const BEHIND = -1e4;

/** The best of the candidates, the first few of them moved uphill. @param known marks of points to avoid */
export function mostRewardingPoint(
  reward: Reward,
  candidates: readonly Float64Array[],
  known: ReadonlySet<number>,
): Float64Array {
  const d = candidates[0]?.length ?? 0;
  return bestCandidate(candidates, known, (point) => rewardAt(reward, point), {
    slope: (point, gradient) => rewardSlope(reward, point, gradient),
    box: { low: new Float64Array(d), high: new Float64Array(d).fill(1) },
    held: [],
    polished: POLISHED,
    steps: POLISH_STEPS,
  });
}

/** The reward after the model's own mean was met at a point. */
export function withBelieved(reward: Reward, point: Float64Array): Reward {
  const { model, front, reference } = reward;
  const input = model.inputs.of(point);
  const means = model.objectives.map((process) => beliefAt(process, input).mean);
  const feasible = model.limits.every((process) => beliefAt(process, input).mean <= 0);
  return {
    ...reward,
    front: reference !== null && feasible ? [...front, means] : front,
    model: {
      ...model,
      objectives: model.objectives.map((process) => believing(process, input)),
      limits: model.limits.map((process) => believing(process, input)),
    },
  };
}

/** Logarithm of the hypervolume gained times the chance that the point is feasible. */
export function rewardAt(reward: Reward, point: Float64Array): number {
  const { model, optimism } = reward;
  const input = model.inputs.of(point);
  const chance = model.limits.reduce((sum, process) => {
    const { mean, deviation } = beliefAt(process, input);
    return sum + logFeasibility(mean, deviation).value;
  }, 0);
  const hoped = model.objectives.map((process) => {
    const { mean, deviation } = beliefAt(process, input);
    return mean - optimism * deviation;
  });
  return chance + gain(reward, hoped);
}

/** Of points that gain nothing those are better that are less behind. */
function gain({ front, reference }: Reward, objectives: Objectives): number {
  if (reference === null) return 0;
  const added = exclusiveMeasure(front, objectives, reference);
  if (added > 0) return log(added);
  const behind = front.reduce(
    (most, other) => Math.max(most, Math.min(...other.map((value, k) => (objectives[k] ?? 0) - value))),
    Math.max(...objectives.map((value, k) => value - (reference[k] ?? 0))),
  );
  return BEHIND * (1 + Math.max(0, behind));
}

/** Hypervolume of the point's own box less the part of it that the front covers. */
function exclusiveMeasure(front: Front, point: Objectives, reference: Objectives): number {
  if (point.some((value, k) => value >= (reference[k] ?? 0))) return 0;
  const covered = front.map((other) => other.map((value, k) => Math.max(value, point[k] ?? 0)));
  return boxMeasure(point, reference) - hypervolume(covered, reference);
}

/** As `rewardAt`; adds the slope along each coordinate. */
export function rewardSlope(reward: Reward, point: Float64Array, gradient: Float64Array): number {
  const { model, optimism } = reward;
  const input = model.inputs.of(point);
  let total = 0;
  for (const process of model.limits) {
    const slope = slopeAt(process, input);
    const { value, byMean, byDeviation } = logFeasibility(slope.mean, slope.deviation);
    total += value;
    addSlope(gradient, model.inputs, slope, byMean, byDeviation);
  }
  const slopes = model.objectives.map((process) => slopeAt(process, input));
  const hoped = slopes.map(({ mean, deviation }) => mean - optimism * deviation);
  const height = gain(reward, hoped);
  for (const [k, slope] of slopes.entries()) {
    const up = gain(
      reward,
      hoped.map((value, j) => (j === k ? value + DIFFERENCE : value)),
    );
    const byMean = (up - height) / DIFFERENCE;
    addSlope(gradient, model.inputs, slope, byMean, -optimism * byMean);
  }
  return total + height;
}
