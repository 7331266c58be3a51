// Which of many new points are worth an evaluation, by a model of what is known: those that promise most hypervolume.
import type { Front, Objectives } from "./front.ts";
import { hypervolume } from "./hypervolume.ts";

/** What a model says of one point. */
export interface Prospect {
  readonly objectives: Objectives;
  /** Predicted violation; 0 means feasible. */
  readonly violation: number;
}

/**
 * Indices of `count` prospects, best first: the largest gain of hypervolume beyond the front and the prospects taken
 * before. Those without gain follow by how little they are behind, then those that are infeasible, by violation.
 * The gain can only fall as more is taken, so an old gain is a bound and few are computed again (Minoux, "Accelerated
 * greedy algorithms for maximizing submodular set functions", 1978).
 * @param front feasible points known so far  @param reference the point up to which volume is counted
 */
export function mostPromising(
  prospects: readonly Prospect[],
  front: Front,
  reference: Objectives,
  count: number,
): number[] {
  const grown: Objectives[] = [...front];
  let covered = hypervolume(grown, reference);
  const scoreOf = (index: number): number => score(prospects[index], grown, reference, covered);
  const scores = Array.from(prospects.keys(), scoreOf);
  const left = new Set(prospects.keys());
  const taken: number[] = [];
  while (taken.length < count && left.size > 0) {
    const best = freshBest(left, scores, scoreOf);
    left.delete(best);
    taken.push(best);
    const prospect = prospects[best];
    if (prospect === undefined || prospect.violation > 0) continue;
    grown.push(prospect.objectives);
    covered = hypervolume(grown, reference);
  }
  return taken;
}

/** The best index of those left, its score brought up to date; the first of equal ones. */
function freshBest(left: ReadonlySet<number>, scores: number[], scoreOf: (index: number) => number): number {
  const fresh = new Set<number>();
  for (;;) {
    let best = -1;
    for (const index of left) if (best < 0 || (scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
    if (fresh.has(best)) return best;
    scores[best] = scoreOf(best);
    fresh.add(best);
  }
}

/** Infeasible prospects stand below all others. */
const INFEASIBLE = -1e9;

function score(prospect: Prospect | undefined, front: Front, reference: Objectives, covered: number): number {
  if (prospect === undefined || !prospect.objectives.every(Number.isFinite)) return -Infinity;
  const { objectives, violation } = prospect;
  if (violation > 0) return INFEASIBLE * (1 + violation);
  const behind = front.reduce((most, point) => Math.max(most, leastLead(point, objectives, reference)), -Infinity);
  if (behind >= 0) return -behind;
  return hypervolume([...front, objectives], reference) - covered;
}

/** How much `point` is better in the objective in which it is least better, as a share of its way to the reference. */
function leastLead(point: Objectives, other: Objectives, reference: Objectives): number {
  return point.reduce((least, value, k) => {
    const way = (reference[k] ?? 0) - value;
    return Math.min(least, ((other[k] ?? 0) - value) / (way > 0 ? way : 1));
  }, Infinity);
}
