// What is believed of several objectives and the constraints.
import type { Front, Objectives } from "../front.ts";
import type { Member } from "../population.ts";
import { bestVariant, type FitMemory } from "./fit-memory.ts";
import { limitModels, numbersOf, rowsWhere } from "./limits.ts";
import { type InputMap, inputMap, observationsOf } from "./model-inputs.ts";
import { type Process, processOf } from "./process.ts";

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
  const values: Front = rows.map((row) => members[row]?.evaluation.objectives ?? []);
  const scales = first.evaluation.objectives.map((_, k) => scaleOf(values.map((value) => value[k] ?? 0)));
  const objectives = scales.map(({ mean, spread }, k) => {
    const standardised = numbersOf(members, rows, (evaluation) => ((evaluation.objectives[k] ?? 0) - mean) / spread);
    const observations = observationsOf(points, inputs, {
      values: standardised,
      noise: new Float64Array(rows.length),
    });
    const best = bestVariant([{ tail: "whole", observations, logSlopes: 0 }], `objective ${k}`, told, memory);
    return processOf(observations, best.hyperparameters);
  });
  const scaled = (told: Objectives): number[] =>
    told.map((value, k) => (value - (scales[k]?.mean ?? 0)) / (scales[k]?.spread ?? 1));
  return { inputs, objectives, limits: limitModels(members, inputs, told, memory), scaled };
}

function scaleOf(values: readonly number[]): { readonly mean: number; readonly spread: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  return { mean, spread: spread || 1 };
}
