// How well a model's output follows a measured one: one minus the error's share of the signal's spread.
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { checkExperiment, type Experiment } from "./experiment.ts";
import { simulatedOutput } from "./simulated-output.ts";

const SUBJECT = "fit of a model";

/**
 * NRMSE fit 1 - ||y - yhat|| / ||y - mean(y)||: 1 for a perfect model, 0 for one no better than the mean, -Infinity for
 * one that diverges. Ljung, System Identification Toolbox User's Guide, "fit" of `compare`, as a fraction.
 * @throws UserError for other lengths and for a measured output that never changes
 */
export function nrmseFit(measured: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const y = Array.from(measured);
  if (y.length !== predicted.length) {
    fail("predicted", `found ${predicted.length} samples; expected ${y.length} as measured`);
  }
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const spread = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (!(spread > 0)) fail("measured", "found an output that never changes; expected a response; excite the system");
  const error = y.reduce((sum, value, t) => sum + (value - (predicted[t] ?? Number.NaN)) ** 2, 0);
  return Number.isFinite(error) ? 1 - Math.sqrt(error / spread) : -Infinity;
}

/** The fit of each output when the model plays the input of an experiment that starts at rest. */
export function modelFit(model: StateSpace, experiment: Experiment): Float64Array {
  checkExperiment(SUBJECT, experiment, 2);
  const predicted = simulatedOutput(model, experiment.input);
  return Float64Array.from({ length: predicted.columns }, (_, i) =>
    nrmseFit(experiment.output.getColumn(i), predicted.getColumn(i)),
  );
}

function fail(place: string, message: string): never {
  throw new UserError(SUBJECT, [{ place, message }]);
}
