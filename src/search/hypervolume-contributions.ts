// How much of the hypervolume each point alone accounts for: what would be lost without it.
import type { Front, Objectives } from "./front.ts";
import { boxMeasure, measure } from "./hypervolume.ts";
import { createStaircase, type Staircase } from "./staircase.ts";

/**
 * For each point the hypervolume of all less that of all others. Points that are dominated, repeated, or not below the
 * reference point have 0. Up to three objectives by one sweep; more by moving the others into the point's own box.
 */
export function hypervolumeContributions(points: Front, reference: Objectives): Float64Array {
  const inside = points.flatMap((point, index) =>
    point.every((value, k) => value < (reference[k] ?? 0)) ? [{ point, index }] : [],
  );
  const front = inside.map(({ point }) => point);
  const parts = reference.length <= 3 ? sweptContributions(front, reference) : movedContributions(front, reference);
  const contributions = new Float64Array(points.length);
  for (const [k, { index }] of inside.entries()) contributions[index] = parts[k] ?? 0;
  return contributions;
}

function movedContributions(points: Front, reference: Objectives): Float64Array {
  return Float64Array.from(points, (point, k) => contributionOf(point, points.toSpliced(k, 1), reference));
}

/** The same for one point beside others, all at or below the reference point. */
export function contributionOf(point: Objectives, others: Front, reference: Objectives): number {
  const moved = others.map((other) => point.map((value, j) => Math.max(value, other[j] ?? 0)));
  return Math.max(0, boxMeasure(point, reference) - measure(moved, reference));
}

/** One and two objectives are three with nothing in the others. */
function sweptContributions(points: Front, reference: Objectives): Float64Array {
  if (reference.length === 3) return sweep(points, reference);
  const missing = 3 - reference.length;
  const raised = points.map((point) => [...point, ...Array<number>(missing).fill(0)]);
  return sweep(raised, [...reference, ...Array<number>(missing).fill(1)]);
}

/**
 * In the order of the third objective, with the exclusive region of every step of the staircase; a new point cuts what
 * lies above and right of it from its neighbours, or from the one step that covers it. Emmerich and Fonseca, "Computing
 * hypervolume contributions in low dimensions: asymptotically optimal algorithm and complexity results", EMO 2011, with
 * sorted arrays in place of trees.
 */
function sweep(points: Front, reference: Objectives): Float64Array {
  const order = Array.from(points.keys()).sort((i, j) => compareByHeight(points[i] ?? [], points[j] ?? []));
  const staircase = createStaircase();
  const regions: Region[] = [];
  const contributions = new Float64Array(points.length);
  for (const index of order) {
    const [x = 0, y = 0, z = 0] = points[index] ?? [];
    if (staircase.covers(x, y)) {
      // Where two steps cover the point, no region reaches it and nothing is cut.
      cutQuadrant(regions[staircase.lastUpTo(x)], x, y, z, contributions);
      continue;
    }
    const { place, gone } = staircase.insert(x, y);
    const region = newRegion({ index, x, y, level: z }, staircase, place, reference);
    for (const step of regions.splice(place, gone, region)) {
      raise(step, z, contributions);
      cutQuadrant(region, step.x, step.y, z, contributions);
    }
    cutQuadrant(regions[place - 1], x, y, z, contributions);
    cutQuadrant(regions[place + 1], x, y, z, contributions);
  }
  for (const region of regions) raise(region, reference[2] ?? 0, contributions);
  return contributions;
}

function compareByHeight([ax = 0, ay = 0, az = 0]: Objectives, [bx = 0, by = 0, bz = 0]: Objectives): number {
  return az - bz || ax - bx || ay - by;
}

interface Step {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  /** Up to here the volume has been added up. */
  level: number;
}

/**
 * The plane region that only this step of the staircase dominates: columns from left to right, each from the step's own
 * height y to its `tops`, which fall; a column ends where the next begins, the last at `right`.
 */
interface Region extends Step {
  readonly lefts: number[];
  readonly tops: number[];
  right: number;
}

/** As wide as the next step is away, as high as the step before: all that no other step of the staircase dominates. */
function newRegion(step: Step, { x, y }: Staircase, place: number, [right = 0, top = 0]: Objectives): Region {
  return { ...step, lefts: [step.x], tops: [y[place - 1] ?? top], right: x[place + 1] ?? right };
}

/** Takes away all at or above y and at or right of x, from the height `level` on. */
function cutQuadrant(
  region: Region | undefined,
  x: number,
  y: number,
  level: number,
  contributions: Float64Array,
): void {
  if (region === undefined || x >= region.right) return;
  raise(region, level, contributions);
  const { lefts, tops } = region;
  const from = lefts.findLastIndex((left) => left <= x); // -1 where the cut begins left of the region
  const start = from >= 0 && (lefts[from] ?? 0) === x ? from : from + 1;
  let end = start;
  while (end < tops.length && (tops[end] ?? 0) > y) end += 1;
  const inside = from >= 0 && start > from && (tops[from] ?? 0) > y; // the cut begins within a column
  if (end === start && !inside) return;
  const left = inside ? x : (lefts[start] ?? x);
  if (y > region.y) {
    lefts.splice(start, end - start, left);
    tops.splice(start, end - start, y);
    return;
  }
  region.right = left; // tops fall, so nothing stands right of a column cut to the ground
  lefts.splice(start);
  tops.splice(start);
}

/** Adds the volume between the region's level and this one to the point's contribution. */
function raise(region: Region, level: number, contributions: Float64Array): void {
  const { lefts, tops, index } = region;
  let area = 0;
  for (const [k, left] of lefts.entries())
    area += ((lefts[k + 1] ?? region.right) - left) * ((tops[k] ?? 0) - region.y);
  contributions[index] = (contributions[index] ?? 0) + area * (level - region.level);
  region.level = level;
}
