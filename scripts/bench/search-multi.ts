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
import { median, table } from "./table.ts";

const SEEDS = 11;

type Create = (options: PopulationOptions) => PopulationSearcher;

interface Row {
  readonly problem: Problem;
  readonly algorithm: string;
  readonly create: Create;
  readonly population: number;
  readonly trials: number;
  readonly reference: readonly number[];
  /** What the median is compared with, and where that is from. */
  readonly expected: number;
  readonly source: string;
}

/** Medians of 21 runs of pymoo 0.6.2 (NSGA-II and NSGA-III by its defaults) on the final population. */
const PYMOO = "pymoo 0.6.2";

const nsga3: Create = (options) => createNsga3({ ...options, directions: simplexDirections(3, 12) });

function zdtRow(problem: Problem, expected: number): Row {
  const shape = { population: 100, trials: 25000, reference: [1.1, 1.1] };
  return { problem, algorithm: "NSGA-II", create: createNsga2, ...shape, expected, source: PYMOO };
}

function dtlzRow(algorithm: string, create: Create, expected: number): Row {
  const shape = { population: 92, trials: 23000, reference: [1.1, 1.1, 1.1] };
  return { problem: dtlz2(12, 3), algorithm, create, ...shape, expected, source: PYMOO };
}

/** The front of BNH is known in closed form: dense points on it have this hypervolume below (140, 50). */
function bnhRow(): Row {
  const steps = 20000;
  const front = Array.from({ length: 2 * steps + 1 }, (_, k) =>
    bnh.evaluate(k <= steps ? [(3 * k) / steps, (3 * k) / steps] : [3 + (2 * (k - steps)) / steps, 3]),
  );
  const shape = { population: 100, trials: 10000, reference: [140, 50] };
  const expected = hypervolume(front, shape.reference);
  return { problem: bnh, algorithm: "NSGA-II", create: createNsga2, ...shape, expected, source: "the whole front" };
}

/** Prints a table for people, and last a line of JSON: median hypervolumes by problem and algorithm, own times. */
export function measureFronts(): void {
  const rows: readonly Row[] = [
    zdtRow(zdt1(30), 0.8696647607920394),
    zdtRow(zdt2(30), 0.5363340211154122),
    zdtRow(zdt3(30), 1.3276572183115325),
    zdtRow(zdt4(10), 0.8647646557221852),
    zdtRow(zdt6(10), 0.49444200844150066),
    dtlzRow("NSGA-II", createNsga2, 0.699766794121615),
    dtlzRow("NSGA-III", nsga3, 0.7439503361276502),
    bnhRow(),
  ];
  const lines = [["problem", "algorithm", "hypervolume", "compared with", "source", "µs per evaluation"]];
  const json: Record<string, number> = {};
  for (const row of rows) {
    const runs = seeds().map((seed) => playSearch(row.create({ ...optionsOf(row, seed) }), row.problem));
    const found = median(runs.map(({ front }) => hypervolume(front, row.reference)));
    const own = median(runs.map(({ microseconds }) => microseconds)).toFixed(0);
    const { problem, algorithm, expected, source } = row;
    lines.push([problem.name, algorithm, found.toPrecision(6), expected.toPrecision(6), source, own]);
    json[`${problem.name} ${algorithm}`] = found;
  }
  console.log(`Median hypervolume of the last population, ${SEEDS} seeds\n\n${table(lines)}\n`);
  const budgets = measureBudgets();
  const overhead = overheadAt200();
  console.log(`NSGA-II's own time at population 200 on zdt1 (30 variables): ${overhead.toFixed(0)} µs per evaluation`);
  console.log(JSON.stringify({ hypervolume: json, archive: budgets, nsga2MicrosecondsAt200: overhead }));
}

function seeds(): readonly number[] {
  return Array.from({ length: SEEDS }, (_, k) => k + 1);
}

function optionsOf({ problem, population, trials }: Row, seed: number): PopulationOptions {
  return { dimension: problem.lower.length, seed, population, trials, start: null };
}

const BUDGETS = [200, 500, 1000, 1500] as const;

/** What all points evaluated so far dominate, at the budgets of costly studies. */
function measureBudgets(): Readonly<Record<string, readonly number[]>> {
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
      const runs = seeds().map((seed) => playSearch(create({ ...options, seed }), problem));
      const medians = BUDGETS.map((budget) => median(runs.map((run) => archiveMeasure(run, budget, reference))));
      const own = median(runs.map(({ microseconds }) => microseconds)).toFixed(0);
      lines.push([problem.name, name, ...medians.map((value) => value.toFixed(4)), own]);
      found[`${problem.name} ${name}`] = medians;
    }
  }
  console.log(`Median hypervolume of all points after so many evaluations, ${SEEDS} seeds\n\n${table(lines)}\n`);
  return found;
}

function overheadAt200(): number {
  const problem = zdt1(30);
  const options = { dimension: 30, population: 200, trials: 20000, start: null };
  return median([1, 2, 3].map((seed) => playSearch(createNsga2({ ...options, seed }), problem).microseconds));
}
