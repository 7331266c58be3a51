// The number of states of an identified model, chosen on data that the model was not made from.

import type { Matrix } from "ml-matrix";
import { log } from "../../numeric/elementary.ts";
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { checkExperiment, type Experiment, rootMeanSquares } from "./experiment.ts";
import type { Realisations } from "./realisations.ts";
import { simulatedOutput } from "./simulated-output.ts";

const SUBJECT = "choice of the order";
/** Errors below this share of the output's mean square count as none, so that rounding does not choose. */
const EXACT_SHARE = 1e-20;

export interface OrderChoice {
  /** The order with the smallest criterion, the lower one in a tie. */
  readonly order: number;
  /** Of orders 1, 2, ..: N sum over outputs of ln(mean squared error / mean square) + parameters ln N; Infinity for models that diverge. */
  readonly criterion: Float64Array;
  /** The order after which the singular values fall most, for comparison. */
  readonly gapOrder: number;
}

/**
 * Orders 1 to `largest`, or as many as the data support, judged by the simulated output on fresh data that start at rest,
 * with Schwarz's penalty ("Estimating the dimension of a model", Annals of Statistics 6, 1978) on the n (m + p) + m p
 * free parameters (Ljung, System Identification, 1999, section 4.5 on canonical forms).
 * @throws UserError when no order is left
 */
export function chooseOrder(realisations: Realisations, fresh: Experiment, largest: number): OrderChoice {
  const count = Math.min(largest, realisations.rank);
  if (!(count >= 1)) {
    const found = `found rank ${realisations.rank} and largest order ${largest}`;
    fail("singular values", `${found}; expected an order from 1; excite and observe more of the system`);
  }
  checkExperiment(SUBJECT, fresh, 2);
  const still = rootMeanSquares(fresh.output).indexOf(0);
  if (still >= 0) fail("output", `found column ${still} all zero; expected a response; leave the output out`);
  const criterion = Float64Array.from({ length: count }, (_, k) => criterionOf(realisations, k + 1, fresh));
  const best = Math.min(...criterion);
  if (best === Infinity)
    fail("output", "found only models that diverge; expected one that does not; lengthen the experiment");
  return {
    order: criterion.indexOf(best) + 1,
    criterion,
    gapOrder: largestGap(realisations.singularValues, count),
  };
}

function criterionOf(realisations: Realisations, order: number, fresh: Experiment): number {
  const model = modelOrNull(realisations, order);
  if (model === null) return Infinity;
  const [m, p] = [fresh.input.columns, fresh.output.columns];
  const parameters = order * (m + p) + m * p;
  return misfit(simulatedOutput(model, fresh.input), fresh.output) + parameters * log(fresh.output.rows);
}

/** Null for an order that the data refuse: states that noise made up may grow past all numbers within the record. */
function modelOrNull(realisations: Realisations, order: number): StateSpace | null {
  try {
    return realisations.model(order);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** N sum over outputs of ln(mean squared error / mean square). */
function misfit(predicted: Matrix, measured: Matrix): number {
  let sum = 0;
  for (let i = 0; i < measured.columns; i++) {
    const y = measured.getColumn(i);
    const square = y.reduce((total, value) => total + value * value, 0);
    const error = y.reduce((total, value, t) => total + (value - predicted.get(t, i)) ** 2, 0);
    sum += Number.isFinite(error) ? log(Math.max(error / square, EXACT_SHARE)) : Infinity;
  }
  return measured.rows * sum;
}

/** n in 1 .. count for which value n exceeds value n + 1 by the largest factor; a last value is compared with rounding. */
function largestGap(values: Float64Array, count: number): number {
  const floor = Number.EPSILON * (values[0] ?? 0);
  const ratios = Array.from({ length: count }, (_, k) => (values[k] ?? 0) / Math.max(values[k + 1] ?? 0, floor));
  return ratios.indexOf(Math.max(...ratios)) + 1;
}

function fail(place: string, message: string): never {
  throw new UserError(SUBJECT, [{ place, message }]);
}
