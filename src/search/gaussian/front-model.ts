// What is believed of several objectives and the constraints.
import type { Objectives } from "../front.ts";
import type { Member } from "../population.ts";
import { type FitMemory, rememberedProcess } from "./fit-memory.ts";
import { limitModels, numbersOf, rowsWhere } from "./limits.ts";
import { type InputMap, inputMap, observationsOf } from "./model-inputs.ts";
import type { Process } from "./process.ts";

export interface FrontModel {
  readonly inputs: InputMap;
  /** One for each objective, standardised. */
  readonly objectives: readonly Process[];
  /** Of each feasible at or below 0. */
  readonly limits: readonly Process[];
  /** Objectives as told, on the models' scale. */
  readonly scaled: (objectives: Objectives) => number[];
}

/**
 * Null where no result has objectives.
 * @param members at least one  @param told, memory as in fit-memory.ts
 */
export function frontModel(members: readonly Member[], told: number, memory: FitMemory): FrontModel | null {
  const rows = rowsWhere(members, ({ objectives }) => objectives.length > 0 && objectives.every(Number.isFinite));
  const points = rows.flatMap((row) => members[row]?.point ?? []);
  const first = members[rows[0] ?? 0];
  if (rows.length === 0 || first === undefined) return null;
  const origin = first.point.map((_, i) => points.reduce((sum, point) => sum + (point[i] ?? 0), 0) / points.length);
  const inputs = inputMap(points, origin, []);
  const scales = first.evaluation.objectives.map((_, k) =>
    standardised(numbersOf(members, rows, (evaluation) => evaluation.objectives[k] ?? Number.NaN)),
  );
  const objectives = scales.map(({ values }, k) => {
    const observations = observationsOf(points, inputs, { values, noise: new Float64Array(rows.length) });
    return rememberedProcess(observations, `objective ${k}`, told, memory);
  });
  const scaled = (told: Objectives): number[] =>
    told.map((value, k) => (value - (scales[k]?.mean ?? 0)) / (scales[k]?.spread ?? 1));
  return { inputs, objectives, limits: limitModels(members, inputs, told, memory), scaled };
}

function standardised(numbers: Float64Array): {
  readonly mean: number;
  readonly spread: number;
  readonly values: Float64Array;
} {
  const mean = numbers.reduce((sum, v) => sum + v, 0) / numbers.length;
  const spread = Math.sqrt(numbers.reduce((sum, v) => sum + (v - mean) ** 2, 0) / numbers.length) || 1;
  return { mean, spread, values: numbers.map((v) => (v - mean) / spread) };
}
