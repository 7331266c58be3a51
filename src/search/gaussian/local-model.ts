// What is believed of loss and constraints near the best point, from the results nearest to it.
import type { CoordinateKind } from "../coordinate-kind.ts";
import type { Member } from "../population.ts";
import { bestVariant, type FitMemory, type Variant } from "./fit-memory.ts";
import { limitModels, numbersOf, rowsWhere } from "./limits.ts";
import { type InputMap, inputMap, observationsOf } from "./model-inputs.ts";
import { scaledLosses, type Tail } from "./outcome-scale.ts";
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
  const rows = rowsWhere(members, ({ loss }) => Number.isFinite(loss));
  const scaledLoss = new Float64Array(members.length).fill(Number.NaN);
  let loss: Process | null = null;
  if (rows.length > 0) {
    const losses = numbersOf(members, rows, (evaluation) => evaluation.loss);
    const errors = numbersOf(members, rows, ({ noise }) => noise ?? 0);
    const points = rows.flatMap((row) => members[row]?.point ?? []);
    const variants = TAILS.map((tail): Variant => {
      const scaled = scaledLosses(losses, errors, tail);
      return { tail, observations: observationsOf(points, inputs, scaled), logSlopes: scaled.logSlopes };
    });
    const { observations, hyperparameters } = bestVariant(variants, "loss", told, memory);
    loss = processOf(observations, hyperparameters);
    for (const [k, row] of rows.entries()) scaledLoss[row] = observations.values[k] ?? Number.NaN;
  }
  return { inputs, loss, limits: limitModels(members, inputs, told, memory), scaledLoss };
}

const TAILS: readonly Tail[] = ["whole", "short"];
