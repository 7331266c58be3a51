// Delays of whole samples as exact shift states.
import { Matrix } from "ml-matrix";
import { UserError } from "../../numeric/user-error.ts";
import { series } from "./connect.ts";
import { checkCount, checkDiscrete, checkSystem } from "./shapes.ts";
import type { StateSpace } from "./state-space.ts";

/** Every input arrives `steps` samples later. @param steps whole number >= 0 */
export function delayed(system: StateSpace, steps: number): StateSpace {
  return delayedInputs(
    system,
    Array.from({ length: system.D.columns }, () => steps),
  );
}

/** Input j arrives steps[j] samples later. @param steps m whole numbers >= 0 */
export function delayedInputs(system: StateSpace, steps: readonly number[]): StateSpace {
  checkSystem("delayedInputs", system);
  checkCount("delayedInputs", "steps, one for each input", steps.length, system.D.columns);
  return steps.some((count) => count !== 0) ? series(delayLine("delayedInputs", system, steps), system) : system;
}

/** Output i leaves steps[i] samples later. @param steps p whole numbers >= 0 */
export function delayedOutputs(system: StateSpace, steps: readonly number[]): StateSpace {
  checkSystem("delayedOutputs", system);
  checkCount("delayedOutputs", "steps, one for each output", steps.length, system.D.rows);
  return steps.some((count) => count !== 0) ? series(system, delayLine("delayedOutputs", system, steps)) : system;
}

/**
 * A dead time as a number of samples; a distance from a multiple by rounding is forgiven.
 * @throws UserError where it is not a multiple of the sample time: rounding would move the phase, so it is not done here
 */
export function wholeSamples(deadTime: number, sampleTime: number): number {
  const count = deadTime / sampleTime;
  const nearest = Math.round(count);
  if (nearest >= 0 && Math.abs(count - nearest) <= 1e-12 * Math.max(1, nearest)) return nearest;
  const below = Math.max(0, Math.floor(count));
  const expected = count < 0 ? "expected 0 or more" : `expected a multiple of the sample time ${sampleTime}`;
  const message = `found ${deadTime}; ${expected}; the nearest multiples are ${below * sampleTime} and ${(below + 1) * sampleTime}`;
  throw new UserError("delay", [{ place: "delay", message }]);
}

/** z^-steps for each channel. */
function delayLine(name: string, system: StateSpace, steps: readonly number[]): StateSpace {
  checkDiscrete(name, system);
  const problems = steps.flatMap((count, k) => stepProblem(count, `steps[${k}]`));
  if (problems.length > 0) throw new UserError(name, problems);
  const states = steps.reduce((sum, count) => sum + count, 0);
  const [A, B] = [Matrix.zeros(states, states), Matrix.zeros(states, steps.length)];
  const [C, D] = [Matrix.zeros(steps.length, states), Matrix.zeros(steps.length, steps.length)];
  let next = 0;
  for (const [channel, count] of steps.entries()) {
    if (count === 0) D.set(channel, channel, 1);
    else {
      B.set(next, channel, 1);
      for (let k = 1; k < count; k++) A.set(next + k, next + k - 1, 1);
      C.set(channel, next + count - 1, 1);
    }
    next += count;
  }
  return { A, B, C, D, sampleTime: system.sampleTime, timeUnit: system.timeUnit };
}

function stepProblem(found: number, place: string) {
  if (Number.isInteger(found) && found >= 0) return [];
  const below = Math.max(0, Math.floor(found));
  const message = `found ${found}; expected a whole number of samples >= 0; the nearest are ${below} and ${below + 1}`;
  return [{ place, message }];
}
