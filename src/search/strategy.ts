// The choice of a search strategy by name, checked at the door.
import { largestSobolDimension } from "../numeric/sobol.ts";
import { nearestName, type Problem, UserError } from "../numeric/user-error.ts";
import { ASSISTED_DEFAULTS, createAssistedCmaEs } from "./assisted-cma-es.ts";
import { autoChoice } from "./auto.ts";
import { CMA_DEFAULTS, type CmaEsOptions, createCmaEs } from "./cma-es.ts";
import { type CoordinateKind, inCells } from "./coordinate-kind.ts";
import { createFrontSearcher, isFrontStrategy, MOST_OBJECTIVES } from "./front-strategy.ts";
import { createLatinHypercube } from "./latin-hypercube.ts";
import { createPatternSearch, PATTERN_DEFAULTS } from "./pattern-search.ts";
import { createRandom } from "./random.ts";
import { type SearchOptions, strategies } from "./search-options.ts";
import type { Searcher } from "./searcher.ts";
import { createSobol } from "./sobol.ts";
import { createTurbo, TURBO_DEFAULTS } from "./turbo.ts";

export { type SearchOptions, type Strategy, strategies } from "./search-options.ts";

/** Fewer points than this cannot be ranked into parents and others. */
const SMALLEST_POPULATION = 4;

/**
 * @throws UserError when the strategy cannot work with these numbers
 * @throws Error when `start` has another dimension
 */
export function createSearcher(options: SearchOptions): Searcher {
  const { dimension, start } = options;
  const problems = problemsOf(options);
  if (problems.length > 0) throw new UserError("search", problems);
  if (start !== null && start.length !== dimension) {
    throw new Error(`search: a start of dimension ${start.length} for a search of dimension ${dimension}`);
  }
  switch (options.strategy) {
    case "auto":
      return createSearcher({ ...options, strategy: autoChoice(options).strategy });
    case "assisted-cma-es": {
      const { seed, trials, kinds = [] } = options;
      const generation = options.generation === 0 ? ASSISTED_DEFAULTS.generation : options.generation;
      return createAssistedCmaEs({ ...ASSISTED_DEFAULTS, dimension, seed, trials, start, kinds, generation });
    }
    case "cma-es":
      return createCmaEs(cmaOptions(options));
    case "bipop-cma-es":
      return createCmaEs({ ...cmaOptions(options), restarts: "bipop" });
    case "sep-cma-es":
      return createCmaEs({ ...cmaOptions(options), model: "separable" });
    case "lra-cma-es":
      return createCmaEs({ ...cmaOptions(options), learning: "adaptive" });
    case "sobol":
      return seenInCells(createSobol(options), options);
    case "latin-hypercube":
      return seenInCells(createLatinHypercube(options), options);
    case "random":
      return seenInCells(createRandom(options), options);
    case "pattern-search": {
      const { trials, kinds = [] } = options;
      const from = start ?? new Float64Array(dimension).fill(0.5);
      return createPatternSearch({ ...PATTERN_DEFAULTS, start: from, kinds, trials });
    }
    case "nsga2":
    case "nsga3":
    case "sms-emoa":
    case "sms-ego":
      return seenInCells(
        createFrontSearcher(options.strategy, { ...options, objectives: options.objectives ?? 1 }),
        options,
      );
    case "turbo": {
      const { seed, trials, kinds = [], noisy = TURBO_DEFAULTS.noisy } = options;
      const generation = options.generation === 0 ? TURBO_DEFAULTS.generation : options.generation;
      return createTurbo({ ...TURBO_DEFAULTS, dimension, seed, trials, start, kinds, noisy, generation });
    }
  }
}

function cmaOptions({ kinds, constraints, noisy, generation, ...rest }: SearchOptions): CmaEsOptions {
  return {
    ...CMA_DEFAULTS,
    ...rest,
    population: generation,
    kinds: kinds ?? CMA_DEFAULTS.kinds,
    constraints: constraints ?? CMA_DEFAULTS.constraints,
    noisy: noisy ?? CMA_DEFAULTS.noisy,
  };
}

/** A design whose discrete coordinates stand in the middle of their cells. */
function seenInCells(searcher: Searcher, { kinds = [] }: SearchOptions): Searcher {
  return { ...searcher, ask: () => searcher.ask().map((point) => inCells(point, kinds)) };
}

function problemsOf(options: SearchOptions): readonly Problem[] {
  const { strategy, dimension, generation, trials, kinds = [] } = options;
  const problems: Problem[] = [];
  if (!strategies.includes(strategy)) {
    const near = nearestName(strategy, strategies);
    const remedy = near === null ? `expected one of ${strategies.join(", ")}` : `did you mean ${near}?`;
    problems.push({ place: "search > strategy", message: `found ${strategy}; ${remedy}` });
  }
  if (dimension < 1) {
    problems.push({ place: "tune", message: "found no parameter; expected at least 1; name what the search may move" });
  }
  if (strategy === "sobol" && dimension > largestSobolDimension) {
    const remedy = "tune fewer parameters or set search > strategy to cma-es";
    const message = `found ${dimension} parameters; expected at most ${largestSobolDimension} for sobol; ${remedy}`;
    problems.push({ place: "tune", message });
  }
  problems.push(...objectiveProblems(options));
  const ranks = strategy.endsWith("cma-es") || strategy.startsWith("nsga");
  if (!isCount(generation) || (ranks && generation > 0 && generation < SMALLEST_POPULATION)) {
    const expected = ranks ? `at least ${SMALLEST_POPULATION}` : "a whole number";
    const message = `found ${generation}; expected ${expected}, or 0 for the default; leave it out if unsure`;
    problems.push({ place: "search > generation", message });
  }
  if (!isCount(trials)) {
    problems.push({ place: "search > trials", message: `found ${trials}; expected a whole number; 1000 is usual` });
  }
  problems.push(...kindProblems(kinds, dimension));
  return problems;
}

function objectiveProblems({ strategy, objectives = 1 }: SearchOptions): readonly Problem[] {
  if (strategy === "auto" && isCount(objectives) && objectives > 0) return [];
  const front = isFrontStrategy(strategy);
  const [least, most] = front ? [2, MOST_OBJECTIVES[strategy]] : [1, 1];
  if (!isCount(objectives)) {
    return [{ place: "search > objectives", message: `found ${objectives}; expected a whole number from 1` }];
  }
  if (objectives >= least && objectives <= most) return [];
  const expected = front ? `${least} to ${most}` : "1";
  const message = `found ${objectives} objectives for ${strategy}; expected ${expected}; ${strategyFor(objectives)}`;
  return [{ place: "search > strategy", message }];
}

/** What to do with a number of objectives that a strategy cannot take. */
function strategyFor(objectives: number): string {
  if (objectives === 0) return "leave it out for the loss alone";
  if (objectives > MOST_OBJECTIVES.nsga3) return "state fewer objectives";
  const able = objectives === 1 ? "cma-es" : objectives > MOST_OBJECTIVES["sms-emoa"] ? "nsga3" : "nsga2 or sms-emoa";
  return `take ${able}, or state other objectives`;
}

function kindProblems(kinds: readonly CoordinateKind[], dimension: number): readonly Problem[] {
  if (kinds.length !== 0 && kinds.length !== dimension) {
    const message = `found ${kinds.length} kinds; expected one per parameter, ${dimension}; or leave them out`;
    return [{ place: "tune", message }];
  }
  return kinds.flatMap((kind, i) => {
    if (kind.kind === "continuous" || (Number.isSafeInteger(kind.levels) && kind.levels >= 1)) return [];
    const message = `found ${kind.levels} levels; expected a whole number from 1; name each value it may take`;
    return [{ place: `tune > ${i}`, message }];
  });
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
