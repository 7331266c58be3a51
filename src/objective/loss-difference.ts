// How the loss of a candidate differs from another's on the same paths, and whether it is surely higher.
import { standardErrorOfMean } from "../numeric/mean-interval.ts";
import { studentQuantile } from "../numeric/student.ts";
import { firstPaths, type Outcomes } from "../simulate/outcome.ts";
import { lossEstimate } from "./loss-estimate.ts";
import type { Measures } from "./measure.ts";
import type { LossTerm } from "./score.ts";

/** A difference of two losses. */
export interface LossDifference {
  readonly value: number;
  readonly standardError: number;
}

/**
 * The variance of the reference on all paths may be so many times that on the first ones before they count as too few.
 */
const SEEN = 2;

/**
 * Candidate minus reference on the paths of the candidate, which are the first ones of the reference. The error is that
 * of the paths' influences on the difference, those of the terms added path by path (delta method). Where the reference
 * varies much more over all its paths than over the first, events are rarer than the first paths can show, and the
 * candidate may be the one without them: the variance that was not seen is added to that of the difference.
 * @param baseline trial 0's measures, by which terms are scaled
 */
export function lossDifference(
  candidate: Outcomes,
  reference: Outcomes,
  losses: readonly LossTerm[],
  baseline: Measures | null,
): LossDifference {
  const { paths } = candidate;
  const whole = lossEstimate(reference, losses, baseline);
  const after = lossEstimate(candidate, losses, baseline);
  const before = lossEstimate(firstPaths(reference, paths), losses, baseline);
  const paired = after.influence.map((x, path) => x - (before.influence[path] ?? Number.NaN));
  const unseen = variance(whole.influence) - SEEN * variance(before.influence);
  return {
    value: after.value - before.value,
    standardError: Math.sqrt((variance(paired) + Math.max(0, unseen)) / paths),
  };
}

/** The differences in independent families as one. @param shares one per family */
export function sharedDifference(differences: readonly LossDifference[], shares: readonly number[]): LossDifference {
  const share = (family: number): number => shares[family] ?? Number.NaN;
  return {
    value: differences.reduce((sum, { value }, family) => sum + share(family) * value, 0),
    standardError: Math.sqrt(
      differences.reduce((sum, { standardError }, family) => sum + (share(family) * standardError) ** 2, 0),
    ),
  };
}

/**
 * What the true difference is below with a chance of at most `risk`, by Student's distribution with paths - 1 degrees
 * of freedom; the chance is exact for normal influences of one family and holds in the limit of many paths otherwise.
 * Minus infinity where the error is 0: paths that all say the same say nothing of those that were not played.
 * @param paths of every family
 */
export function lowerBound({ value, standardError }: LossDifference, paths: number, risk: number): number {
  if (standardError === 0) return -Infinity;
  return value - standardError * studentQuantile(1 - risk, paths - 1);
}

/** With the divisor n - 1. */
function variance(influence: Float64Array): number {
  return standardErrorOfMean(influence) ** 2 * influence.length;
}
