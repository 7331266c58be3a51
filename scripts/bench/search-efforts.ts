// How many evaluations CMA-ES needs on BBOB, beside pycma's figures, and what it costs itself.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { CMA_DEFAULTS, createCmaEs } from "../../src/search/cma-es.ts";
import { evaluationsToGap } from "./bbob/effort.ts";
import { bbobProblem } from "./bbob/problem.ts";
import { type Part, type SearchBenchOptions, seedsOf } from "./search-part.ts";
import { median, table } from "./table.ts";

/** f1, f2 and f5 to f14: those that one run can solve, on which efforts compare. */
const UNIMODAL = [1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
const ALL = Array.from({ length: 24 }, (_, k) => k + 1);
const DIMENSIONS = [2, 5, 10];
const GAP = 1e-8;

/** Where the reference cases lie beside a checkout. */
const REFERENCE = "../shared/reference/03-optimization.json";

/** Medians count a run that misses the target as infinite; null where they are. */
interface Row {
  readonly function: number;
  readonly name: string;
  readonly dimension: number;
  readonly evaluations: number | null;
  readonly solved: number;
  readonly runs: number;
  readonly peerEvaluations: number | null;
  readonly peerSolved: number | null;
}

/** @param options `functions`: unimodal or all; `reference`: file of the reference cases, null for the usual one */
export function measureEfforts(options: SearchBenchOptions): Part {
  const file = options.reference ?? REFERENCE;
  const peers = peerEfforts(file);
  const functions = options.functions === "all" ? ALL : UNIMODAL;
  const rows = functions.flatMap((number) =>
    DIMENSIONS.map((dimension) => measured(number, dimension, seedsOf(options), peers)),
  );
  const overhead = microsecondsPerEvaluation();
  return {
    words: wordsOf(rows, overhead, peers === null ? file : null),
    json: { gap: GAP, reference: peers !== null, rows, microsecondsIn20D: overhead },
  };
}

interface Peer {
  readonly evaluations: number | null;
  readonly solved: number;
}

type Peers = ReadonlyMap<string, Peer>;

function measured(number: number, dimension: number, seeds: readonly number[], peers: Peers | null): Row {
  const problem = bbobProblem(number, dimension, 1);
  const cap = (UNIMODAL.includes(number) ? 5000 : 3000) * dimension;
  const efforts = seeds.map((seed) => evaluationsToGap(problem, GAP, cap, seed));
  const peer = peers?.get(`${number} ${dimension}`);
  const { name } = problem;
  return {
    function: number,
    name,
    dimension,
    evaluations: finiteOrNull(median(efforts)),
    solved: efforts.filter(Number.isFinite).length,
    runs: seeds.length,
    peerEvaluations: peer?.evaluations ?? null,
    peerSolved: peer?.solved ?? null,
  };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

const caseSchema = z.object({
  inputs: z.object({ function: z.number(), dim: z.number() }),
  expected: z.object({ successes: z.number(), median_evals_to_target: z.union([z.number(), z.literal("Infinity")]) }),
});

/** Null where the file is not there. */
function peerEfforts(file: string): Peers | null {
  if (!existsSync(file)) return null;
  const { cases } = z
    .object({ cases: z.array(z.looseObject({ kind: z.string() })) })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  const budgets = cases.filter(({ kind }) => kind === "cma_budget").map((item) => caseSchema.parse(item));
  return new Map(
    budgets.map(({ inputs, expected }) => [
      `${inputs.function} ${inputs.dim}`,
      { evaluations: finiteOrNull(Number(expected.median_evals_to_target)), solved: expected.successes },
    ]),
  );
}

/**
 * Processor time per evaluation in 20 dimensions, microseconds, with a loss that costs next to nothing.
 * The first run only warms the engine up.
 */
function microsecondsPerEvaluation(): number {
  searchBowl(1);
  const began = process.cpuUsage();
  const evaluations = searchBowl(2);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / evaluations;
}

function searchBowl(seed: number): number {
  const searcher = createCmaEs({ ...CMA_DEFAULTS, dimension: 20, seed, population: 0, trials: 20_000, start: null });
  let count = 0;
  for (let points = searcher.ask(); points.length > 0; points = searcher.ask()) {
    count += points.length;
    searcher.tell(
      points.map((point) => {
        let loss = 0;
        for (let i = 0; i < point.length; i++) loss += (i + 1) ** 4 * ((point[i] ?? 0) - 0.4) ** 2;
        return { loss, violation: 0, objectives: [loss] };
      }),
    );
  }
  return count;
}

function wordsOf(rows: readonly Row[], overhead: number, missing: string | null): string {
  const cells = rows.map((row) => [
    `f${row.function} ${row.name}`,
    `${row.dimension}-D`,
    effortOf(row.evaluations, row.solved),
    row.peerSolved === null ? "" : effortOf(row.peerEvaluations, row.peerSolved),
    row.evaluations === null || row.peerEvaluations === null ? "" : (row.evaluations / row.peerEvaluations).toFixed(2),
  ]);
  return [
    `Evaluations to ${GAP} above the best loss, median of ${rows[0]?.runs} runs (solved); pycma 4.4.0: of 11`,
    ...(missing === null ? [] : [`No reference figures: there is no file ${missing}`]),
    table([["function", "", "ours", "pycma", "ratio"], ...cells]),
    `The searcher's own processor time in 20-D: ${overhead.toFixed(1)} µs per evaluation`,
  ].join("\n");
}

function effortOf(evaluations: number | null, solved: number): string {
  return `${evaluations ?? "–"} (${solved})`;
}
