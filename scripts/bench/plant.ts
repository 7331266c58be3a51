// The kernel alone on one benchmark plant: its time, and on request the outputs it computed.
import { writeFileSync } from "node:fs";
import { UserError } from "../../src/numeric/user-error.ts";
import { kernelModule } from "../../src/simulate/module.ts";
import { BENCHMARK_OUTPUTS, outcomeNames } from "../../src/simulate/outcome.ts";
import { parameterNamed, vectorOf } from "../../src/simulate/parameters.ts";
import { plantBytes } from "../../src/simulate/plant.ts";
import { designs, designValues } from "./design.ts";
import { createKernelTimer } from "./kernel-time.ts";
import type { Options, Rule, Rules } from "./options.ts";

export const plantRules = {
  design: { kind: "choice", initial: "static", choices: designs },
  seed: { kind: "count", initial: 2026, least: 0, most: 2 ** 32 - 1 },
  paths: { kind: "count", initial: 64, least: 1, most: 1e6 },
  slots: countOf("book.slots"),
  blocks: countOf("time.blocks"),
  reps: { kind: "count", initial: 5, least: 1, most: 1e4 },
  out: { kind: "text", initial: null },
} as const satisfies Rules;

/** The rule of a parameter that is a count, from its table. */
function countOf(name: string): Extract<Rule, { readonly kind: "count" }> {
  const row = parameterNamed(name);
  return { kind: "count", initial: row?.initial ?? Number.NaN, least: row?.min ?? 1, most: row?.max ?? 1 };
}

/** What a WebAssembly memory can hold, bytes. */
const LARGEST_MEMORY = 2 ** 32;

/**
 * Prints the time of scenario generation, and last a line of JSON with ns of CPU per path and block, one per
 * repetition. Writes the outputs, little-endian floats in the golden file's order, path by path, to `out`.
 */
export function measurePlant(options: Options<typeof plantRules>): void {
  const { design, seed, paths, slots, blocks, reps, out } = options;
  const values = designValues(design, { "book.slots": String(slots), "time.blocks": String(blocks) });
  refuseLarge(values, paths);
  const timer = createKernelTimer(values, { seed, paths });
  if (out !== null) writeOutputs(out, timer.play(), paths);
  const nsPerPathStep = Array.from({ length: reps }, timer.repetition);
  console.log(JSON.stringify({ nsPerPathStepGeneration: timer.generation }));
  console.log(JSON.stringify({ nsPerPathStep }));
}

function refuseLarge(values: Readonly<Record<string, number>>, paths: number): void {
  const bytes = plantBytes(kernelModule(), vectorOf(values), paths, 1);
  if (bytes <= LARGEST_MEMORY) return;
  const message = `found ${paths} paths, which need ${(bytes / 2 ** 30).toFixed(1)} GiB; expected at most 4; take fewer paths or blocks`;
  throw new UserError("bench plant", [{ place: "--paths", message }]);
}

function writeOutputs(file: string, rows: Float64Array, paths: number): void {
  const bytes = new DataView(new ArrayBuffer(8 * BENCHMARK_OUTPUTS * paths));
  for (let path = 0; path < paths; path++) {
    for (let output = 0; output < BENCHMARK_OUTPUTS; output++) {
      const value = rows[path * outcomeNames.length + output] ?? Number.NaN;
      bytes.setFloat64(8 * (path * BENCHMARK_OUTPUTS + output), value, true);
    }
  }
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    const message = `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
    throw new UserError("bench plant", [{ place: `--out ${file}`, message }]);
  }
}
