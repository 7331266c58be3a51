// Boosted stumps: a classifier that adds up to a hundred one-threshold rules, each mending what those before it left.
import type { Matrix } from "ml-matrix";
import { log } from "../../numeric/elementary.ts";
import { increasingRoot } from "../../numeric/increasing-root.ts";
import { UserError } from "../../numeric/user-error.ts";
import { logisticProbability } from "../forecast.ts";
import { checkSamples, type LabelledSamples } from "./labelled-samples.ts";
import { logisticLoss } from "./logistic-loss.ts";

/** Adds `above` to the score where the feature exceeds the threshold, else `below`. */
export interface Stump {
  readonly feature: number;
  readonly threshold: number;
  readonly below: number;
  readonly above: number;
}

export interface BoostedStumps {
  /** Log odds of the event in the training data. */
  readonly base: number;
  readonly stumps: readonly Stump[];
  /** Mean logistic loss on the training data before the first stump and after each; never rises. */
  readonly trainingLoss: Float64Array;
}

export const LARGEST_STUMP_COUNT = 100;
/** Share of each best leaf value that is taken. Friedman 2001, section 5, finds 0.1 or less best. */
const SHRINKAGE = 0.1;
/** Ridge on leaf values: keeps the leaf of a single class finite. */
const LEAF_RIDGE = 1;

const SUBJECT = "boosted stumps";

/**
 * Gradient boosting of stumps on the logistic loss. The split is the best second-order step (Chen & Guestrin, "XGBoost",
 * 2016, equation 7); the leaf then solves its own one-dimensional convex problem exactly, so a shortened step towards that
 * minimum can only lower the loss. Ties go to the first feature and the lowest threshold: nothing is drawn.
 * Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001, section 4.5.
 * @param count 1 to 100 stumps; fewer come back when no split is left that lowers the loss
 */
export function fitBoostedStumps(samples: LabelledSamples, count: number): BoostedStumps {
  checkSamples(SUBJECT, samples);
  if (!(Number.isInteger(count) && count >= 1 && count <= LARGEST_STUMP_COUNT)) {
    throw new UserError(SUBJECT, [
      { place: "count", message: `found ${count}; expected a whole number from 1 to ${LARGEST_STUMP_COUNT}` },
    ]);
  }
  const { features, labels } = samples;
  const columns = Array.from({ length: features.columns }, (_, k) => sortedColumn(features.getColumn(k)));
  const events = labels.reduce((sum, label) => sum + label, 0);
  const base = log(events / (labels.length - events));
  const scores = new Float64Array(labels.length).fill(base);
  const losses = [meanLoss(scores, labels)];
  const stumps: Stump[] = [];
  for (let round = 0; round < count; round++) {
    const stump = nextStump(columns, scores, labels);
    if (stump === null) break;
    stumps.push(stump);
    const values = columns[stump.feature]?.values ?? [];
    for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) + stumpValue(stump, values[i] ?? 0);
    losses.push(meanLoss(scores, labels));
  }
  return { base, stumps, trainingLoss: Float64Array.from(losses) };
}

/** Probability of the event for each row of the features. */
export function stumpProbabilities({ base, stumps }: BoostedStumps, features: Matrix): Float64Array {
  return Float64Array.from({ length: features.rows }, (_, i) =>
    logisticProbability(stumps.reduce((sum, stump) => sum + stumpValue(stump, features.get(i, stump.feature)), base)),
  );
}

function stumpValue({ threshold, below, above }: Stump, value: number): number {
  return value > threshold ? above : below;
}

interface SortedColumn {
  readonly values: readonly number[];
  /** Sample indices by rising value. */
  readonly order: readonly number[];
}

function sortedColumn(values: readonly number[]): SortedColumn {
  const order = Array.from(values.keys()).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0) || i - j);
  return { values, order };
}

/** The split of largest gain with its leaf values; null where every feature is constant. */
function nextStump(columns: readonly SortedColumn[], scores: Float64Array, labels: Float64Array): Stump | null {
  const probabilities = scores.map(logisticProbability);
  const residuals = labels.map((label, i) => label - (probabilities[i] ?? 0));
  const weights = probabilities.map((p) => p * (1 - p));
  let best: { feature: number; threshold: number; gain: number } | null = null;
  for (const [feature, column] of columns.entries()) {
    const split = bestSplit(column, residuals, weights);
    if (split !== null && (best === null || split.gain > best.gain)) best = { feature, ...split };
  }
  if (best === null) return null;
  const { feature, threshold } = best;
  const above = (columns[feature]?.values ?? []).map((value) => value > threshold);
  const leaf = (side: boolean) => {
    const members = Array.from(labels.keys()).filter((i) => above[i] === side);
    return SHRINKAGE * leafValue(members, scores, labels);
  };
  return { feature, threshold, below: leaf(false), above: leaf(true) };
}

/** Gain of a split: sum over its sides of (sum of residuals)^2 / (sum of weights + ridge). */
function bestSplit(
  { values, order }: SortedColumn,
  residuals: Float64Array,
  weights: Float64Array,
): { threshold: number; gain: number } | null {
  const [allResiduals, allWeights] = [residuals, weights].map((terms) => terms.reduce((sum, x) => sum + x, 0));
  let best: { threshold: number; gain: number } | null = null;
  let [residual, weight] = [0, 0];
  for (let k = 0; k + 1 < order.length; k++) {
    const i = order[k] ?? 0;
    residual += residuals[i] ?? 0;
    weight += weights[i] ?? 0;
    const [value, next] = [values[i] ?? 0, values[order[k + 1] ?? 0] ?? 0];
    if (value === next) continue;
    const gain =
      residual ** 2 / (weight + LEAF_RIDGE) +
      ((allResiduals ?? 0) - residual) ** 2 / ((allWeights ?? 0) - weight + LEAF_RIDGE);
    if (best === null || gain > best.gain) best = { threshold: between(value, next), gain };
  }
  return best;
}

/** The midpoint, or the lower value where rounding would make it the upper one. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}

/** The v that minimises the members' loss at score + v, plus ridge v^2 / 2. */
function leafValue(members: readonly number[], scores: Float64Array, labels: Float64Array): number {
  const at = (v: number) => {
    let [value, slope] = [LEAF_RIDGE * v, LEAF_RIDGE];
    for (const i of members) {
      const p = logisticProbability((scores[i] ?? 0) + v);
      value += p - (labels[i] ?? 0);
      slope += p * (1 - p);
    }
    return { value, slope };
  };
  const bound = members.length / LEAF_RIDGE; // each member pulls with less than 1
  return increasingRoot(at, -bound, bound, 0);
}

function meanLoss(scores: Float64Array, labels: Float64Array): number {
  return scores.reduce((sum, score, i) => sum + logisticLoss(score, labels[i] ?? 0), 0) / labels.length;
}
