// How much faster two threads are than one, on a study of ordinary size.
import { availableParallelism } from "node:os";
import { secondsPerTrial, type TimedStudy } from "./search-time.ts";
import { spread, table } from "./table.ts";

const study: TimedStudy = { set: {}, strategy: "cma-es", trials: 96, paths: 64 };
const ROUNDS = 3;

/** Prints a table for people, and last a line of JSON: throughput with two workers over one, fastest rounds. */
export async function measureWorkers(): Promise<void> {
  const one: number[] = [];
  const two: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    one.push(1 / (await secondsPerTrial(study, 1)));
    two.push(1 / (await secondsPerTrial(study, 2)));
  }
  const speedup = Math.max(...two) / Math.max(...one); // the rounds that other programs disturbed least
  console.log(
    `Studies of ${study.trials} trials on ${study.paths} paths of 24 h, 1,000 positions a side; ${availableParallelism()} processors`,
  );
  console.log(`trials per second, median [least to most] of ${ROUNDS} rounds\n`);
  console.log(
    table([
      ["workers", "trials/s"],
      ["1", spread(one)],
      ["2", spread(two)],
    ]),
  );
  console.log(JSON.stringify({ speedup }));
}
