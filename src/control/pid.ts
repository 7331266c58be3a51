// One control loop: PID with two degrees of freedom, filtered derivative, bounds, slew, dead band, back-calculation
// anti-windup, feed-forward and a schedule on volatility. Shared subset: every number is an argument or a cell.
//
// The output rises with the measurement for positive gains (form F4 of plant 1.9: u = base + kp (y - r) + ...); a loop
// that must fall with its measurement takes negative gains. The integral is advanced before it is used (backward Euler).
// Åström & Hägglund, Advanced PID Control, 2006, chapter 3. Specification: control 3.3 CS2.
import { truncate } from "../numeric/bits.ts";
import { cell, setCell } from "../numeric/cells.ts";
import { exp } from "../numeric/elementary.ts";
import type { Parameter } from "../numeric/parameter.ts";
// #region parameters (tsc only; the kernel build drops the table)
import { byteOffsets } from "../numeric/parameter.ts";
import { sensorNames } from "./sensors.ts";

/** Rows of every loop; `control/channels.ts` puts the loop's name in front and sets its own bounds and initial values. */
// biome-ignore format: one parameter is one line
export const pidParameters = [
  { name: "kp", unit: "u/y", min: -1000, max: 1000, initial: 0, scale: "linear", meaning: "Proportional gain: output per unit of measurement." },
  { name: "ki", unit: "u/y/day", min: -10000, max: 10000, initial: 0, scale: "linear", meaning: "Integral gain: output per unit of measurement and day." },
  { name: "kd", unit: "u/y s", min: -1e6, max: 1e6, initial: 0, scale: "linear", meaning: "Derivative gain: output per unit of measurement per second." },
  { name: "sensor", unit: "", min: 0, max: sensorNames.length - 1, initial: 0, scale: "linear", choices: sensorNames, meaning: "What the loop measures." },
  { name: "setpoint", unit: "y", min: -1e6, max: 1e6, initial: 0, scale: "linear", meaning: "Value the measurement should have." },
  { name: "setpointWeight", unit: "", min: 0, max: 1, initial: 0.7, scale: "linear", meaning: "Share of the set point that the proportional part sees." },
  { name: "filterTime", unit: "s", min: 0, max: 86400, initial: 24, scale: "linear", meaning: "Time constant of the measurement filter in front of the derivative." },
  { name: "antiWindupTime", unit: "s", min: 0, max: 1e7, initial: 0, scale: "linear", meaning: "Time constant with which a limited output pulls the integral back; 0 switches it off." },
  { name: "integralLimit", unit: "u", min: 0, max: Infinity, initial: Infinity, scale: "linear", meaning: "Largest |integral|." },
  { name: "min", unit: "u", min: -Infinity, max: Infinity, initial: -Infinity, scale: "linear", meaning: "Lower bound of the output." },
  { name: "max", unit: "u", min: -Infinity, max: Infinity, initial: Infinity, scale: "linear", meaning: "Upper bound of the output." },
  { name: "slew", unit: "u/block", min: 0, max: Infinity, initial: Infinity, scale: "linear", meaning: "Largest change of the output per block." },
  { name: "deadband", unit: "u", min: 0, max: Infinity, initial: 0, scale: "linear", meaning: "Smallest change that is sent to the chain." },
  { name: "feedForward", unit: "u/y", min: -1000, max: 1000, initial: 0, scale: "linear", meaning: "Output per unit of the feed-forward sensor." },
  { name: "feedForwardSensor", unit: "", min: 0, max: sensorNames.length - 1, initial: 0, scale: "linear", choices: sensorNames, meaning: "What the feed-forward reads." },
  { name: "stressRise", unit: "", min: 0, max: 1000, initial: 0, scale: "linear", meaning: "Relative rise of the base per unit of volatility overshoot." },
  { name: "stressRelief", unit: "", min: 0, max: 1000, initial: 0, scale: "linear", meaning: "Relative fall of the base: base / (1 + relief * overshoot)." },
  { name: "schedule", unit: "", min: 0, max: 1000, initial: 0, scale: "linear", meaning: "Relative rise of the gains per unit of volatility overshoot." },
  { name: "bumpless", unit: "", min: 0, max: 1, initial: 0, scale: "linear", choices: ["no", "yes"], meaning: "Whether the integral takes up the jump of the proportional part when the schedule changes the gains." },
] as const satisfies readonly Parameter[];

const slotIn = byteOffsets(pidParameters);
// #endregion

/** Numbers a loop remembers between blocks, one cell each: integral, filtered measurement, derivative, last output, last gain factor. */
export const PID_MEMORY: i32 = 5;
const INTEGRAL: i32 = 0;
const FILTERED: i32 = 1;
const DERIVATIVE: i32 = 2;
export const OUTPUT: i32 = 3;
const GAIN: i32 = 4;
/** Largest derivative gain over proportional gain (N of the literature). */
const DERIVATIVE_LIMIT: f64 = 8;
const DAY: f64 = 86400;

function clamp(x: f64, low: f64, high: f64): f64 {
  return x > high ? high : x < low ? low : x;
}

/** Integral after one sample, limited. `error` = measurement minus set point, `dt` in s, `ki` per day. */
export function pidIntegral(integral: f64, ki: f64, error: f64, dt: f64, limit: f64): f64 {
  return clamp(integral + (ki * error * dt) / DAY, -limit, limit);
}

/** Derivative part after one sample: backward Euler of kd s / (1 + s kd / (N kp)); time constant `lag` s. */
export function pidDerivative(derivative: f64, kd: f64, change: f64, lag: f64, dt: f64): f64 {
  const keep = lag / (lag + dt);
  return keep * derivative + (kd * (1 - keep) * change) / dt;
}

/** Time constant of the derivative, s: derivative time over N; one block without a proportional gain. */
export function derivativeLag(kp: f64, kd: f64, dt: f64): f64 {
  const lag = kp === 0 ? dt : kd / (kp * DERIVATIVE_LIMIT);
  return lag < 0 ? -lag : lag;
}

/** Share of the way to the measurement that the filter in front of the derivative goes in one block. */
export function filterShare(filterTime: f64, dt: f64): f64 {
  return filterTime > 0 ? 1 - exp(-dt / filterTime) : 1;
}

/** Base output under stress: rises or falls with the volatility overshoot (>= 0). */
export function stressedBase(base: f64, rise: f64, relief: f64, overshoot: f64): f64 {
  return (base * (1 + rise * overshoot)) / (1 + relief * overshoot);
}

/** Integral pulled back while the output is limited. */
export function unwound(integral: f64, asked: f64, applied: f64, dt: f64, time: f64): f64 {
  if (time <= 0) return integral;
  return integral + (applied - asked) * unwindingShare(time, dt);
}

/** Share of what the limits took away that the integral gives up in one block, for `time` > 0. */
export function unwindingShare(time: f64, dt: f64): f64 {
  return dt < time ? dt / time : 1;
}

/**
 * Integral after a change of the gain factor from `before` to `gain`: it takes up the jump of the proportional part
 * kp `error`, so that the output does not jump (bumpless transfer: Åström & Hägglund 2006, section 3.5). `before` is 0 in
 * the first block.
 */
export function bumplessIntegral(integral: f64, kp: f64, before: f64, gain: f64, error: f64): f64 {
  return before === 0 ? integral : integral + (before - gain) * kp * error;
}

/**
 * One block of one loop under this law; returns the command.
 * @param parameters address of the loop's first parameter  @param memory address of its first memory cell
 * @param stride bytes between memory cells  @param sensors address of the sensor cells (same stride)
 * @param base output at rest  @param overshoot volatility over its reference minus 1, >= 0  @param dt block time, s
 */
export function pidStep(
  parameters: i32,
  memory: i32,
  stride: i32,
  sensors: i32,
  base: f64,
  overshoot: f64,
  dt: f64,
): f64 {
  const asked = pidAsked(parameters, memory, stride, sensors, base, overshoot, dt);
  const applied = guarded(parameters, memory, stride, asked);
  pidUnwind(parameters, memory, stride, asked, applied, dt);
  return sent(parameters, memory, stride, applied);
}

/** What the law asks for before the guardrails, feed-forward included. Advances its memory; arguments as in `pidStep`. */
export function pidAsked(
  parameters: i32,
  memory: i32,
  stride: i32,
  sensors: i32,
  base: f64,
  overshoot: f64,
  dt: f64,
): f64 {
  const kp = cell(parameters + slotIn("kp"));
  const ki = cell(parameters + slotIn("ki"));
  const kd = cell(parameters + slotIn("kd"));
  const rest = stressedBase(
    base,
    cell(parameters + slotIn("stressRise")),
    cell(parameters + slotIn("stressRelief")),
    overshoot,
  );
  let asked = rest + feedForward(parameters, stride, sensors);
  let integral: f64 = 0;
  if (kp !== 0 || ki !== 0 || kd !== 0) {
    const y = cell(sensors + truncate(cell(parameters + slotIn("sensor"))) * stride);
    const setpoint = cell(parameters + slotIn("setpoint"));
    const gain = 1 + cell(parameters + slotIn("schedule")) * overshoot;
    const error = y - cell(parameters + slotIn("setpointWeight")) * setpoint;
    let before = cell(memory + INTEGRAL * stride);
    if (ki !== 0 && cell(parameters + slotIn("bumpless")) !== 0) {
      before = bumplessIntegral(before, kp, cell(memory + GAIN * stride), gain, error);
      setCell(memory + GAIN * stride, gain);
    }
    integral = pidIntegral(before, gain * ki, y - setpoint, dt, cell(parameters + slotIn("integralLimit")));
    asked += gain * kp * error + integral;
    if (kd !== 0) asked += derivativePart(parameters, memory, stride, y, gain, dt);
  }
  setCell(memory + INTEGRAL * stride, integral);
  return asked;
}

/** Pulls the integral of the law back from limits: `applied` is what they left of `asked`. Without ki there is none. */
export function pidUnwind(parameters: i32, memory: i32, stride: i32, asked: f64, applied: f64, dt: f64): void {
  if (cell(parameters + slotIn("ki")) === 0) return;
  const integral = cell(memory + INTEGRAL * stride);
  const time = cell(parameters + slotIn("antiWindupTime"));
  setCell(memory + INTEGRAL * stride, unwound(integral, asked, applied, dt, time));
}

/** What the feed-forward adds to the asked output of any law. */
export function feedForward(parameters: i32, stride: i32, sensors: i32): f64 {
  const gain = cell(parameters + slotIn("feedForward"));
  if (gain === 0) return 0;
  return gain * cell(sensors + truncate(cell(parameters + slotIn("feedForwardSensor"))) * stride);
}

/** The asked output within slew and bounds; the bounds win. */
export function guarded(parameters: i32, memory: i32, stride: i32, asked: f64): f64 {
  const last = cell(memory + OUTPUT * stride);
  const slew = cell(parameters + slotIn("slew"));
  return bounded(parameters, clamp(asked, last - slew, last + slew));
}

/** An output within the loop's bounds. */
export function bounded(parameters: i32, output: f64): f64 {
  return clamp(output, cell(parameters + slotIn("min")), cell(parameters + slotIn("max")));
}

/** The output that stands after the dead band, which is remembered. */
export function sent(parameters: i32, memory: i32, stride: i32, applied: f64): f64 {
  const last = cell(memory + OUTPUT * stride);
  const change = applied - last;
  const deadband = cell(parameters + slotIn("deadband"));
  if (change <= deadband && change >= -deadband && change !== 0) return last;
  setCell(memory + OUTPUT * stride, applied);
  return applied;
}

/** Advances the measurement filter and the derivative; returns the derivative part of the output. */
function derivativePart(parameters: i32, memory: i32, stride: i32, y: f64, gain: f64, dt: f64): f64 {
  const kp = cell(parameters + slotIn("kp"));
  const kd = gain * cell(parameters + slotIn("kd"));
  const filtered = cell(memory + FILTERED * stride);
  const change = (y - filtered) * filterShare(cell(parameters + slotIn("filterTime")), dt);
  setCell(memory + FILTERED * stride, filtered + change);
  const lag = derivativeLag(gain * kp, kd, dt);
  const derivative = pidDerivative(cell(memory + DERIVATIVE * stride), kd, change, lag, dt);
  setCell(memory + DERIVATIVE * stride, derivative);
  return derivative;
}
