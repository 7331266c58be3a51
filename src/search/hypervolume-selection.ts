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

/** At most `count` members that live on, front by front. @param limits reference point, null for the front's own */
export function survivorsByHypervolume(
  members: readonly Member[],
  count: number,
  limits: Objectives | null,
): readonly Member[] {
  if (members.length <= count) return members;
  const ranks = constrainedRanks(members.map(({ evaluation }) => evaluation));
  const chosen: Member[] = [];
  for (let rank = 0; chosen.length < count; rank++) {
    const front = members.filter((_, index) => ranks[index] === rank);
    const feasible = front.every(({ evaluation }) => evaluation.violation === 0);
    const room = count - chosen.length;
    chosen.push(...(feasible ? withoutLeast(front, room, limits) : front.slice(0, room)));
  }
  return chosen;
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

/** Of points that contribute nothing the one farthest beyond the reference point goes first, then the latest. */
function leastContributor(points: Front, reference: Objectives): number {
  const contributions = hypervolumeContributions(points, reference);
  const excess = points.map((point) => point.reduce((sum, v, k) => sum + Math.max(0, v - (reference[k] ?? 0)), 0));
  let least = 0;
  for (let k = 1; k < points.length; k++) {
    const difference = (contributions[k] ?? 0) - (contributions[least] ?? 0);
    if (difference < 0 || (difference === 0 && (excess[k] ?? 0) >= (excess[least] ?? 0))) least = k;
  }
  return least;
}
