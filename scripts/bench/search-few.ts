// The best of a hundred or two evaluations on smooth functions: Gaussian processes beside CMA-ES.
import { CMA_DEFAULTS, createCmaEs } from "../../src/search/cma-es.ts";
import type { Searcher } from "../../src/search/searcher.ts";
import { createTurbo, TURBO_DEFAULTS } from "../../src/search/turbo.ts";
import { type BbobProblem, bbobProblem } from "./bbob/problem.ts";
import { uniforms } from "./bbob/random.ts";
import { type Part, type SearchBenchOptions, seedsOf } from "./search-part.ts";
import { median, table } from "./table.ts";

/** Smooth, from a bowl and a slope to a curved valley and turned ellipsoids of condition 1e6. */
const FUNCTIONS = [1, 2, 5, 8, 9, 10, 14];
export const FEW_DIMENSIONS = [5, 10, 12];
const BUDGETS = [100, 200];

type Create = (dimension: number, seed: number, trials: number) => Searcher;

/** Both begin at the same point, as a study does at today's parameters. */
const searches: Readonly<Record<"turbo" | "cmaEs", Create>> = {
  turbo: (dimension, seed, trials) =>
    createTurbo({ ...TURBO_DEFAULTS, dimension, seed, trials, start: startOf(dimension, seed) }),
  cmaEs: (dimension, seed, trials) =>
    createCmaEs({ ...CMA_DEFAULTS, dimension, seed, trials, population: 0, start: startOf(dimension, seed) }),
};

/**
 * Uniform in [-4, 4]^n, as is usual on BBOB; the domain is [-5, 5]^n. Its middle would tell too much: the valley of f9
 * passes by it.
 */
function startOf(dimension: number, seed: number): Float64Array {
  return uniforms(dimension, seed).map((u) => 0.1 + 0.8 * u);
}

interface Row {
  readonly function: number;
  readonly name: string;
  readonly dimension: number;
  readonly evaluations: number;
  /** Median height above the best loss. */
  readonly turbo: number;
  readonly cmaEs: number;
}

/** @param options `dimension`: one of them, or all */
export function measureFewEvaluations(options: SearchBenchOptions): Part {
  const dimensions = FEW_DIMENSIONS.filter((dimension) => ["all", String(dimension)].includes(options.dimension));
  const rows = dimensions.flatMap((dimension) =>
    FUNCTIONS.flatMap((number) => measured(number, dimension, seedsOf(options))),
  );
  return { words: wordsOf(rows, options.runs), json: { rows } };
}

function measured(number: number, dimension: number, seeds: readonly number[]): readonly Row[] {
  const problem = bbobProblem(number, dimension, 1);
  const runs = (create: Create) => seeds.map((seed) => heights(create(dimension, seed, Math.max(...BUDGETS)), problem));
  const [turbo, cmaEs] = [runs(searches.turbo), runs(searches.cmaEs)];
  return BUDGETS.map((evaluations) => ({
    function: number,
    name: problem.name,
    dimension,
    evaluations,
    turbo: median(turbo.map((run) => Math.min(...run.slice(0, evaluations)))),
    cmaEs: median(cmaEs.map((run) => Math.min(...run.slice(0, evaluations)))),
  }));
}

/** Height of every point asked, in order. */
function heights(searcher: Searcher, problem: BbobProblem): readonly number[] {
  const all: number[] = [];
  for (let points = searcher.ask(); points.length > 0; points = searcher.ask()) {
    const found = points.map((point) => problem.height(point.map((u) => 10 * u - 5)));
    all.push(...found);
    searcher.tell(found.map((loss) => ({ loss, violation: 0, objectives: [loss] })));
  }
  return all;
}

function wordsOf(rows: readonly Row[], runs: number): string {
  const cells = rows.map((row) => [
    `f${row.function} ${row.name}`,
    `${row.dimension}-D`,
    String(row.evaluations),
    row.turbo.toPrecision(3),
    row.cmaEs.toPrecision(3),
    row.turbo <= row.cmaEs ? "" : "worse",
  ]);
  const title = `Height above the best loss after so many evaluations, median of ${runs} runs`;
  return `${title}\n${table([["function", "", "evaluations", "turbo", "CMA-ES", ""], ...cells])}`;
}
