// A search that learns nothing: one Latin hypercube of all its points, so that no slice of a coordinate is left out.
// McKay, Beckman, Conover, "A comparison of three methods for selecting values of input variables in the analysis of
// output from a computer code", Technometrics 21, 1979.
import { DESIGN_DRAW, uniformDraws } from "./addressed-draw.ts";
import { type DesignOptions, inOrder } from "./random.ts";
import type { Searcher } from "./searcher.ts";

/** Each of the `trials` slices of each coordinate holds one point, at a uniform place within it. */
export function createLatinHypercube({ dimension, seed, generation, trials }: DesignOptions): Searcher {
  const slices = Array.from({ length: dimension }, (_, i) =>
    randomOrder(uniformDraws(trials, seed, DESIGN_DRAW, 1, i)),
  );
  const pointAt = (k: number): Float64Array => {
    const within = uniformDraws(dimension, seed, DESIGN_DRAW, 2, k);
    return within.map((u, i) => ((slices[i]?.[k] ?? 0) + u) / trials);
  };
  return inOrder(pointAt, generation, trials);
}

/** The places 0 to count - 1 in the order of their keys. */
function randomOrder(keys: Float64Array): readonly number[] {
  return Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}
