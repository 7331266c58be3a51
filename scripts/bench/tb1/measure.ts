// Searches on the tuning benchmark TB-1, several seeds on two threads: npm run bench -- search --problem tb1s|tb1m
import { Piscina } from "piscina";
import { isFrontStrategy } from "../../../src/search/front-strategy.ts";
import { createSearcher, type SearchOptions, strategies } from "../../../src/search/strategy.ts";
import type { ScenarioFamily } from "../../../src/simulate/plant.ts";
import { workerEntry } from "../../../src/study/worker-entry.ts";
import { readOptions } from "../options.ts";
import { median, quantile, table } from "../table.ts";
import type { TuningPlant } from "./open-plant.ts";
import { bestPeers } from "./peers.ts";
import { createTuningPlant, TUNING_FAMILY } from "./plant.ts";
import { staticDesign, variables } from "./problem.ts";
import { BEST_LOSS, objectiveCounts, type SearchCurve, type TuningProblem } from "./search-run.ts";
import type { ThreadTask } from "./search-thread.ts";

const THREADS = 2;
const COUNTS = [100, 200, 500, 1000, 2000, 3000];
const BUDGETS: Readonly<Record<TuningProblem, number>> = { tb1s: 2000, tb1m: 3000 };
/** Loss in units of the best known one, and share of the best known hypervolume. */
const THRESHOLDS: Readonly<Record<TuningProblem, readonly number[]>> = {
  tb1s: [1.2, 1.1, 1.05, 1.02, 1.01],
  tb1m: [0.8, 0.9, 0.95, 0.99],
};

const rules = {
  problem: { kind: "choice", initial: "tb1s", choices: ["tb1s", "tb1m"] },
  strategy: { kind: "choice", initial: "cma-es", choices: strategies },
  budget: { kind: "count", initial: 0, least: 0, most: 1e6 },
  seeds: { kind: "count", initial: 7, least: 1, most: 1000 },
  seed: { kind: "count", initial: 1, least: 0, most: 2 ** 31 },
  "plant-seed": { kind: "count", initial: TUNING_FAMILY.seed, least: 0, most: 2 ** 32 - 1 },
  paths: { kind: "count", initial: TUNING_FAMILY.paths, least: 8, most: 1e4 },
} as const;

/**
 * Prints a table, or with --json one line of JSON; progress goes to the error stream. Best known values and peers belong
 * to plant seed 2026 with 128 paths: others are for developing a strategy without looking at these.
 * @param words options of the command line: --problem, --strategy, --budget, --seeds (how many), --seed (the first),
 *   --plant-seed, --paths, --json
 */
export async function measureTuning(words: readonly string[]): Promise<void> {
  const read = readOptions(
    "bench search",
    words.filter((word) => word !== "--json"),
    rules,
  );
  const problem: TuningProblem = read.problem === "tb1m" ? "tb1m" : "tb1s";
  const trials = read.budget === 0 ? BUDGETS[problem] : read.budget;
  const strategy = strategies.find((name) => name === read.strategy) ?? "cma-es";
  const optionsOf = (seed: number): SearchOptions => ({
    strategy,
    dimension: variables.length,
    // as in a study, the others minimise the loss
    ...(strategy === "auto" || isFrontStrategy(strategy) ? { objectives: objectiveCounts[problem] } : {}),
    seed,
    generation: 0,
    trials,
    start: staticDesign,
  });
  createSearcher(optionsOf(read.seed)); // refuses what cannot be searched before threads start
  const family = { seed: read["plant-seed"], paths: read.paths };
  const seeds = Array.from({ length: read.seeds }, (_, k) => read.seed + k);
  const curves = await playAll(problem, createTuningPlant(family, THREADS), seeds.map(optionsOf));
  const summary = {
    problem,
    strategy,
    family,
    seeds,
    trials,
    ...summaryOf(problem, curves, trials, isSpecified(family)),
  };
  if (words.includes("--json")) console.log(JSON.stringify(summary));
  else printSummary(problem, strategy, summary, seeds.length);
}

/** One curve for each search, in order. */
async function playAll(
  problem: TuningProblem,
  plant: TuningPlant,
  searches: readonly SearchOptions[],
): Promise<readonly SearchCurve[]> {
  const threads = new Piscina({
    filename: workerEntry("search-thread", import.meta.url),
    minThreads: THREADS,
    maxThreads: THREADS,
  });
  const curves: SearchCurve[] = [];
  const left = [...searches.entries()];
  const lane = async (worker: number): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, options] = next;
      const task: ThreadTask = { plant, worker, problem, options };
      const curve: SearchCurve = await threads.run(task);
      curves[index] = curve;
      const reached = countsWithin(options.trials).map((count) => reachedAfter(curve, count).toPrecision(5));
      console.error(`seed ${options.seed}: ${reached.join(" ")}`);
    }
  };
  await Promise.all(Array.from({ length: THREADS }, (_, worker) => lane(worker)));
  await threads.destroy();
  return curves;
}

function countsWithin(trials: number): readonly number[] {
  return COUNTS.filter((count) => count <= trials);
}

/** NaN where the search did not come so far. */
function reachedAfter({ evaluations, reached }: SearchCurve, count: number): number {
  const index = evaluations.findLastIndex((at) => at <= count);
  return (evaluations.at(-1) ?? 0) < count ? Number.NaN : (reached[index] ?? Number.NaN);
}

interface Row {
  readonly evaluations: number;
  /** Infinity where nothing feasible was found. */
  readonly median: number;
  readonly quartiles: readonly [number, number];
  readonly peer: string | null;
  readonly peerMedian: number | null;
}

interface Effort {
  readonly threshold: number;
  /** Evaluations; Infinity where the budget did not do. */
  readonly median: number;
  readonly quartiles: readonly [number, number];
  readonly runs: number;
}

interface Summary {
  readonly rows: readonly Row[];
  readonly efforts: readonly Effort[];
  /** What each seed reached in the end. */
  readonly final: readonly number[];
  /** Wall time of the search itself, milliseconds per evaluation, median. */
  readonly ownMilliseconds: number;
  readonly best: readonly (readonly number[])[];
}

function isSpecified({ seed, paths }: ScenarioFamily): boolean {
  return seed === TUNING_FAMILY.seed && paths === TUNING_FAMILY.paths;
}

/** @param compared whether peers met the same problem */
function summaryOf(problem: TuningProblem, curves: readonly SearchCurve[], trials: number, compared: boolean): Summary {
  const rows = countsWithin(trials).map((evaluations): Row => {
    const values = curves.map((curve) => reachedAfter(curve, evaluations));
    const peer = compared ? bestPeers[problem].find((record) => record.evaluations === evaluations) : undefined;
    const middle = { median: median(values), quartiles: quartilesOf(values) };
    return { evaluations, ...middle, peer: peer?.peer ?? null, peerMedian: peer?.reached ?? null };
  });
  const efforts = THRESHOLDS[problem].map((threshold): Effort => {
    const values = curves.map((curve) => effortTo(problem, curve, threshold));
    const runs = values.filter(Number.isFinite).length;
    return { threshold, median: median(values), quartiles: quartilesOf(values), runs };
  });
  const ownMilliseconds = median(curves.map(({ own }) => (1000 * own) / trials));
  const final = curves.map((curve) => reachedAfter(curve, trials));
  return { rows, efforts, final, ownMilliseconds, best: curves.map(({ best }) => best) };
}

function quartilesOf(values: readonly number[]): readonly [number, number] {
  return [quantile(values, 0.25), quantile(values, 0.75)];
}

function effortTo(problem: TuningProblem, { evaluations, reached }: SearchCurve, threshold: number): number {
  const index = reached.findIndex((value) =>
    problem === "tb1s" ? value <= threshold * BEST_LOSS : value >= threshold,
  );
  return evaluations[index] ?? Infinity;
}

function printSummary(problem: TuningProblem, strategy: string, summary: Summary, seeds: number): void {
  const show = (value: number): string => (problem === "tb1s" ? value.toFixed(4) : `${(100 * value).toFixed(1)} %`);
  const what = problem === "tb1s" ? "best feasible loss" : "hypervolume in % of the best known";
  console.log(`${problem}, ${strategy}, ${seeds} seeds: ${what}, median (quartiles), beside the best peer's median\n`);
  const lines = summary.rows.map((row) => [
    `${row.evaluations}`,
    show(row.median),
    `(${row.quartiles.map(show).join(", ")})`,
    row.peerMedian === null ? "" : show(row.peerMedian),
    row.peer ?? "",
  ]);
  console.log(table([["evaluations", "median", "quartiles", "best peer", ""], ...lines]));
  const efforts = summary.efforts.map(({ threshold, median: middle, quartiles, runs }) => [
    problem === "tb1s" ? `${threshold.toFixed(2)} of the best known` : `${100 * threshold} %`,
    `${middle}`,
    `(${quartiles.join(", ")})`,
    `${runs}`,
  ]);
  console.log(`\n${table([["evaluations to", "median", "quartiles", "runs"], ...efforts])}`);
  console.log(`\nThe search itself took ${summary.ownMilliseconds.toFixed(2)} ms per evaluation`);
}
