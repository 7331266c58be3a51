// The kernel beside the plain TypeScript model of test/oracle, on the same plants in the same run, for people to read.
import { simulateOracle } from "../../test/oracle/day.ts";
import { designValues } from "./design.ts";
import { cpuSeconds, createKernelTimer } from "./kernel-time.ts";
import { spread, table } from "./table.ts";

const SEED = 2026;
const PATHS = 64;
const ROUNDS = 3;

/** Prints a table: BP-2 static and reference, ns of CPU per path and block. */
export function comparePlants(): void {
  const rows = ["static", "reference"].map((design) => {
    const { generation, kernel, oracle } = interleaved(design);
    const ratio = oracle.map((time, i) => time / (kernel[i] ?? Number.NaN));
    return [design, spread(kernel), spread(oracle), spread(ratio), generation.toPrecision(3)];
  });
  console.log("BP-2, 24 h of 12 s blocks, 1,000 positions a side; ns of CPU per path and block, one thread");
  console.log(
    `median [least to most] of ${ROUNDS} interleaved rounds; making the scenario set, once a study, is apart\n`,
  );
  console.log(table([["design", "kernel", "plain TypeScript", "times as fast", "scenario set"], ...rows]));
}

/** Both in turn, so that both meet the same state of the machine. */
function interleaved(design: string): { generation: number; kernel: number[]; oracle: number[] } {
  const values = designValues(design);
  const timer = createKernelTimer(values, { seed: SEED, paths: PATHS });
  simulateOracle({ ...values, "time.blocks": 200 }, SEED, 0); // warm-up
  const kernel: number[] = [];
  const oracle: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    kernel.push(timer.repetition());
    oracle.push(oracleTime(values, round));
  }
  return { generation: timer.generation, kernel, oracle };
}

/** ns of CPU per block of one path. */
function oracleTime(values: Readonly<Record<string, number>>, path: number): number {
  const start = cpuSeconds();
  simulateOracle(values, SEED, path);
  return ((cpuSeconds() - start) * 1e9) / (values["time.blocks"] ?? Number.NaN);
}
