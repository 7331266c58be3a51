// The choice of a search strategy by name, checked at the door.
import { largestSobolDimension } from "../numeric/sobol.ts";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { CMA_DEFAULTS, createCmaEs } from "./cma-es.ts";
import type { Searcher } from "./searcher.ts";
import { createSobol } from "./sobol.ts";

export interface SearchOptions {
  readonly strategy: "cma-es" | "sobol";
  /** Number of tuned parameters. */
  readonly dimension: number;
  /** 32-bit word. */
  readonly seed: number;
  /** Points per generation (of the first run, for cma-es); 0 for the strategy's default. */
  readonly generation: number;
  /** Points asked in all. */
  readonly trials: number;
  /** Where to start, a point of the unit cube (today's parameters); null for the centre. sobol ignores it. */
  readonly start: Float64Array | null;
}

/** Fewer points than this cannot be ranked into parents and others. */
const SMALLEST_POPULATION = 4;

/**
 * @throws UserError when the strategy cannot work with these numbers
 * @throws Error when `start` has another dimension
 */
export function createSearcher(options: SearchOptions): Searcher {
  const { strategy, dimension, start } = options;
  const problems = problemsOf(options);
  if (problems.length > 0) throw new UserError("search", problems);
  if (start !== null && start.length !== dimension) {
    throw new Error(`search: a start of dimension ${start.length} for a search of dimension ${dimension}`);
  }
  switch (strategy) {
    case "cma-es":
      return createCmaEs({ ...options, ...CMA_DEFAULTS, population: options.generation });
    case "sobol":
      return createSobol(options);
  }
}

function problemsOf({ strategy, dimension, generation, trials }: SearchOptions): readonly Problem[] {
  const problems: Problem[] = [];
  if (dimension < 1) {
    problems.push({ place: "tune", message: "found no parameter; expected at least 1; name what the search may move" });
  }
  if (strategy === "sobol" && dimension > largestSobolDimension) {
    const remedy = "tune fewer parameters or set search > strategy to cma-es";
    const message = `found ${dimension} parameters; expected at most ${largestSobolDimension} for sobol; ${remedy}`;
    problems.push({ place: "tune", message });
  }
  if (!isCount(generation) || (strategy === "cma-es" && generation > 0 && generation < SMALLEST_POPULATION)) {
    const expected = strategy === "cma-es" ? `at least ${SMALLEST_POPULATION}` : "a whole number";
    const message = `found ${generation}; expected ${expected}, or 0 for the default; leave it out if unsure`;
    problems.push({ place: "search > generation", message });
  }
  if (!isCount(trials)) {
    problems.push({ place: "search > trials", message: `found ${trials}; expected a whole number; 1000 is usual` });
  }
  return problems;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
