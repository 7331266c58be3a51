// Choosing from a front: the knee, where giving up a little of one objective no longer gains much of another.
import { compareLexicographically, type Front, type Objectives } from "../front.ts";
import { hyperplaneNormal } from "../hyperplane.ts";
import { checkFront, leastBy, normalised } from "./candidate-front.ts";

/**
 * Index of the point that lies farthest below the hyperplane through the best points of each objective, with every
 * objective scaled from 0 to 1 over the front. Das, "On characterizing the 'knee' of the Pareto curve based on
 * normal-boundary intersection", Structural Optimization 18, 1999. Where these points span no such plane (one is the
 * best in two objectives, an objective is constant), the plane on which the scaled objectives sum to a constant takes
 * its place, and the knee is the least sum. A front that bulges the other way has its knee at an end.
 * @throws UserError for an empty front, unequal lengths, values that are not finite
 */
export function kneeOf(front: Front): number {
  checkFront("choice of the knee", front);
  const scaled = normalised(front);
  const normal = normalThroughEnds(scaled) ?? scaled[0]?.map(() => 1) ?? [];
  const heights = scaled.map((point) => [round(point.reduce((sum, value, k) => sum + value * (normal[k] ?? 0), 0))]);
  return leastBy(front, heights);
}

/** a with a'x = 1 through the extreme points, or null when they do not span such a plane with every entry positive. */
function normalThroughEnds(scaled: Front): Objectives | null {
  const extremes = (scaled[0] ?? []).map((_, k) =>
    scaled.reduce((best, point) => (ends(point, best, k) ? point : best)),
  );
  const normal = hyperplaneNormal(extremes);
  return normal?.every((entry) => entry > SMALLEST_SLOPE && entry < 1 / SMALLEST_SLOPE) ? normal : null;
}

/** A plane steeper than this stands on points that nearly coincide. */
const SMALLEST_SLOPE = 1e-6;

/** Whether `point` is better than `best` in objective k; ties go to the lexicographically least. */
function ends(point: Objectives, best: Objectives, k: number): boolean {
  const [value, least] = [point[k] ?? 0, best[k] ?? 0];
  return value < least || (value === least && compareLexicographically(point, best) < 0);
}

/** Heights that differ by rounding alone are equal, so that a straight front has one answer. */
function round(height: number): number {
  return Math.round(height * 1e12) / 1e12;
}
