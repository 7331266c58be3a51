// Survival by hypervolume: whole fronts while they fit, then the front without its least contributors.
//
// Beume, Naujoks and Emmerich, "SMS-EMOA: multiobjective selection based on dominated hypervolume", Eur. J. Oper. Res.
// 181, 2007; for several children at once the least contributor goes again and again, with new contributions each time.
import { boundsOf, type Front, type Objectives } from "./front.ts";
import { hypervolumeContributions } from "./hypervolume-contributions.ts";
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

function withoutLeast(front: readonly Member[], count: number, limits: Objectives | null): readonly Member[] {
  const left = [...front];
  const reference = referenceOf(
    front.map(({ evaluation }) => evaluation.objectives),
    limits,
  );
  while (left.length > count) {
    const objectives = left.map(({ evaluation }) => evaluation.objectives);
    left.splice(leastContributor(objectives, reference), 1);
  }
  return left;
}

/** The latest of several. */
function leastContributor(points: Front, reference: Objectives): number {
  const contributions = hypervolumeContributions(points, reference);
  return contributions.reduce((least, value, k) => (value <= (contributions[least] ?? 0) ? k : least), 0);
}
