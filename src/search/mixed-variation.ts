// New points from a population, each made by one of four kinds of variation: none is best on every problem.
import { normalQuantile } from "../numeric/normal-draw.ts";
import { drawsPerPair, twoChildren } from "./genetic-variation.ts";

/** Uniform numbers that one new point takes. */
export function drawsPerPoint(dimension: number): number {
  return 3 + drawsPerPair(dimension);
}

/** Crossover along the axes finds what depends on single variables, and bounds. */
const CROSSOVER = { crossover: { probability: 1, index: 15 }, mutation: { probability: 0.9, index: 20 } } as const;

/** Standard deviation of the step in every coordinate that comes with a step along neighbours or a difference. */
const JITTER = 0.02;

/** One point from which others are made, with those near it in the objectives. */
export interface Parent {
  readonly point: Float64Array;
  /** Nearest first. */
  readonly neighbours: readonly Float64Array[];
}

/**
 * @param others the population, at least one point
 * @param uniforms `drawsPerPoint` numbers in (0, 1)
 */
export function variedPoint(parent: Parent, others: readonly Float64Array[], uniforms: Float64Array): Float64Array {
  const [kind = 0, first = 0, second = 0] = uniforms;
  const rest = uniforms.subarray(3);
  const a = others[Math.floor(first * others.length)] ?? parent.point;
  const b = others[Math.floor(second * others.length)] ?? parent.point;
  if (kind < 0.3) return twoChildren(parent.point, a, CROSSOVER, rest)[0];
  if (kind < 0.6) return alongNeighbours(parent, rest);
  if (kind < 0.9) return alongDifference(parent.point, a, b, rest);
  return farAway(parent.point, rest);
}

/**
 * A normal step with the covariance of the neighbours about the parent: as long as they are far, along the valley they
 * lie in. In the manner of Deb, Anand and Joshi, "A computationally efficient evolutionary algorithm for real-parameter
 * optimization", Evol. Comput. 10, 2002 (parent-centric crossover).
 */
function alongNeighbours({ point, neighbours }: Parent, uniforms: Float64Array): Float64Array {
  const n = point.length;
  const scale = 1 / Math.sqrt(Math.max(1, neighbours.length));
  const weights = neighbours.map((_, k) => scale * normalQuantile(uniforms[n + k] ?? 0.5));
  return point.map((v, i) => {
    const step = neighbours.reduce((sum, other, k) => sum + (weights[k] ?? 0) * ((other[i] ?? 0) - v), 0);
    return reflected(v + step + JITTER * normalQuantile(uniforms[i] ?? 0.5));
  });
}

/**
 * A step along the difference of two others, in all coordinates or in about half. Storn and Price, "Differential
 * evolution: a simple and efficient heuristic for global optimization", J. Glob. Optim. 11, 1997.
 */
function alongDifference(point: Float64Array, a: Float64Array, b: Float64Array, uniforms: Float64Array): Float64Array {
  const [length = 0, some = 0] = uniforms;
  const factor = 0.3 + 0.5 * length;
  const share = some < 0.5 ? 0.5 : 1;
  return point.map((v, i) => {
    const step = (uniforms[2 + 3 * i] ?? 0) < share ? factor * ((a[i] ?? 0) - (b[i] ?? 0)) : 0;
    const nudged = (uniforms[3 + 3 * i] ?? 1) < 1 / point.length;
    return reflected(v + step + (nudged ? 2 * JITTER * normalQuantile(uniforms[4 + 3 * i] ?? 0.5) : 0));
  });
}

/** About half of the coordinates anew: regions that the population has left, or never seen. */
function farAway(point: Float64Array, uniforms: Float64Array): Float64Array {
  return point.map((v, i) => ((uniforms[2 * i] ?? 1) < 0.5 ? (uniforms[2 * i + 1] ?? v) : v));
}

/** Folded once at the bound that was passed, and never farther than the other. */
function reflected(v: number): number {
  const folded = v < 0 ? -v : v > 1 ? 2 - v : v;
  return Math.min(Math.max(folded, 0), 1);
}
