// A search that learns nothing: independent uniform points, the yardstick every other strategy must beat.
import { DESIGN_DRAW, uniformDraws } from "./addressed-draw.ts";
import type { Searcher } from "./searcher.ts";
import { takeTurns } from "./turns.ts";

export interface DesignOptions {
  /** n >= 1. */
  readonly dimension: number;
  /** 32-bit word. */
  readonly seed: number;
  /** Points per generation; 0 for 64, which changes nothing but how often results are told. */
  readonly generation: number;
  /** Points asked in all. */
  readonly trials: number;
}

const DEFAULT_GENERATION = 64;

export function createRandom({ dimension, seed, generation, trials }: DesignOptions): Searcher {
  return inOrder((k) => uniformDraws(dimension, seed, DESIGN_DRAW, 0, k), generation, trials);
}

/** A searcher that asks for points 0 to trials - 1 in order, whatever is told. @param generation as in DesignOptions */
export function inOrder(pointAt: (index: number) => Float64Array, generation: number, trials: number): Searcher {
  const size = generation === 0 ? DEFAULT_GENERATION : generation;
  let next = 0;
  return takeTurns(trials, {
    propose(left) {
      const first = next;
      next += Math.min(size, left);
      return Array.from({ length: next - first }, (_, k) => pointAt(first + k));
    },
    learn() {},
  });
}
