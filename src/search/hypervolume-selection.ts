// Survival by hypervolume: whole fronts while they fit, then the front without its least contributors.
//
// Beume, Naujoks and Emmerich, "SMS-EMOA: multiobjective selection based on dominated hypervolume", Eur. J. Oper. Res.
// 181, 2007; for several children at once the least contributor goes again and again, with new contributions each time.
import { boundsOf, type Front, type Objectives } from "./front.ts";
import { contributionOf, hypervolumeContributions } from "./hypervolume-contributions.ts";
import { constrainedRanks } from "./nondominated-sort.ts";
import type { Member } from "./population.ts";

/** Without limits given the reference point stands this share of the front's range beyond its worst values. */
const BEYOND = 0.1;

/**
 * At most `count` members that live on, front by front.
 * @param limits reference point, which counts as a constraint on each objective as well; null for the front's own
 */
export function survivorsByHypervolume(
  members: readonly Member[],
  count: number,
  limits: Objectives | null,
): readonly Member[] {
  if (members.length <= count) return members;
  const evaluations = members.map(({ evaluation }) => evaluation);
  const judged = evaluations.map((evaluation) => ({
    ...evaluation,
    violation: evaluation.violation + excessOf(evaluation.objectives, limits),
  }));
  const ranks = constrainedRanks(judged);
  const chosen: Member[] = [];
  for (let rank = 0; chosen.length < count; rank++) {
    const front = members.filter((_, index) => ranks[index] === rank);
    const feasible = judged.every(({ violation }, index) => ranks[index] !== rank || violation === 0);
    const room = count - chosen.length;
    chosen.push(...(feasible ? withoutLeast(front, room, limits) : front.slice(0, room)));
  }
  return chosen;
}

/** Sum of what the objectives exceed their limits by, each as a share of the limit; 0 without limits. */
export function excessOf(objectives: Objectives, limits: Objectives | null): number {
  if (limits === null) return 0;
  return objectives.reduce((sum, value, k) => {
    const limit = limits[k] ?? Infinity;
    return value > limit ? sum + (value - limit) / (Math.abs(limit) || 1) : sum;
  }, 0);
}

/** The point beyond a front up to which volume is counted. */
export function referenceOf(front: Front, limits: Objectives | null): Objectives {
  if (limits !== null) return limits;
  const { ideal, nadir } = boundsOf(front);
  return nadir.map((high, k) => {
    const range = high - (ideal[k] ?? 0);
    return high + (range > 0 ? BEYOND * range : 1);
  });
}

/**
 * What a member contributes only grows while others go, so what it contributed before is a lower bound, and is worked out
 * anew only where it is the least (M. Minoux, Accelerated greedy algorithms for maximizing submodular set functions,
 * 1978). Of several least contributors the latest goes.
 */
function withoutLeast(front: readonly Member[], count: number, limits: Objectives | null): readonly Member[] {
  const points = front.map(({ evaluation }) => evaluation.objectives);
  const reference = referenceOf(points, limits);
  const bounds = hypervolumeContributions(points, reference);
  const seen = new Int32Array(front.length).fill(front.length); // members there were when it was worked out
  const left = new Set(front.keys());
  while (left.size > count) {
    const least = leastOf(left, bounds);
    if (seen[least] === left.size) {
      left.delete(least);
      continue;
    }
    bounds[least] = contributionOf(points[least] ?? [], othersThan(least, left, points), reference);
    seen[least] = left.size;
  }
  return [...left].flatMap((index) => front[index] ?? []);
}

/** The latest of several. @param left ascending, not empty */
function leastOf(left: ReadonlySet<number>, bounds: Float64Array): number {
  let least = -1;
  for (const index of left) if (least < 0 || (bounds[index] ?? 0) <= (bounds[least] ?? 0)) least = index;
  return least;
}

function othersThan(one: number, left: ReadonlySet<number>, points: Front): Front {
  return [...left].flatMap((index) => (index === one ? [] : [points[index] ?? []]));
}
