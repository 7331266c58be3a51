// The kernel's exports: scenario generation, simulation, and the elementary functions for comparison with TypeScript.
import { loopStep } from "../../control/loop.ts";
import { poissonQuantile as poisson } from "../../numeric/poisson-draw.ts";
import { normalQuantile as normal } from "../../numeric/normal-draw.ts";
import { exp as e, expm1 as em, log as l, log1p as lp } from "../../numeric/elementary.ts";
import { expPair } from "./exp-pair.ts";
import { keysOf, openAll, paddedSlots, useBooks } from "./book.ts";
import { commandBytes, resetActuators, turnCommands, useCommands } from "./control.ts";
import { listBytes, useLists } from "./events.ts";
import { heapBytes, useHeap } from "./frontier.ts";
import {
  BOUND, DEPTH, INSURANCE, LANES, LEAST_DEPTH, LEAST_INSURANCE, LOOPS, LOOP_BYTES, ROW, SCENARIO_ROWS, SKEW, STATE_ROWS,
  VARIANCE, INDEX_VARIANCE, DEPTH_RATIO, INDEX_STRESS, INSURANCE_RATIO, SENSORS, STRESS,
} from "./layout.ts";
import { looksAhead, resetForecasts, useForecasts } from "./forecast.ts";
import { writeOutcome } from "./metrics.ts";
import { nextUniform, uniform } from "./philox.ts";
import { blocks, depth0, initialVariance, insurance0, parameter, parameters, prepare, price0, slots } from "./plant.ts";
import { probedCells, useProbe } from "./probe.ts";
import { generateGroups } from "./scenario.ts";
import { overshoot, ringBytes, skewOf, stepLanes, turnRings, useRings } from "./step.ts";
import { FEATURE_COLUMNS, TRACE_COLUMNS, traceFeatures, traceLane } from "./trace.ts";

const STREAM_BOOK: u32 = 9;

export function exp(x: f64): f64 { return e(x); }
export function expOfPair(x: f64): f64 { return f64x2.extract_lane(expPair(f64x2.splat(x)), 0); }
export function expm1(x: f64): f64 { return em(x); }
export function log(x: f64): f64 { return l(x); }
export function log1p(x: f64): f64 { return lp(x); }
export function normalQuantile(u: f64): f64 { return normal(u); }
export function poissonQuantile(u: f64, rate: f64): i32 { return poisson(u, rate); }
export function uniformAt(seed: u32, path: u32, stream: u32, block: u32, index: u32): f64 { return uniform(seed, path, stream, block, index); }

/** One block of one loop at any addresses: for comparison with TypeScript. */
export { loopStep };

/** Bytes of scenario per group of eight paths. */
export function scenarioBytes(vector: usize): usize {
  prepare(vector);
  return <usize>blocks * SCENARIO_ROWS * ROW;
}

/** Bytes of scratch that one thread needs. */
export function scratchBytes(vector: usize): usize {
  prepare(vector);
  const padded = <usize>((slots + 1) & ~1);
  const books = padded * 2 * <usize>LANES * (8 + 8 + 4);
  return STATE_ROWS * ROW + ringBytes() + commandBytes() + books + heapBytes(<i32>padded) + listBytes(<i32>padded) + 8 * ROW;
}

/** Generates `groups` groups of eight paths from `firstPath` on. */
export function generate(vector: usize, scenario: usize, seed: u32, firstPath: u32, groups: i32): void {
  prepare(vector);
  generateGroups(scenario, seed, firstPath, groups);
}

/** Lays out the scratch of this thread. Returns the state address. */
function layOut(scratch: usize, seed: u32, features: bool): usize {
  const padded = <usize>((slots + 1) & ~1);
  let at = scratch + STATE_ROWS * ROW;
  const triggers = at;
  at += ringBytes();
  useRings(triggers, triggers + (ringBytes() - <usize>parameter(slot("arbitrage.delay")) * ROW));
  useProbe();
  useForecasts(useCommands(at, seed), features);
  at += commandBytes();
  const keys = at;
  at += padded * 2 * <usize>LANES * 8;
  const shares = at;
  at += padded * 2 * <usize>LANES * 8;
  useBooks(keys, shares, at);
  at += padded * 2 * <usize>LANES * 4;
  at = (at + 63) & ~63;
  useHeap(at, at + padded * 8);
  at += heapBytes(<i32>padded);
  useLists(at, <i32>padded, seed);
  memory.fill(keys, 0, <usize>(at - keys));
  return scratch;
}

/** State of one lane before the first block: every slot open. */
function resetLane(s: usize, lane: usize, seed: u32, path: u32): void {
  store<f64>(s, depth0, DEPTH);
  store<f64>(s, depth0, LEAST_DEPTH);
  store<f64>(s, insurance0, INSURANCE);
  store<f64>(s, insurance0, LEAST_INSURANCE);
  store<f64>(s, initialVariance(), VARIANCE);
  store<f64>(s, initialVariance(), INDEX_VARIANCE);
  store<f64>(s, -Infinity, BOUND);
  store<f64>(s + ROW, -Infinity, BOUND);
  store<f64>(s, overshoot(initialVariance()), STRESS);
  store<f64>(s, overshoot(initialVariance()), INDEX_STRESS);
  store<f64>(s, 1, DEPTH_RATIO);
  store<f64>(s, 1, INSURANCE_RATIO);
  resetActuators(s);
  const even = parameter(slot("book.leverage")) == 1;
  const long = keysOf(lane, 0);
  const short = keysOf(lane, 1);
  for (let i = 0; i < slots; i++) {
    const at = <usize>i << 3;
    const step = 1 - (<f64>i + 0.5) / <f64>slots;
    store<f64>(long + at, even ? step : uniform(seed, path, STREAM_BOOK, i, 0));
    store<f64>(short + at, even ? step : nextUniform());
  }
  openAll(s, lane, price0);
  for (let i = slots; i < paddedSlots(); i++) { // never crosses
    store<f64>(long + (<usize>i << 3), -Infinity);
    store<f64>(short + (<usize>i << 3), -Infinity);
  }
  store<f64>(s, skewOf(s), SKEW);
  if (looksAhead) resetForecasts(s, lane);
  resetFilters(s);
}

/** The derivative filters of the loops start at what their sensors read. */
function resetFilters(s: usize): void {
  for (let loop: usize = 0; loop < 5; loop++) {
    const table = parameters + slot("margin.kp") + loop * (slot("maintenance.kp") - slot("margin.kp"));
    const sensor = <usize>load<f64>(table + row("sensor"));
    store<f64>(s + LOOPS + loop * LOOP_BYTES + ROW, load<f64>(s + SENSORS + sensor * ROW));
  }
}

/**
 * Plays `count` paths from index `first` (a multiple of eight) of the scenario set and writes one row of outcomes each.
 * @param width outcomes per path  @param trace address for traces or 0  @param stride blocks between two trace rows
 * @param features whether the rows are those of the forecasters' features
 */
export function simulate(
  vector: usize, scenario: usize, scratch: usize, seed: u32, first: i32, count: i32, out: usize, width: i32,
  trace: usize, stride: i32, features: bool,
): void {
  prepare(vector);
  const groupBytes = <usize>blocks * SCENARIO_ROWS * ROW;
  const rows = trace ? (blocks + stride - 1) / stride : 0;
  for (let done = 0; done < count; done += LANES) {
    const state = layOut(scratch, seed, features);
    memory.fill(state, 0, STATE_ROWS * ROW);
    const lanes = min(LANES, count - done);
    const path0 = first + done;
    for (let lane = 0; lane < lanes; lane++) resetLane(state + (<usize>lane << 3), <usize>lane, seed, <u32>(path0 + lane));
    const group = scenario + <usize>(path0 / LANES) * groupBytes;
    for (let k = 0; k < blocks; k++) {
      turnRings(k);
      turnCommands(k);
      const cells = probedCells(state, k, group + <usize>k * SCENARIO_ROWS * ROW);
      stepLanes(state, lanes, <u32>path0, k, cells);
      if (trace && k % stride == 0)
        for (let lane = 0; lane < lanes; lane++) {
          const offset = <usize>lane << 3;
          const at = <usize>((done + lane) * rows + k / stride);
          if (features) traceFeatures(state + offset, trace + (at * FEATURE_COLUMNS << 3));
          else traceLane(state + offset, cells + offset, trace + (at * TRACE_COLUMNS << 3));
        }
    }
    for (let lane = 0; lane < lanes; lane++)
      writeOutcome(state + (<usize>lane << 3), <usize>lane, out + (<usize>((done + lane) * width) << 3));
  }
}
