// A probe shakes one actuator or the outside price for the length of a block; what control remembers stays unshaken.
import { probeSign } from "../../control/probe.ts";
import { INITIAL_MARGIN, PROBE_CELLS, PROBE_SAVED, ROW, SCENARIO_ROWS } from "./layout.ts";
import { parameter } from "./plant.ts";

const PRICE: i32 = 6;

/** 0: nothing is shaken. */
let target: i32 = 0;
let amplitude: f64 = 0;
let start: i32 = 0;
let hold: i32 = 1;
let seed: i32 = 0;
/** Whether an actuator is shaken. */
export let shakesActuator: bool = false;

export function useProbe(): void {
  target = <i32>parameter(slot("probe.target"));
  amplitude = parameter(slot("probe.amplitude"));
  start = <i32>parameter(slot("probe.start"));
  hold = <i32>parameter(slot("probe.hold"));
  seed = <i32>parameter(slot("probe.seed"));
  shakesActuator = target != 0 && target != PRICE;
}

/** Row of the actuator; targets are in the order of the rows. */
// @ts-ignore: decorator
@inline
function actuator(): usize {
  return INITIAL_MARGIN + <usize>(target - 1) * ROW;
}

/** What is added in block k. */
function shiftIn(k: i32): f64 {
  return k < start ? 0 : amplitude * probeSign(seed, (k - start) / hold);
}

/** The scenario rows of block k, shaken in a copy where the outside price is the target. */
export function probedCells(state: usize, k: i32, cells: usize): usize {
  if (target != PRICE) return cells;
  const copy = state + PROBE_CELLS;
  memory.copy(copy, cells, SCENARIO_ROWS * ROW);
  const shift = shiftIn(k);
  for (let lane: usize = 0; lane < ROW; lane += 8) store<f64>(copy + lane, load<f64>(copy + lane) + shift);
  return copy;
}

/** Shakes the actuator in force in block k. */
export function shake(state: usize, k: i32): void {
  const shift = shiftIn(k);
  for (let lane: usize = 0; lane < ROW; lane += 8) {
    const value = load<f64>(state + actuator() + lane);
    store<f64>(state + PROBE_SAVED + lane, value);
    store<f64>(state + actuator() + lane, value + shift);
  }
}

/** Puts the actuator back to where control left it. */
export function release(state: usize): void {
  memory.copy(state + actuator(), state + PROBE_SAVED, ROW);
}
