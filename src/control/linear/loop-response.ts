// A loop whose actuator has limits: PID with anti-windup around a linear plant, sample by sample.
//
// The general textbook law, error = reference minus measurement and the output falls with the measurement; the law that
// runs in the kernel is that of control/pid.ts.
import { UserError } from "../../numeric/user-error.ts";
import { affine } from "./response.ts";
import { checkCount, checkDiscrete, checkSystem } from "./shapes.ts";
import type { StateSpace } from "./state-space.ts";

/** PID by backward Euler, its derivative on the measurement and filtered (Åström and Hägglund, 2006, chapter 3). */
export interface LimitedPid {
  readonly kp: number;
  /** Per unit of time. */
  readonly ki: number;
  /** Times a unit of time. */
  readonly kd: number;
  /** Rate of the derivative's filter, per unit of time; its gain is at most kd times this. */
  readonly filterRate: number;
  readonly antiWindup: AntiWindup;
}

/**
 * What the integral does while the actuator is limited: it waits where the error would drive it on, or it is pulled back
 * by `rate` (per unit of time) times what the limits took away.
 */
export type AntiWindup =
  | { readonly kind: "conditional integration" }
  | { readonly kind: "back-calculation"; readonly rate: number };

export interface ActuatorLimits {
  readonly min: number;
  readonly max: number;
  /** Largest change from one sample to the next, >= 0; applied after the bounds. */
  readonly slew: number;
}

/** One entry a sample. */
export interface LoopSignals {
  readonly reference: readonly number[];
  /** Added to the plant's output to make the measurement. */
  readonly noise: readonly number[];
}

/** One entry a sample. */
export interface LoopResponse {
  readonly measurement: Float64Array;
  /** Output the controller asks for, before the limits. */
  readonly asked: Float64Array;
  /** Output after the limits. */
  readonly applied: Float64Array;
  /** Integral part after the sample. */
  readonly integral: Float64Array;
  /** Samples whose limits acted. */
  readonly limitedSamples: number;
}

/**
 * Plays the loop from rest, with an actuator at 0.
 * @param plant one input, one output, D = 0 (the measurement precedes the output)
 */
export function loopResponse(
  plant: StateSpace,
  pid: LimitedPid,
  limits: ActuatorLimits,
  signals: LoopSignals,
): LoopResponse {
  checkLoop(plant, limits, signals);
  const count = signals.reference.length;
  const [measurement, asked] = [new Float64Array(count), new Float64Array(count)];
  const [applied, integral] = [new Float64Array(count), new Float64Array(count)];
  let x: Float64Array = new Float64Array(plant.A.rows);
  let memory: PidMemory = { integral: 0, derivative: 0, measurement: null, applied: 0 };
  let limitedSamples = 0;
  for (let k = 0; k < count; k++) {
    const clean = affine(plant.C, x, plant.D, new Float64Array(1))[0] ?? 0;
    const y = clean + (signals.noise[k] ?? 0);
    const move = pidMove(pid, limits, memory, { y, error: (signals.reference[k] ?? 0) - y, h: plant.sampleTime });
    memory = move.memory;
    measurement[k] = y;
    asked[k] = move.asked;
    applied[k] = memory.applied;
    integral[k] = memory.integral;
    if (memory.applied !== move.asked) limitedSamples++;
    x = affine(plant.A, x, plant.B, Float64Array.of(memory.applied));
  }
  return { measurement, asked, applied, integral, limitedSamples };
}

interface PidMemory {
  readonly integral: number;
  readonly derivative: number;
  /** null before the first sample, which sees no change. */
  readonly measurement: number | null;
  readonly applied: number;
}

interface Sample {
  readonly y: number;
  readonly error: number;
  readonly h: number;
}

interface Move {
  readonly asked: number;
  readonly memory: PidMemory;
}

function pidMove(pid: LimitedPid, limits: ActuatorLimits, memory: PidMemory, { y, error, h }: Sample): Move {
  const { kp, ki, kd, filterRate, antiWindup } = pid;
  const change = y - (memory.measurement ?? y);
  const derivative = (memory.derivative - kd * filterRate * change) / (1 + filterRate * h);
  const advanced = memory.integral + ki * h * error;
  const asked = kp * error + advanced + derivative;
  const applied = limited(limits, memory.applied, asked);
  const after = { derivative, measurement: y };
  if (antiWindup.kind === "back-calculation") {
    const integral = advanced + antiWindup.rate * h * (applied - asked);
    return { asked, memory: { ...after, integral, applied } };
  }
  const drivenOn = (asked > applied && error > 0) || (asked < applied && error < 0);
  if (!drivenOn) return { asked, memory: { ...after, integral: advanced, applied } };
  const waiting = kp * error + memory.integral + derivative;
  const { integral } = memory;
  return { asked: waiting, memory: { ...after, integral, applied: limited(limits, memory.applied, waiting) } };
}

function limited({ min, max, slew }: ActuatorLimits, last: number, asked: number): number {
  const bounded = Math.min(max, Math.max(min, asked));
  return Math.min(last + slew, Math.max(last - slew, bounded));
}

function checkLoop(plant: StateSpace, { min, max, slew }: ActuatorLimits, { reference, noise }: LoopSignals): void {
  checkSystem("loopResponse, plant", plant);
  checkDiscrete("loopResponse, plant", plant);
  checkCount("loopResponse, plant", "inputs (columns of D)", plant.D.columns, 1);
  checkCount("loopResponse, plant", "outputs (rows of D)", plant.D.rows, 1);
  checkCount("loopResponse", "noise, one number for each sample", noise.length, reference.length);
  if (plant.D.get(0, 0) !== 0) {
    const message = `found ${plant.D.get(0, 0)}; expected 0: the output would change the measurement it answers; delay the plant by a sample`;
    throw new UserError("loopResponse, plant", [{ place: "D", message }]);
  }
  if (!(min <= max)) {
    const message = `found ${min} above the upper bound ${max}; expected a lower bound at or below it`;
    throw new UserError("loopResponse", [{ place: "limits > min", message }]);
  }
  if (!(slew >= 0)) {
    throw new UserError("loopResponse", [{ place: "limits > slew", message: `found ${slew}; expected 0 or more` }]);
  }
}
