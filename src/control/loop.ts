// One block of one loop under whichever structure it has: pid, schedule, state feedback or governance. Shared subset.
//
// Every structure asks for an output; feed-forward is added to all of them (CS4), and bounds, slew and dead band hold for
// all of them alike. Specification: control 3.3.
import { truncate } from "../numeric/bits.ts";
import { cell } from "../numeric/cells.ts";
import { COMPENSATOR_MEMORY, compensatorAdvance, compensatorAsked } from "./compensator.ts";
import { governedOutput } from "./governance-delay.ts";
import { bounded, feedForward, guarded, OUTPUT, PID_MEMORY, pidAsked, pidStep, pidUnwind, sent } from "./pid.ts";
import { scheduledOutput } from "./schedule.ts";
// #region parameters (tsc only; the kernel build drops the table)

import { byteOffsets } from "../numeric/parameter.ts";
import { loopParameters } from "./loop-parameters.ts";

const row = byteOffsets(loopParameters);
// #endregion

const PID: i32 = 0;
const SCHEDULE: i32 = 1;
export const STATE: i32 = 2;

/** Cells of one loop: those of the pid law, which hold the output of every structure, then room for the largest of the others. */
export const LOOP_MEMORY: i32 = PID_MEMORY + COMPENSATOR_MEMORY;

// Sensors that the schedule reads, by their place in control/sensors.ts.
const SKEW: i32 = 3;
const INSURANCE: i32 = 7;

/**
 * One block of one loop; returns the command.
 * @param parameters address of the loop's first parameter  @param axes of the schedules' axes
 * @param process of the governance process' parameters  @param coefficients of the loop's compensator
 * @param memory address of the loop's first cell  @param stride bytes between memory cells
 * @param sensors address of the sensor cells (same stride)  @param base output at rest
 * @param overshoot volatility over its reference minus 1, >= 0  @param dt block time, s
 * @param seed of the random numbers  @param path its number  @param loop number of the loop
 */
export function loopStep(
  parameters: i32,
  axes: i32,
  process: i32,
  coefficients: i32,
  memory: i32,
  stride: i32,
  sensors: i32,
  base: f64,
  overshoot: f64,
  dt: f64,
  seed: i32,
  path: i32,
  loop: i32,
): f64 {
  const structure = truncate(cell(parameters + row("structure")));
  if (structure === PID) return pidStep(parameters, memory, stride, sensors, base, overshoot, dt);
  const own = memory + PID_MEMORY * stride;
  if (structure === SCHEDULE) {
    const skew = cell(sensors + SKEW * stride);
    const insurance = cell(sensors + INSURANCE * stride);
    const nodes = parameters + row("outputCalmBalancedDrained");
    const output = scheduledOutput(nodes, axes, own, stride, 1 + overshoot, skew < 0 ? -skew : skew, insurance);
    const asked = output + feedForward(parameters, stride, sensors);
    return sent(parameters, memory, stride, guarded(parameters, memory, stride, asked));
  }
  if (structure === STATE) {
    const measured = cell(sensors + truncate(cell(parameters + row("sensor"))) * stride);
    const y = measured - cell(parameters + row("setpoint"));
    const rest = base + feedForward(parameters, stride, sensors);
    const asked = compensatorAsked(coefficients, own, stride, rest, y);
    const output = sent(parameters, memory, stride, guarded(parameters, memory, stride, asked));
    compensatorAdvance(coefficients, own, stride, y, output - rest);
    return output;
  }
  const asked = pidAsked(parameters, memory, stride, sensors, base, overshoot, dt);
  const wanted = bounded(parameters, asked); // the law on paper winds down from its bounds only, not from the vote's delay
  pidUnwind(parameters, memory, stride, asked, wanted, dt);
  const present = cell(memory + OUTPUT * stride);
  const output = governedOutput(process, own, stride, present, wanted, dt, seed, path, loop);
  return sent(parameters, memory, stride, guarded(parameters, memory, stride, output));
}
