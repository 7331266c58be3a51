// Outcomes made up for tests, and deterministic random numbers to make them from.
import { normalQuantile } from "../../src/numeric/normal.ts";
import { philox4x32 } from "../../src/numeric/philox.ts";
import { type OutcomeName, type Outcomes, outcomeNames } from "../../src/simulate/outcome.ts";

/** Outcomes with the given columns (all of one length) and 0 elsewhere. */
export function outcomesFrom(columns: Partial<Record<OutcomeName, readonly number[]>>): Outcomes {
  const paths = Object.values(columns)[0]?.length ?? 0;
  const values = new Float64Array(paths * outcomeNames.length);
  outcomeNames.forEach((name, column) => {
    for (let path = 0; path < paths; path++) values[path * outcomeNames.length + column] = columns[name]?.[path] ?? 0;
  });
  return { paths, values };
}

/** Independent standard normals, addressed by (stream, index). */
export function normals(stream: number, count: number): readonly number[] {
  const out = new Uint32Array(4);
  return Array.from({ length: count }, (_, i) => {
    philox4x32(i, stream, 0, 0, 20_261_125, 0, out);
    return normalQuantile(((out[0] ?? 0) + 0.5) / 4294967296);
  });
}

export function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1));
}
