// Block step 8 and 9: the loops issue a command; the command of some blocks ago moves the actuators.
import { pidStep } from "../../control/pid.ts";
import { adaptiveRate, chargedRate, imbalance } from "../../protocol/adaptive-funding.ts";
import { slewed } from "../../protocol/margin.ts";
import { premiumRate } from "../../protocol/premium-funding.ts";
import { fundingVelocity } from "../../protocol/velocity-funding.ts";
import { add, netCoins } from "./book.ts";
import {
  BASIS, CAP, CHURN, COMMANDS, CONTROL_CHURN, DEPTH_MULTIPLE, FUNDING, FUNDING_STEP, INDEX_STRESS, INITIAL_MARGIN, LOOPS,
  LOOP_BYTES, MAINTENANCE, PREMIUM_SUM, RATE, ROW, SENSORS, SHARES, STRESS, UPDATES,
} from "./layout.ts";
import {
  blockDays, blockTime, cap0, coinsLong, coinsShort, commandDelay, depthShare, law, maintenance0, maintenanceCeiling,
  margin0, marginSlew, parameter, parameters, premiumWindow, stressFromIndex,
} from "./plant.ts";

const MARGIN: usize = 0;
const MAINTENANCE_LOOP: usize = 1;
const FUNDING_LOOP: usize = 2;
const DEPTH_LOOP: usize = 3;
const CAP_LOOP: usize = 4;

const PREMIUM: i32 = 0;
const VELOCITY: i32 = 1;
const ADAPTIVE: i32 = 2;
const CONTROLLER: i32 = 3;

let ring: usize = 0; // commandDelay + 1 entries of five rows
let issueEntry: usize = 0; // this block's
let arrivedEntry: usize = 0; // the one that arrives in this block
let windowEnds: bool = false; // the premium rule averages up to this block
/** Which loops have anything to do: a loop without gains holds its actuator at rest. Bit per loop. */
let active: i32 = 0;
let churnScale: f64 = 1; // largest funding rate of the loop

// @ts-ignore: decorator
@inline
function loopTable(loop: usize): usize {
  return parameters + slot("margin.kp") + loop * (slot("maintenance.kp") - slot("margin.kp"));
}

// @ts-ignore: decorator
@inline
function hasGain(loop: usize): bool {
  const t = loopTable(loop);
  return load<f64>(t + row("kp")) != 0 || load<f64>(t + row("ki")) != 0 || load<f64>(t + row("kd")) != 0 ||
    load<f64>(t + row("feedForward")) != 0 || load<f64>(t + row("stressRise")) != 0 || load<f64>(t + row("stressRelief")) != 0;
}

/** Output of a loop at rest, inside its bounds. */
export function atRest(loop: usize): f64 {
  if (loop == MARGIN) return margin0;
  if (loop == MAINTENANCE_LOOP) return maintenance0;
  if (loop == FUNDING_LOOP) return 0;
  return loop == DEPTH_LOOP ? 1 : cap0;
}

export function useCommands(address: usize): void {
  ring = address;
  active = 0;
  for (let loop: usize = 0; loop < COMMANDS; loop++) if (hasGain(loop)) active |= 1 << <i32>loop;
  if (law != CONTROLLER) active &= ~(1 << <i32>FUNDING_LOOP);
  const limit = parameter(slot("funding.max"));
  churnScale = limit > 0 && limit < Infinity ? limit : 1;
}

/** Points the ring at block k; the same for all lanes. */
export function turnCommands(k: i32): void {
  const length = commandDelay + 1;
  issueEntry = ring + <usize>(k % length) * COMMANDS * ROW;
  arrivedEntry = ring + <usize>((k + 1) % length) * COMMANDS * ROW;
  windowEnds = (k + 1) % premiumWindow == 0;
}

export function commandBytes(): usize {
  return <usize>(commandDelay + 1) * COMMANDS * ROW;
}

/** Actuators and loop memories of a lane at rest. */
export function resetActuators(s: usize): void {
  store<f64>(s, margin0, INITIAL_MARGIN);
  store<f64>(s, maintenance0, MAINTENANCE);
  store<f64>(s, 1, DEPTH_MULTIPLE);
  store<f64>(s, cap0, CAP);
  for (let loop: usize = 0; loop < COMMANDS; loop++) store<f64>(s + LOOPS + loop * LOOP_BYTES + 3 * ROW, atRest(loop));
}

/** Rate that the funding rule on chain asks for after this block, 1/day. */
function ruleRate(s: usize, mark: f64): f64 {
  if (law == PREMIUM) {
    const sum = load<f64>(s, PREMIUM_SUM) + load<f64>(s, BASIS);
    store<f64>(s, windowEnds ? 0 : sum, PREMIUM_SUM);
    if (windowEnds) store<f64>(s, premiumRate(sum / <f64>premiumWindow, parameter(slot("premium.interest")), parameter(slot("premium.clamp")), parameter(slot("premium.limit"))), RATE);
    return load<f64>(s, RATE);
  }
  const rate = load<f64>(s, RATE);
  if (law == VELOCITY) {
    const velocity = fundingVelocity(netCoins(s), parameter(slot("velocity.skewScale")), parameter(slot("velocity.max")));
    const next = rate + velocity * blockDays;
    store<f64>(s, next, RATE);
    return 0.5 * (rate + next); // the mean over the block is what accrues
  }
  const difference = netCoins(s) * mark;
  const total = (load<f64>(s, SHARES) * coinsLong + load<f64>(s + ROW, SHARES) * coinsShort) * mark;
  const x = imbalance(difference, total, parameter(slot("adaptive.exponent")));
  const most = parameter(slot("adaptive.max"));
  const next = adaptiveRate(rate, difference, x, parameter(slot("adaptive.increase")), parameter(slot("adaptive.decrease")), parameter(slot("adaptive.stableThreshold")), parameter(slot("adaptive.decreaseThreshold")), blockDays);
  const saved = max(-most, min(most, next));
  store<f64>(s, saved, RATE);
  return chargedRate(saved, parameter(slot("adaptive.min")), most);
}

// @ts-ignore: decorator
@inline
function loopOutput(s: usize, loop: usize, stress: f64): f64 {
  return pidStep(<i32>loopTable(loop), <i32>(s + LOOPS + loop * LOOP_BYTES), <i32>ROW, <i32>(s + SENSORS), atRest(loop), stress, blockTime);
}

/** Writes the command of block k to its place in the ring. */
function issue(s: usize, lane: usize, mark: f64): void {
  const entry = issueEntry + (lane << 3);
  const stress = stressFromIndex ? load<f64>(s, INDEX_STRESS) : load<f64>(s, STRESS);
  let updated = false;
  for (let loop: usize = 0; loop < COMMANDS; loop++) {
    if (!(active & (1 << <i32>loop))) continue;
    const last = load<f64>(s + LOOPS + loop * LOOP_BYTES + 3 * ROW);
    const output = loopOutput(s, loop, stress);
    store<f64>(entry + loop * ROW, output);
    if (output == last) continue;
    updated = true;
    const rest = loop == FUNDING_LOOP ? churnScale : atRest(loop);
    add(s + CONTROL_CHURN, abs(output - last) / rest);
  }
  if (updated) add(s + UPDATES, 1);
  if (law == PREMIUM) store<f64>(entry + FUNDING_LOOP * ROW, ruleRate(s, mark));
}

// @ts-ignore: decorator
@inline
function arrived(entry: usize, loop: usize, early: bool): f64 {
  return early || !(active & (1 << <i32>loop)) ? atRest(loop) : load<f64>(entry + loop * ROW);
}

/** One block of the control layer of one lane. `mark` is the price at the start of the block. */
export function control(s: usize, lane: usize, k: i32, mark: f64): void {
  issue(s, lane, mark);
  const early = k < commandDelay;
  const entry = arrivedEntry + (lane << 3);
  const margins = (1 << <i32>MARGIN) | (1 << <i32>MAINTENANCE_LOOP);
  if (active & margins) moveMargins(s, arrived(entry, MARGIN, early), arrived(entry, MAINTENANCE_LOOP, early));
  if (active & (1 << <i32>DEPTH_LOOP)) {
    const multiple = load<f64>(s, DEPTH_MULTIPLE);
    store<f64>(s, multiple + (arrived(entry, DEPTH_LOOP, early) - multiple) * depthShare, DEPTH_MULTIPLE);
  }
  if (active & (1 << <i32>CAP_LOOP)) store<f64>(s, arrived(entry, CAP_LOOP, early), CAP);
  charge(s, law == VELOCITY || law == ADAPTIVE ? ruleRate(s, mark) : delayedFunding(entry, early));
}

// @ts-ignore: decorator
@inline
function delayedFunding(entry: usize, early: bool): f64 {
  if (early || (law == CONTROLLER && !(active & (1 << <i32>FUNDING_LOOP)))) return 0;
  return load<f64>(entry + FUNDING_LOOP * ROW);
}

function moveMargins(s: usize, margin: f64, maintenance: f64): void {
  const before = load<f64>(s, INITIAL_MARGIN);
  const after = slewed(before, margin, marginSlew);
  store<f64>(s, after, INITIAL_MARGIN);
  add(s + CHURN, abs(after - before) / margin0);
  const target = min(maintenance, maintenanceCeiling * after);
  store<f64>(s, slewed(load<f64>(s, MAINTENANCE), target, marginSlew / 2), MAINTENANCE);
}

// @ts-ignore: decorator
@inline
function charge(s: usize, rate: f64): void {
  const step = abs(rate - load<f64>(s, FUNDING));
  if (step > load<f64>(s, FUNDING_STEP)) store<f64>(s, step, FUNDING_STEP);
  store<f64>(s, rate, FUNDING);
}
