// What a study costs beside the simulation: search, threads, statistics and the record on disk, per trial.
import { createKernelTimer } from "./kernel-time.ts";
import { secondsPerTrial } from "./search-time.ts";
import { median, spread, table } from "./table.ts";

/** The tiniest plant. */
const set = { "time.blocks": 1, "book.slots": 2, "funding.law": "controller" };
const PATHS = 2;
const TRIALS = 1500;
const ROUNDS = 3;

/** Prints a table for people, and last a line of JSON: ms per trial by strategy. */
export async function measureOverhead(): Promise<void> {
  const values = { "time.blocks": 1, "book.slots": 2, "funding.law": 3 };
  const own = (createKernelTimer(values, { seed: 1, paths: PATHS }).repetition() * PATHS) / 1e6; // ms, one block
  const rows: string[][] = [];
  const overheadMsPerTrial: Record<string, number> = {};
  for (const strategy of ["cma-es", "sobol"] as const) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++)
      times.push(1000 * (await secondsPerTrial({ set, strategy, trials: TRIALS, paths: PATHS }, 1)) - own);
    overheadMsPerTrial[strategy] = median(times);
    rows.push([strategy, spread(times)]);
  }
  console.log(
    `Studies of ${TRIALS} trials on ${PATHS} paths of one block, one worker; the simulation's own ${own.toPrecision(2)} ms taken off`,
  );
  console.log(`ms per trial, median [least to most] of ${ROUNDS} studies\n`);
  console.log(table([["strategy", "overhead"], ...rows]));
  console.log(JSON.stringify({ overheadMsPerTrial }));
}
