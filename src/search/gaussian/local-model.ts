// What is believed of loss and constraints near the best point, from the results nearest to it.
import type { CoordinateKind } from "../coordinate-kind.ts";
import type { Member } from "../population.ts";
import type { Evaluation } from "../searcher.ts";
import type { Hyperparameters } from "./covariance.ts";
import { fittedKernel } from "./fit.ts";
import type { Observations } from "./likelihood.ts";
import { type InputMap, inputMap } from "./model-inputs.ts";
import { type Scaled, scaledConstraint, scaledLosses, type Tail } from "./outcome-scale.ts";
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

/** What was fitted before, by quantity: kernels change little from turn to turn. */
export type FitMemory = Map<string, Fitted>;

interface Fitted {
  /** Results of the search when it was fitted, and when it was from new starts. */
  readonly told: number;
  readonly cold: number;
  readonly hyperparameters: Hyperparameters;
  readonly tail: Tail;
}

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
  const observed = (rows: readonly number[], { values, noise }: Scaled): Observations => {
    const flat = new Float64Array(rows.length * inputs.dimension);
    for (const [k, row] of rows.entries()) flat.set(inputs.of(members[row]?.point ?? origin), k * inputs.dimension);
    return { inputs: flat, dimension: inputs.dimension, values, noise };
  };
  const rows = rowsWhere(members, ({ loss }) => Number.isFinite(loss));
  const scaledLoss = new Float64Array(members.length).fill(Number.NaN);
  let loss: Process | null = null;
  if (rows.length > 0) {
    const losses = numbersOf(members, rows, (evaluation) => evaluation.loss);
    const errors = numbersOf(members, rows, ({ noise }) => noise ?? 0);
    const variants = TAILS.map((tail): Variant => {
      const scaled = scaledLosses(losses, errors, tail);
      return { tail, observations: observed(rows, scaled), logSlopes: scaled.logSlopes };
    });
    const { observations, hyperparameters } = bestVariant(variants, "loss", told, memory);
    loss = processOf(observations, hyperparameters);
    for (const [k, row] of rows.entries()) scaledLoss[row] = observations.values[k] ?? Number.NaN;
  }
  const limits = limitsOf(members).map(({ name, rows, values }) => {
    const observations = observed(rows, { values, noise: new Float64Array(values.length) });
    const variant: Variant = { tail: "whole", observations, logSlopes: 0 };
    return processOf(observations, bestVariant([variant], name, told, memory).hyperparameters);
  });
  return { inputs, loss, limits, scaledLoss };
}

const TAILS: readonly Tail[] = ["whole", "short"];

/** The same results on one of the scales on which they may be modelled. */
interface Variant {
  readonly tail: Tail;
  readonly observations: Observations;
  readonly logSlopes: number;
}

/** The kernel remembered, fitted again where that is due; from new starts, the likelier of the variants. */
function bestVariant(
  variants: readonly Variant[],
  name: string,
  told: number,
  memory: FitMemory,
): Variant & { readonly hyperparameters: Hyperparameters } {
  const known = memory.get(name);
  const cold = known === undefined || told >= COLD_GROWTH * known.cold;
  const open = cold ? variants : variants.filter(({ tail }) => tail === known.tail);
  const fits = open.map((variant) => {
    if (!cold && told < WARM_GROWTH * known.told) return { ...variant, ...known, misfit: 0 };
    const { hyperparameters, misfit } = fittedKernel(variant.observations, cold ? null : known.hyperparameters);
    return { ...variant, hyperparameters, misfit: misfit - variant.logSlopes };
  });
  const best = fits.reduce((a, b) => (b.misfit < a.misfit ? b : a));
  const { hyperparameters, tail } = best;
  if (cold) memory.set(name, { told, cold: told, hyperparameters, tail });
  else if (hyperparameters !== known.hyperparameters) memory.set(name, { ...known, told, hyperparameters });
  return best;
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
