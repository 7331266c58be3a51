// What is believed of loss and constraints near the best point, from the results nearest to it.
import type { CoordinateKind } from "../coordinate-kind.ts";
import type { Member } from "../population.ts";
import type { Evaluation } from "../searcher.ts";
import type { Hyperparameters } from "./covariance.ts";
import { fittedHyperparameters } from "./fit.ts";
import type { Observations } from "./likelihood.ts";
import { type InputMap, inputMap } from "./model-inputs.ts";
import { type Scaled, scaledConstraint, scaledLosses } from "./outcome-scale.ts";
import { type Process, processOf } from "./process.ts";

export interface LocalModel {
  readonly inputs: InputMap;
  /** Null where no loss is known. */
  readonly loss: Process | null;
  /** Of each feasible at or below 0; the last may stand for "the evaluation fails". */
  readonly limits: readonly Process[];
  /** The loss of each modelled member on the model's scale; NaN where it is not known. */
  readonly scaledLoss: Float64Array;
}

/** Kernels that were fitted, by quantity, and to how many results of the search: they change little from turn to turn. */
export type FitMemory = Map<string, { readonly told: number; readonly cold: number; readonly fit: Hyperparameters }>;

/** A kernel is fitted again when the results have grown by this factor; from new starts, by that one. */
const WARM_GROWTH = 1.08;
const COLD_GROWTH = 2;

/** Where only a total violation is known, feasible points stand this far, on the model's scale, below the limit. */
const FEASIBLE_DEPTH = 0.3;

/**
 * @param members at least one  @param told results of the search so far  @param memory changed
 */
export function localModel(
  members: readonly Member[],
  origin: Float64Array,
  kinds: readonly CoordinateKind[],
  told: number,
  memory: FitMemory,
): LocalModel {
  const inputs = inputMap(
    members.map(({ point }) => point),
    origin,
    kinds,
  );
  const model = (name: string, rows: readonly number[], scaled: Scaled): Process => {
    const points = rows.map((row) => inputs.of(members[row]?.point ?? origin));
    const observations = observationsOf(points, inputs.dimension, scaled);
    return processOf(observations, remembered(memory, name, told, observations));
  };
  const losses = rowsWhere(members, ({ loss }) => Number.isFinite(loss));
  const scaledLoss = new Float64Array(members.length).fill(Number.NaN);
  let loss: Process | null = null;
  if (losses.length > 0) {
    const scaled = scaledLosses(
      numbersOf(members, losses, (evaluation) => evaluation.loss),
      numbersOf(members, losses, ({ noise }) => noise ?? 0),
    );
    for (const [k, row] of losses.entries()) scaledLoss[row] = scaled.values[k] ?? Number.NaN;
    loss = model("loss", losses, scaled);
  }
  const limits = limitsOf(members).map(({ name, rows, values }) =>
    model(name, rows, { values, noise: new Float64Array(values.length) }),
  );
  return { inputs, loss, limits, scaledLoss };
}

function observationsOf(points: readonly Float64Array[], dimension: number, { values, noise }: Scaled): Observations {
  const inputs = new Float64Array(points.length * dimension);
  for (const [row, point] of points.entries()) inputs.set(point, row * dimension);
  return { inputs, dimension, values, noise };
}

function remembered(memory: FitMemory, name: string, told: number, observations: Observations): Hyperparameters {
  const known = memory.get(name);
  if (known !== undefined && told < WARM_GROWTH * known.told) return known.fit;
  const cold = known === undefined || told >= COLD_GROWTH * known.cold;
  const fit = fittedHyperparameters(observations, cold ? null : known.fit);
  memory.set(name, { told, cold: cold ? told : known.cold, fit });
  return fit;
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

function rowsWhere(members: readonly Member[], holds: (evaluation: Evaluation) => boolean): readonly number[] {
  return members.flatMap(({ evaluation }, row) => (holds(evaluation) ? [row] : []));
}

function numbersOf(
  members: readonly Member[],
  rows: readonly number[],
  number: (evaluation: Evaluation) => number,
): Float64Array {
  return Float64Array.from(rows, (row) => {
    const evaluation = members[row]?.evaluation;
    return evaluation === undefined ? Number.NaN : number(evaluation);
  });
}
