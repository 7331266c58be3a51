// Block step 8 and 9: the loops issue a command; the command of some blocks ago moves the actuators.
import { COMPENSATOR_NUMBERS } from "../../control/compensator.ts";
import { loopStep, STATE } from "../../control/loop.ts";
import { guardBand, largestRaise } from "../../control/margin-guardrail.ts";
import { pidStep } from "../../control/pid.ts";
import { adaptiveRate, chargedRate, imbalance } from "../../protocol/adaptive-funding.ts";
import { slewed } from "../../protocol/margin.ts";
import { premiumRate } from "../../protocol/premium-funding.ts";
import { fundingVelocity } from "../../protocol/velocity-funding.ts";
import { liquidationThreshold } from "../../market/book.ts";
import { add, netCoins, notionalBetween } from "./book.ts";
import {
  BASIS, CAP, CHURN, COMMANDS, CONTROL_CHURN, DEPTH_MULTIPLE, DEPTH, FUNDING, FUNDING_INDEX, FUNDING_STEP, INDEX_STRESS, INITIAL_MARGIN, LOOPS,
  LOOP_BYTES, MAINTENANCE, PREMIUM_SUM, RATE, ROW, SENSORS, SHARES, STRESS, UPDATES,
} from "./layout.ts";
import {
  blockDays, blockTime, cap0, coinsLong, coinsShort, commandDelay, depthShare, guardrail, law, price0, triggerDelay, maintenance0, maintenanceCeiling,
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
/** Which loops have another structure than pid. Bit per loop. */
let structured: i32 = 0;
let seed: i32 = 0;
let churnScale: f64 = 1; // largest funding rate of the loop

// @ts-ignore: decorator
@inline
function loopTable(loop: usize): usize {
  return parameters + slot("margin.kp") + loop * (slot("maintenance.kp") - slot("margin.kp"));
}

function feedsBack(table: usize): bool {
  return load<f64>(table + row("kp")) != 0 || load<f64>(table + row("ki")) != 0 || load<f64>(table + row("kd")) != 0;
}

// @ts-ignore: decorator
@inline
function hasGain(loop: usize): bool {
  const t = loopTable(loop);
  return feedsBack(t) || load<f64>(t + row("feedForward")) != 0 || load<f64>(t + row("stressRise")) != 0 || load<f64>(t + row("stressRelief")) != 0;
}

/** Output of a loop at rest, inside its bounds. */
export function atRest(loop: usize): f64 {
  if (loop == MARGIN) return margin0;
  if (loop == MAINTENANCE_LOOP) return maintenance0;
  if (loop == FUNDING_LOOP) return 0;
  return loop == DEPTH_LOOP ? 1 : cap0;
}

/** Returns which sensors the loops read: bit per sensor. */
export function useCommands(address: usize, seedWord: u32): i32 {
  ring = address;
  seed = <i32>seedWord;
  active = 0;
  structured = 0;
  for (let loop: usize = 0; loop < COMMANDS; loop++) {
    if (load<f64>(loopTable(loop) + row("structure")) != 0) structured |= 1 << <i32>loop;
    if (hasGain(loop)) active |= 1 << <i32>loop;
  }
  active |= structured;
  if (law != CONTROLLER) active &= ~(1 << <i32>FUNDING_LOOP);
  const limit = parameter(slot("funding.max"));
  churnScale = limit > 0 && limit < Infinity ? limit : 1;
  let sensors: i32 = 0;
  for (let loop: usize = 0; loop < COMMANDS; loop++) if (active & (1 << <i32>loop)) sensors |= sensorsOf(loopTable(loop));
  return sensors;
}

/** Sensors that the law and the feed-forward of a loop read. */
function sensorsOf(table: usize): i32 {
  const measures = <i32>load<f64>(table + row("structure")) == STATE || feedsBack(table);
  let sensors: i32 = measures ? 1 << <i32>load<f64>(table + row("sensor")) : 0;
  if (load<f64>(table + row("feedForward")) != 0) sensors |= 1 << <i32>load<f64>(table + row("feedForwardSensor"));
  return sensors;
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
function loopOutput(s: usize, path: u32, loop: usize, stress: f64): f64 {
  const table = <i32>loopTable(loop);
  const memory = <i32>(s + LOOPS + loop * LOOP_BYTES);
  if (!(structured & (1 << <i32>loop))) return pidStep(table, memory, <i32>ROW, <i32>(s + SENSORS), atRest(loop), stress, blockTime);
  return loopStep(
    table, <i32>(parameters + slot("schedule.volatilityCalm")), <i32>(parameters + slot("governance.period")),
    <i32>(parameters + slot("end")) + <i32>loop * 8 * COMPENSATOR_NUMBERS, memory, <i32>ROW, <i32>(s + SENSORS),
    atRest(loop), stress, blockTime, seed, <i32>path, <i32>loop,
  );
}

/** Writes the command of block k to its place in the ring. */
function issue(s: usize, lane: usize, path: u32, mark: f64): void {
  const entry = issueEntry + (lane << 3);
  const stress = stressFromIndex ? load<f64>(s, INDEX_STRESS) : load<f64>(s, STRESS);
  let updated = false;
  for (let loop: usize = 0; loop < COMMANDS; loop++) {
    if (!(active & (1 << <i32>loop))) continue;
    const last = load<f64>(s + LOOPS + loop * LOOP_BYTES + 3 * ROW);
    const output = loopOutput(s, path, loop, stress);
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

/**
 * One block of the control layer of one lane.
 * @param mark price at the start of the block  @param trigger address of the risk price that the next block acts on
 */
export function control(s: usize, lane: usize, path: u32, k: i32, mark: f64, trigger: usize): void {
  issue(s, lane, path, mark);
  const early = k < commandDelay;
  const entry = arrivedEntry + (lane << 3);
  const margins = (1 << <i32>MARGIN) | (1 << <i32>MAINTENANCE_LOOP);
  if (active & margins) moveMargins(s, lane, arrived(entry, MARGIN, early), arrived(entry, MAINTENANCE_LOOP, early), mark, k + 1 < triggerDelay ? price0 : load<f64>(trigger));
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

function moveMargins(s: usize, lane: usize, margin: f64, maintenance: f64, mark: f64, trigger: f64): void {
  const before = load<f64>(s, INITIAL_MARGIN);
  const after = slewed(before, margin, marginSlew);
  store<f64>(s, after, INITIAL_MARGIN);
  add(s + CHURN, abs(after - before) / margin0);
  const target = min(maintenance, maintenanceCeiling * after);
  const present = load<f64>(s, MAINTENANCE);
  const next = slewed(present, target, marginSlew / 2);
  const held = next > present && guardrail < Infinity; // lowering is free
  store<f64>(s, held ? present + guardedRaise(s, lane, present, next - present, mark, trigger) : next, MAINTENANCE);
}

/** The raise of the maintenance margin that the guardrail leaves of `raise`. */
function guardedRaise(s: usize, lane: usize, maintenance: f64, raise: f64, mark: f64, trigger: f64): f64 {
  const band = guardBand(maintenance, raise);
  const index = load<f64>(s, FUNDING_INDEX);
  let density: f64 = 0;
  for (let side: usize = 0; side < 2; side++) {
    const sign: f64 = side == 0 ? 1 : -1;
    const threshold = liquidationThreshold(sign, trigger, index, maintenance);
    const width = band * trigger * (1 - sign * maintenance);
    density = max(density, notionalBetween(lane, side, threshold - width, threshold, mark) / band);
  }
  return min(raise, largestRaise(maintenance, guardrail, load<f64>(s, DEPTH), density));
}

// @ts-ignore: decorator
@inline
function charge(s: usize, rate: f64): void {
  const step = abs(rate - load<f64>(s, FUNDING));
  if (step > load<f64>(s, FUNDING_STEP)) store<f64>(s, step, FUNDING_STEP);
  store<f64>(s, rate, FUNDING);
}
