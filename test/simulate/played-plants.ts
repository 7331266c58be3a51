// Random plants played and traced: what the property tests of the kernel look at.
import { type TraceName, traceColumn } from "../../src/simulate/trace.ts";
import { outcomesOf, simulate, simulatorOf, type Values } from "./benchmark-plants.ts";

/** Paths per plant. */
export const PATHS = 4;

/** Runs of a property: fixed, and few enough to be fast. */
export const RUNS = { seed: 20260601, numRuns: 40 };

/** A value by name; NaN for an unknown one. */
export const at = (values: Values, name: string): number => values[name] ?? Number.NaN;

/** Outcomes of the paths whose mark stayed within e^3 of the outside price: beyond, a book was bought empty. */
export function outcomesWithinReason(values: Values, seed: number): Record<string, number>[] {
  const outcomes = simulate(values, seed, PATHS);
  return Array.from({ length: PATHS }, (_, path) => outcomesOf(outcomes, path)).filter((o) => at(o, "peakGap") < 3);
}

/** For every path, the columns of its block-by-block trace. */
export function tracedPaths(values: Values, seed: number): ((name: TraceName) => Float64Array)[] {
  const { simulator, vector } = simulatorOf(values, seed, PATHS);
  const trace = simulator.trace(vector, 1);
  return Array.from({ length: PATHS }, (_, path) => (name) => traceColumn(trace, path, name));
}
