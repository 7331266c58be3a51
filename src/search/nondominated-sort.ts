// Non-dominated sort: the rank of each point, 0 for the front, 1 for the front without the first, and so on.
//
// Points are taken in lexicographic order, so that a later one never dominates an earlier one, and each goes to the
// first front none of whose members dominates it, found by bisection: what dominates a point in one front is itself
// dominated in every earlier one. Zhang, Tian, Cheng and Jin, "An efficient approach to nondominated sorting for
// evolutionary multiobjective optimization", IEEE Trans. Evol. Comput. 19, 2015 (ENS-BS). With two objectives a front
// is known by its least second objective, with three by a staircase; then n points cost n log n and n log^2 n
// comparisons. With more, members are compared one by one.
import { firstFront } from "./first-front.ts";
import { compareLexicographically, dominates, type Front, type Objectives } from "./front.ts";
import type { Evaluation } from "./searcher.ts";
import { createStaircase } from "./staircase.ts";

/** Rank of each point. Equal points have equal ranks; values may be infinite but not NaN. */
export function nondominatedRanks(points: Front): Int32Array {
  const ranks = new Int32Array(points.length);
  const order = Array.from(points.keys()).sort((i, j) => compareLexicographically(points[i] ?? [], points[j] ?? []));
  const fronts: Layer[] = [];
  let previous: Objectives = [];
  let previousRank = 0;
  for (const index of order) {
    const point = points[index] ?? [];
    const repeated = previous.length > 0 && compareLexicographically(previous, point) === 0;
    const rank = repeated ? previousRank : firstFrontFor(point, fronts);
    ranks[index] = rank;
    if (rank === fronts.length) fronts.push(newLayer(point.length));
    if (!repeated) fronts[rank]?.add(point);
    previous = point;
    previousRank = rank;
  }
  return ranks;
}

/**
 * Ranks under constraint dominance (feasible before infeasible, less violation before more, Pareto dominance among the
 * feasible): those of the feasible points first, then one rank for every violation that occurs, ascending. Deb, Pratap,
 * Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE Trans. Evol. Comput. 6,
 * 2002, definition 1.
 */
export function constrainedRanks(evaluations: readonly Evaluation[]): Int32Array {
  const feasible = evaluations.flatMap(({ violation }, index) => (violation > 0 ? [] : [index]));
  const inner = nondominatedRanks(feasible.map((index) => evaluations[index]?.objectives ?? []));
  const first = inner.reduce((most, rank) => Math.max(most, rank + 1), 0);
  const violations = new Set(evaluations.map(({ violation }) => violation).filter((violation) => violation > 0));
  const levels = new Map([...violations].sort((a, b) => a - b).map((violation, level) => [violation, first + level]));
  const ranks = Int32Array.from(evaluations, ({ violation }) => levels.get(violation) ?? 0);
  for (const [k, index] of feasible.entries()) ranks[index] = inner[k] ?? 0;
  return ranks;
}

/** Indices of the points that no other dominates, in their order. */
export function nondominatedIndices(points: Front): number[] {
  if ((points[0]?.length ?? 0) > 3) return firstFront(points);
  const ranks = nondominatedRanks(points);
  return Array.from(points.keys()).filter((index) => ranks[index] === 0);
}

/** The points of one rank found so far. */
interface Layer {
  /** Whether a member dominates the point; members came before it in lexicographic order and differ from it. */
  dominates(point: Objectives): boolean;
  add(point: Objectives): void;
}

function firstFrontFor(point: Objectives, fronts: readonly Layer[]): number {
  let low = 0;
  let high = fronts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fronts[middle]?.dominates(point)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newLayer(objectives: number): Layer {
  if (objectives <= 2) return layerOfTwo(objectives - 1);
  return objectives === 3 ? layerOfThree() : layerOfMany();
}

/** The last objective alone decides. */
function layerOfTwo(last: number): Layer {
  let least = Infinity;
  let empty = true;
  return {
    dominates: (point) => !empty && least <= (point[last] ?? 0),
    add(point) {
      least = Math.min(least, point[last] ?? 0);
      empty = false;
    },
  };
}

function layerOfThree(): Layer {
  const staircase = createStaircase();
  return {
    dominates: ([, y = 0, z = 0]) => staircase.covers(y, z),
    add: ([, y = 0, z = 0]) => void staircase.insert(y, z),
  };
}

/** The latest members are the likeliest to dominate: they are nearest in the order. */
function layerOfMany(): Layer {
  const members: Objectives[] = [];
  return {
    dominates: (point) => members.findLast((member) => dominates(member, point)) !== undefined,
    add: (point) => void members.push(point),
  };
}
