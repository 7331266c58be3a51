// A search that learns nothing: scrambled Sobol points, generation by generation.
import { scrambledSobolPoint } from "../numeric/sobol.ts";
import type { Searcher } from "./searcher.ts";
import { takeTurns } from "./turns.ts";

export interface SobolOptions {
  /** 1 to `largestSobolDimension`. */
  readonly dimension: number;
  /** 32-bit word; the scramble. */
  readonly seed: number;
  /** Points per generation; 0 for 64, which changes nothing but how often results are told. */
  readonly generation: number;
  /** Points asked in all. */
  readonly trials: number;
}

const DEFAULT_GENERATION = 64;

/** The first `trials` points of the sequence, in order, whatever is told. */
export function createSobol({ dimension, seed, generation, trials }: SobolOptions): Searcher {
  const size = generation === 0 ? DEFAULT_GENERATION : generation;
  let next = 0;
  return takeTurns(trials, {
    propose(left) {
      const first = next;
      next += Math.min(size, left);
      return Array.from({ length: next - first }, (_, k) => scrambledSobolPoint(first + k, dimension, seed));
    },
    learn() {},
  });
}
