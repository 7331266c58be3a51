// A population of evaluated points, and the searchers that keep one.
import { largestSobolDimension, scrambledSobolPoint } from "../numeric/sobol.ts";
import { CANDIDATE_DRAW, uniformDraws } from "./addressed-draw.ts";
import type { Evaluation, Searcher } from "./searcher.ts";

export interface Member {
  /** In the unit cube. */
  readonly point: Float64Array;
  readonly evaluation: Evaluation;
}

/** A searcher whose survivors can be looked at. */
export interface PopulationSearcher extends Searcher {
  /** Survivors of what has been told, empty before the first `tell`. */
  population(): readonly Member[];
}

export interface PopulationOptions {
  /** n >= 1. */
  readonly dimension: number;
  /** 32-bit word. */
  readonly seed: number;
  /** Survivors of a generation, at least 4. */
  readonly population: number;
  /** Points asked in all. */
  readonly trials: number;
  /** A point of the unit cube that is asked first (today's parameters); null for none. */
  readonly start: Float64Array | null;
}

/** The first `population` points of the design. */
export function firstPoints(options: PopulationOptions): Float64Array[] {
  return Array.from({ length: options.population }, (_, index) => designPoint(index, options));
}

/**
 * Point `index` of a design of any size: `start`, if there is one, then scrambled Sobol points, or uniform ones where the
 * dimension is too large.
 */
export function designPoint(
  index: number,
  { dimension, seed, start }: Pick<PopulationOptions, "dimension" | "seed" | "start">,
): Float64Array {
  if (start !== null && index === 0) return start.map((v) => Math.min(Math.max(v, 0), 1));
  const spread = start === null ? index : index - 1;
  return dimension <= largestSobolDimension
    ? scrambledSobolPoint(spread, dimension, seed)
    : uniformDraws(dimension, seed, CANDIDATE_DRAW, 0, spread);
}

/**
 * Points with what they cost, in order.
 * @throws Error when a feasible point has no objectives or one that is not finite
 */
export function membersOf(points: readonly Float64Array[], results: readonly Evaluation[]): Member[] {
  return results.flatMap((evaluation, index) => {
    const point = points[index];
    if (point === undefined) return [];
    const { objectives, violation } = evaluation;
    if (violation === 0 && (objectives.length === 0 || !objectives.every(Number.isFinite))) {
      throw new Error(`search: objectives [${objectives.join(", ")}] of point ${index}; expected finite numbers`);
    }
    return [{ point, evaluation }];
  });
}

/** A number that equal points share and others practically never do. */
export function fingerprint(point: Float64Array): number {
  return point.reduce((sum, v, i) => sum + v * Math.sqrt(i + 2), 0);
}
