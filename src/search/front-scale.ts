// Scales the objectives of a population so that its front runs from 0 to 1 in each; remembers the ends it has seen.
// Deb and Jain, "An evolutionary many-objective optimization algorithm using reference-point-based nondominated sorting
// approach, part I", IEEE Trans. Evol. Comput. 18, 2014, adaptive normalisation (section IV-C).
import { boundsOf, type Front, type Objectives } from "./front.ts";
import { hyperplaneNormal } from "./hyperplane.ts";

/** Weight of the objectives besides the one whose extreme point is sought. */
const ASIDE = 1e6;
/** A narrower range of an objective is taken for none. */
const NARROWEST = 1e-6;

/** Maps all points of a generation; `best` are those that nothing dominates, among them. Ends stay between calls. */
export type FrontScale = (points: Front, best: Front) => number[][];

export function createFrontScale(): FrontScale {
  let ideal: number[] = [];
  let extremes: Front = [];
  return (points, best) => {
    const bounds = boundsOf(best);
    ideal = bounds.ideal.map((value, k) => Math.min(value, ideal[k] ?? value));
    extremes = ideal.map((_, axis) => extremeAlong(axis, [...extremes, ...best], ideal));
    const intercepts = interceptsOf(extremes, ideal);
    const worst = boundsOf(points).nadir;
    const ranges = ideal.map((low, k) => {
      const [plane, front, all] = [intercepts[k] ?? 0, (bounds.nadir[k] ?? 0) - low, (worst[k] ?? 0) - low];
      if (plane > NARROWEST) return Math.min(plane, all);
      return front > NARROWEST ? front : Math.max(all, NARROWEST);
    });
    return points.map((point) => point.map((value, k) => (value - (ideal[k] ?? 0)) / (ranges[k] ?? 1)));
  };
}

/** The point nearest to one axis through the ideal point: least achievement with all weight on the others. */
function extremeAlong(axis: number, points: Front, ideal: Objectives): Objectives {
  let best: Objectives = [];
  let least = Infinity;
  for (const point of points) {
    const distance = point.reduce((most, value, k) => {
      const shifted = value - (ideal[k] ?? 0);
      return Math.max(most, k === axis ? shifted : shifted * ASIDE);
    }, -Infinity);
    if (distance < least || best.length === 0) {
      least = distance;
      best = point;
    }
  }
  return best;
}

/** Where the hyperplane through the extreme points meets the axes, from the ideal point; NaN where it does not. */
function interceptsOf(extremes: Front, ideal: Objectives): number[] {
  const normal = hyperplaneNormal(extremes.map((point) => point.map((value, k) => value - (ideal[k] ?? 0))));
  return ideal.map((_, k) => 1 / (normal?.[k] ?? Number.NaN));
}
