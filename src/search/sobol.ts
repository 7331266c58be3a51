// A search that learns nothing: scrambled Sobol points, generation by generation.
import { scrambledSobolPoint } from "../numeric/sobol.ts";
import { type DesignOptions, inOrder } from "./random.ts";
import type { Searcher } from "./searcher.ts";

/** The first `trials` points of the sequence, in order. @param options with 1 to `largestSobolDimension` dimensions */
export function createSobol({ dimension, seed, generation, trials }: DesignOptions): Searcher {
  return inOrder((k) => scrambledSobolPoint(k, dimension, seed), generation, trials);
}
