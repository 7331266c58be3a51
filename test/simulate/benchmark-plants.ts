// The benchmark plants as their study files under configs/bench set them, and their golden values.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Matrix } from "ml-matrix";
import { channelNames } from "../../src/control/channels.ts";
import { withCompensator } from "../../src/simulate/compensator-tail.ts";
import { kernelModule } from "../../src/simulate/module.ts";
import { type Outcomes, outcomeNames } from "../../src/simulate/outcome.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant, type Simulator } from "../../src/simulate/plant.ts";
import { readStudy } from "../../src/study/study-file.ts";
import type { Feedbacks } from "../oracle/controller.ts";

export type Values = Readonly<Record<string, number>>;

export function golden(name: string): ReturnType<typeof JSON.parse> {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8"));
}

/** Values of a study under configs/bench. */
function benchmark(name: string): Values {
  return readStudy(fileURLToPath(new URL(`../../configs/bench/${name}.yaml`, import.meta.url))).spec.values;
}

/** BP-1: one shock, fixed book, no randomness, no controller. */
export const BP1: Values = benchmark("bp1");

/** The nine designs of BP-2. */
export const BP2_DESIGNS: Readonly<Record<string, Values>> = Object.fromEntries(
  Object.keys(golden("bp2.json").designs).map((design) => [design, benchmark(`bp2-${design}`)]),
);

/** One thread's simulator for a plant. */
export function simulatorOf(
  values: Values,
  seed: number,
  paths: number,
): { simulator: Simulator; vector: Float64Array } {
  const vector = vectorOf(values);
  const plant = createPlant(kernelModule(), vector, { seed, paths }, 1);
  return { simulator: openPlant(kernelModule(), plant, 0), vector };
}

export function simulate(values: Values, seed: number, paths: number, feedbacks: Feedbacks = {}): Outcomes {
  const { simulator, vector } = simulatorOf(values, seed, paths);
  return simulator.run(withFeedbacks(vector, feedbacks));
}

function withFeedbacks(vector: Float64Array, feedbacks: Feedbacks): Float64Array {
  return channelNames.reduce((grown, channel) => {
    const feedback = feedbacks[channel];
    if (feedback === undefined) return grown;
    const { F, G, H, K, Ky } = feedback;
    const matrices = { F: new Matrix(F.map((row) => [...row])), G: Matrix.columnVector([...G]) };
    const rest = { H: Matrix.columnVector([...H]), K: Matrix.rowVector([...K]), Ky };
    return withCompensator(grown, channel, { order: G.length, ...matrices, ...rest });
  }, vector);
}

/** One path's outcomes by name. */
export function outcomesOf(outcomes: Outcomes, path: number): Record<string, number> {
  const width = outcomeNames.length;
  return Object.fromEntries(outcomeNames.map((name, i) => [name, outcomes.values[path * width + i] ?? Number.NaN]));
}

/** Relative distance; 0 for equal numbers. */
export function relative(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
