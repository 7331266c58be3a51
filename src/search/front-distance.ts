// How far a front is from a reference set: inverted generational distance, its dominance-aware form, additive epsilon.
import type { Front, Objectives } from "./front.ts";

/**
 * IGD: mean over the reference set of the Euclidean distance to the nearest point.
 * Coello Coello and Reyes Sierra, "A study of the parallelization of a coevolutionary multi-objective evolutionary
 * algorithm", MICAI 2004; the plain mean, as most programs have it.
 */
export function invertedDistance(points: Front, referenceSet: Front): number {
  return meanNearest(points, referenceSet, (point, target) => norm(target.map((value, k) => (point[k] ?? 0) - value)));
}

/**
 * IGD+: the same with only what the point is worse in, so that no better set has a larger value.
 * Ishibuchi, Masuda, Tanigaki and Nojima, "Modified distance calculation in generational distance and inverted
 * generational distance", EMO 2015.
 */
export function invertedDistancePlus(points: Front, referenceSet: Front): number {
  return meanNearest(points, referenceSet, (point, target) =>
    norm(target.map((value, k) => Math.max((point[k] ?? 0) - value, 0))),
  );
}

/**
 * Additive epsilon: the least number to be taken from every objective of the points so that they weakly dominate the
 * reference set. Zitzler, Thiele, Laumanns, Fonseca and Grunert da Fonseca, "Performance assessment of multiobjective
 * optimizers: an analysis and review", IEEE Trans. Evol. Comput. 7, 2003.
 */
export function additiveEpsilon(points: Front, referenceSet: Front): number {
  const needed = (target: Objectives): number =>
    nearest(points, (point) => target.reduce((most, value, k) => Math.max(most, (point[k] ?? 0) - value), -Infinity));
  return referenceSet.reduce((most, target) => Math.max(most, needed(target)), -Infinity);
}

type Distance = (point: Objectives, target: Objectives) => number;

function meanNearest(points: Front, referenceSet: Front, distance: Distance): number {
  const total = referenceSet.reduce((sum, target) => sum + nearest(points, (point) => distance(point, target)), 0);
  return total / referenceSet.length;
}

function nearest(points: Front, distance: (point: Objectives) => number): number {
  return points.reduce((least, point) => Math.min(least, distance(point)), Infinity);
}

function norm(v: Objectives): number {
  return Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));
}
