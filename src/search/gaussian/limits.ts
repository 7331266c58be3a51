// What keeps a point from being feasible, as quantities that are each feasible at or below 0.
import type { Member } from "../population.ts";
import type { Evaluation } from "../searcher.ts";
import { type FitMemory, rememberedProcess } from "./fit-memory.ts";
import { type InputMap, observationsOf } from "./model-inputs.ts";
import { scaledConstraint } from "./outcome-scale.ts";
import type { Process } from "./process.ts";

/** Where only a total violation is known, feasible points stand this far, on the model's scale, below the limit. */
const FEASIBLE_DEPTH = 0.3;

/** A process for each; the last may stand for "the evaluation fails". @param told, memory as in fit-memory.ts */
export function limitModels(
  members: readonly Member[],
  inputs: InputMap,
  told: number,
  memory: FitMemory,
): readonly Process[] {
  return limitsOf(members).map(({ name, rows, values }) => {
    const points = rows.flatMap((row) => members[row]?.point ?? []);
    const observations = observationsOf(points, inputs, { values, noise: new Float64Array(values.length) });
    return rememberedProcess(observations, name, told, memory);
  });
}

interface Limit {
  readonly name: string;
  readonly rows: readonly number[];
  readonly values: Float64Array;
}

/** The constraints one by one where they are told, their total where not, and whether evaluations fail where some do. */
function limitsOf(members: readonly Member[]): readonly Limit[] {
  const judged = rowsWhere(members, ({ violation }) => violation < Infinity);
  const failing = judged.length < members.length ? [failure(members)] : [];
  const first = members[judged[0] ?? 0]?.evaluation.constraints ?? [];
  const apart = judged.every((row) => {
    const { constraints = [] } = members[row]?.evaluation ?? {};
    return constraints.length === first.length && constraints.every(Number.isFinite);
  });
  if (apart && first.length > 0) {
    const each = first.map((_, k) => ({
      name: `constraint ${k}`,
      rows: judged,
      values: scaledConstraint(numbersOf(members, judged, ({ constraints }) => constraints?.[k] ?? 0)),
    }));
    return [...each, ...failing];
  }
  const violations = numbersOf(members, judged, ({ violation }) => violation);
  if (violations.every((violation) => violation === 0)) return failing;
  const values = scaledConstraint(violations).map((v) => (v === 0 ? -FEASIBLE_DEPTH : v));
  return [{ name: "violation", rows: judged, values }, ...failing];
}

function failure(members: readonly Member[]): Limit {
  const rows = members.map((_, row) => row);
  const values = numbersOf(members, rows, ({ violation }) => (violation < Infinity ? -1 : 1));
  return { name: "failure", rows, values };
}

export function rowsWhere(members: readonly Member[], holds: (evaluation: Evaluation) => boolean): readonly number[] {
  return members.flatMap(({ evaluation }, row) => (holds(evaluation) ? [row] : []));
}

export function numbersOf(
  members: readonly Member[],
  rows: readonly number[],
  number: (evaluation: Evaluation) => number,
): Float64Array {
  return Float64Array.from(rows, (row) => {
    const evaluation = members[row]?.evaluation;
    return evaluation === undefined ? Number.NaN : number(evaluation);
  });
}
