// Fronts that the multi-objective searches find: medians over seeds beside the reference medians, and their own time.
import { hypervolume } from "../../src/search/hypervolume.ts";
import { createNsga2 } from "../../src/search/nsga2.ts";
import { createNsga3 } from "../../src/search/nsga3.ts";
import type { PopulationOptions, PopulationSearcher } from "../../src/search/population.ts";
import { simplexDirections } from "../../src/search/reference-directions.ts";
import { createSmsEmoa, SMS_EMOA_DEFAULTS } from "../../src/search/sms-emoa.ts";
import { bnh } from "./multi/constrained.ts";
import { c2dtlz2, dtlz2 } from "./multi/dtlz.ts";
import type { Problem } from "./multi/problem.ts";
import { archiveMeasure, playSearch } from "./multi/run.ts";
import { zdt1, zdt2, zdt3, zdt4, zdt6 } from "./multi/zdt.ts";
import { type Part, type SearchBenchOptions, seedsOf } from "./search-part.ts";
import { median, table } from "./table.ts";

type Create = (options: PopulationOptions) => PopulationSearcher;

interface Row {
  readonly problem: Problem;
  readonly algorithm: string;
  readonly create: Create;
  readonly population: number;
  readonly trials: number;
  readonly reference: readonly number[];
  /** The same after as many evaluations by pymoo 0.6's NSGA-II or NSGA-III with its defaults; of BNH one figure to five digits. */
  readonly expected: number;
}

const nsga3: Create = (options) => createNsga3({ ...options, directions: simplexDirections(3, 12) });

function zdtRow(problem: Problem, expected: number): Row {
  const shape = { population: 100, trials: 25000, reference: [1.1, 1.1] };
  return { problem, algorithm: "NSGA-II", create: createNsga2, ...shape, expected };
}

function dtlzRow(algorithm: string, create: Create, expected: number): Row {
  const shape = { population: 92, trials: 23000, reference: [1.1, 1.1, 1.1] };
  return { problem: dtlz2(12, 3), algorithm, create, ...shape, expected };
}

function bnhRow(expected: number): Row {
  const shape = { population: 100, trials: 10000, reference: [140, 50] };
  return { problem: bnh, algorithm: "NSGA-II", create: createNsga2, ...shape, expected };
}

export function measureFronts(options: SearchBenchOptions): Part {
  const problems: readonly Row[] = [
    zdtRow(zdt1(30), 0.8696647607920394),
    zdtRow(zdt2(30), 0.5363340211154122),
    zdtRow(zdt3(30), 1.3276572183115325),
    zdtRow(zdt4(10), 0.8647646557221852),
    zdtRow(zdt6(10), 0.49444200844150066),
    dtlzRow("NSGA-II", createNsga2, 0.699766794121615),
    dtlzRow("NSGA-III", nsga3, 0.7439503361276502),
    bnhRow(5252.2),
  ];
  const seeds = seedsOf(options);
  const lines = [["problem", "algorithm", "hypervolume", "pymoo", "µs per evaluation"]];
  const rows = problems.map((row) => {
    const runs = seeds.map((seed) => playSearch(row.create({ ...optionsOf(row, seed) }), row.problem));
    const found = median(runs.map(({ front }) => hypervolume(front, row.reference)));
    const own = median(runs.map(({ microseconds }) => microseconds)).toFixed(0);
    const { problem, algorithm, trials, expected } = row;
    lines.push([problem.name, algorithm, found.toPrecision(6), expected.toPrecision(6), own]);
    return { problem: problem.name, algorithm, evaluations: trials, hypervolume: found, pymoo: expected };
  });
  const archive = measureBudgets(seeds);
  const overhead = overheadAt200();
  const words = [
    `Median hypervolume of the last population, ${seeds.length} seeds\n${table(lines)}\n`,
    `${archive.words}\n`,
    `NSGA-II's own time at population 200 on zdt1 (30 variables): ${overhead.toFixed(0)} µs per evaluation`,
  ];
  return { words: words.join("\n"), json: { rows, archive: archive.json, nsga2MicrosecondsAt200: overhead } };
}

function optionsOf({ problem, population, trials }: Row, seed: number): PopulationOptions {
  return { dimension: problem.lower.length, seed, population, trials, start: null };
}

const BUDGETS = [200, 500, 1000, 1500] as const;

/** What all points evaluated so far dominate, at the budgets of costly studies. */
function measureBudgets(seeds: readonly number[]): Part {
  const searches: readonly (readonly [string, Create])[] = [
    ["NSGA-II (100)", (options) => createNsga2({ ...options, population: 100 })],
    ["NSGA-II (40)", createNsga2],
    ["SMS-EMOA, unscreened", (options) => createSmsEmoa({ ...SMS_EMOA_DEFAULTS, ...options, candidates: 1 })],
    ["SMS-EMOA", (options) => createSmsEmoa({ ...SMS_EMOA_DEFAULTS, ...options })],
  ];
  const found: Record<string, readonly number[]> = {};
  const lines = [["problem", "algorithm", ...BUDGETS.map(String), "µs per evaluation"]];
  for (const problem of [dtlz2(12, 3), c2dtlz2(12, 3), zdt1(10)]) {
    const reference = Array<number>(problem.objectives).fill(1.1);
    for (const [name, create] of searches) {
      const options = { dimension: problem.lower.length, population: 40, trials: BUDGETS[3], start: null };
      const runs = seeds.map((seed) => playSearch(create({ ...options, seed }), problem));
      const medians = BUDGETS.map((budget) => median(runs.map((run) => archiveMeasure(run, budget, reference))));
      const own = median(runs.map(({ microseconds }) => microseconds)).toFixed(0);
      lines.push([problem.name, name, ...medians.map((value) => value.toFixed(4)), own]);
      found[`${problem.name} ${name}`] = medians;
    }
  }
  const title = `Median hypervolume of all points after so many evaluations, ${seeds.length} seeds`;
  return { words: `${title}\n${table(lines)}`, json: { budgets: BUDGETS, ...found } };
}

function overheadAt200(): number {
  const problem = zdt1(30);
  const options = { dimension: 30, population: 200, trials: 20000, start: null };
  return median([1, 2, 3].map((seed) => playSearch(createNsga2({ ...options, seed }), problem).microseconds));
}
