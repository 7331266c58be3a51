// Noise under the search: some points are asked twice, and where their ranks disagree the step size grows.
//
// Hansen, Niederberger, Guzzella, Koumoutsakos, "A method for handling uncertainty in evolutionary optimization with an
// application to feedback control of combustion", IEEE Transactions on Evolutionary Computation 13, 2009 (UH-CMA-ES).
// A study that plays every candidate on the same scenarios answers twice the same: then nothing is measured and nothing
// changes but the effort. It is for evaluations that differ each time; a longer evaluation, the method's other answer to
// noise, is not the searcher's to ask for.
import { compareEvaluations, type Evaluation } from "./searcher.ts";

/** How many of `population` candidates are asked again: a tenth, at least two. */
export function askedAgain(population: number): number {
  return Math.max(2, Math.round(0.1 * population));
}

/** Theta: the part of the median rank change that counts as nothing. */
const TOLERATED = 0.2;

/**
 * s of the method: above 0 where the ranks of the repeated points change more than selection can bear.
 * @param first results of all candidates  @param again second results of the first `again.length` of them
 */
export function rankUncertainty(first: readonly Evaluation[], again: readonly Evaluation[]): number {
  const second = first.map((result, i) => again[i] ?? result);
  const all = [...first, ...second].sort(compareEvaluations);
  const rank = (result: Evaluation): number => all.findIndex((other) => compareEvaluations(other, result) === 0);
  let sum = 0;
  again.forEach((later, i) => {
    const earlier = first[i] ?? later;
    const order = Math.sign(compareEvaluations(later, earlier));
    const before = rank(earlier) - (order < 0 ? 1 : 0); // without the point's other value
    const after = rank(later) - (order > 0 ? 1 : 0);
    sum += 2 * Math.abs(after - before) - tolerated(before, all.length) - tolerated(after, all.length);
  });
  return sum / again.length;
}

/** Theta times the median of |r - rank| over the other 2 lambda - 1 ranks r. */
function tolerated(rank: number, count: number): number {
  const distances = Array.from({ length: count - 1 }, (_, r) => Math.abs(r - rank)).sort((a, b) => a - b);
  return TOLERATED * (distances[Math.floor((count - 1) / 2)] ?? 0);
}

/** Results with the mean of both values where a point was asked twice. */
export function averaged(first: readonly Evaluation[], again: readonly Evaluation[]): readonly Evaluation[] {
  return first.map((result, i) => {
    const other = again[i];
    if (other === undefined) return result;
    const { constraints } = result;
    return {
      ...result,
      loss: middle(result.loss, other.loss),
      violation: middle(result.violation, other.violation),
      ...(constraints !== undefined && {
        constraints: constraints.map((g, k) => middle(g, other.constraints?.[k] ?? g)),
      }),
    };
  });
}

function middle(a: number, b: number): number {
  return 0.5 * a + 0.5 * b;
}

/** By what the step size is multiplied in an uncertain generation. */
export function noiseGrowth(dimension: number): number {
  return 1 + 2 / (dimension + 10);
}
