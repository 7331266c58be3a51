// One block of one path. The order of the steps is normative (plant 1.0 and benchmark 7.3):
//   1 outside price  2 funding  3 choose liquidations (delayed price)  4 draw closes and opens  5 execute and settle
//   6 arbitrage  7 depth refill  8 sensors  9 control  10 metrics
import { closedBasis } from "../../market/arbitrage.ts";
import { liquidationThreshold } from "../../market/book.ts";
import { refilledDepth, withdrawalExponent } from "../../market/liquidity.ts";
import { hazardExponent, hazardFactor } from "../../market/speculators.ts";
import { poissonQuantile } from "../../numeric/poisson-draw.ts";
import { fundingPerCoin } from "../../protocol/funding.ts";
import { riskPrice } from "../../protocol/oracle.ts";
import { add } from "./book.ts";
import { control } from "./control.ts";
import { chooseForced, clearLists, drawCloses, drawOpens, execute, orderStep } from "./events.ts";
import {
  ARBITRAGE_CASH, ARBITRAGE_POSITION, BASIS, BASIS_SENSOR, BOUND, DEPTH, DEPTH_MULTIPLE, DEPTH_RATIO, DISPLACEMENT,
  DRAWDOWN, FIRST_SLOTS, FLOW, FUNDING, FUNDING_INDEX, HARD, INDEX_STRESS, INDEX_VARIANCE, INSURANCE, INSURANCE_RATIO, LOG_INDEX,
  HAZARD, LOG_MARK, LP_CASH, LP_PEAK, LP_POSITION, LP_WORST, MAINTENANCE, MOMENTUM, OPEN, PEAK, RELATIVE_MARK, ROW, SHARES,
  SKEW, STAYING, STRESS, VARIANCE,
} from "./layout.ts";
import { expRow } from "./exp-pair.ts";
import { lookAhead, looksAhead } from "./forecast.ts";
import { recordRows } from "./metrics.ts";
import { addPair, raisePair } from "./pairs.ts";
import { release, shake, shakesActuator } from "./probe.ts";
import {
  annualised, YEAR, arbitrageCapital, arbitrageDelay, band, basisShare, blockTime, closeHazard, coinsLong, coinsShort, depth0,
  depthFloor, fundingResponse, hazardLimit, indexKeep, insurance0, inverseReference, lpEquity, markWeight, momentumKeep,
  momentumResponse, openHazard, panicResponse, permanentShare, price0, refillShare, slots, triggerDelay, varianceGain,
  varianceKeep, withdrawalFloor, withdrawalSlope,
} from "./plant.ts";

let priceRing: usize = 0; // triggerDelay + 1 rows of risk prices
let basisRing: usize = 0; // arbitrageDelay rows of end-of-block bases
let priceRow: usize = 0; // this block's row
let triggerRow: usize = 0; // row of the block that triggers now
let nextTriggerRow: usize = 0; // of the block that will trigger in the next one
let basisRow: usize = 0; // oldest basis; overwritten by this block's

export function useRings(prices: usize, bases: usize): void {
  priceRing = prices;
  basisRing = bases;
}

/** Bytes of both rings. */
export function ringBytes(): usize {
  return <usize>(triggerDelay + 1 + arbitrageDelay) * ROW;
}

/** Points the rings at block k; the same for all lanes. */
export function turnRings(k: i32): void {
  const length = triggerDelay + 1;
  priceRow = priceRing + <usize>(k % length) * ROW;
  triggerRow = priceRing + <usize>((k + 1) % length) * ROW;
  nextTriggerRow = priceRing + <usize>((k + 2) % length) * ROW; // without delay: this block's, the latest there is
  basisRow = basisRing + <usize>(k % arbitrageDelay) * ROW;
}

/** Exponentials that block needs of every lane: mark, hazard factor, staying depth; taken two lanes at a time. */
function exponentials(state: usize, lanes: i32, cells: usize): void {
  for (let i = 0; i < lanes; i++) {
    const s = state + (<usize>i << 3);
    const logMark = load<f64>(cells + (<usize>i << 3)) + load<f64>(s, DISPLACEMENT) + load<f64>(s, BASIS);
    store<f64>(s, logMark, RELATIVE_MARK);
    store<f64>(s, hazardExponent(incentiveOf(s), 1, hazardLimit), HAZARD);
    store<f64>(s, withdrawalExponent(load<f64>(s, STRESS), withdrawalSlope), STAYING);
  }
  expRow(state + RELATIVE_MARK);
  expRow(state + HAZARD);
  expRow(state + STAYING);
}

/** What funding and momentum tell a long to do: positive is a reason to leave. */
// @ts-ignore: decorator
@inline
function incentiveOf(s: usize): f64 {
  return fundingResponse * load<f64>(s, FUNDING) - momentumResponse * load<f64>(s, MOMENTUM);
}

/** Advances all lanes by block k, of which `lanes` are in use. @param path0 path of the first  @param cells the block's scenario rows */
export function stepLanes(state: usize, lanes: i32, path0: u32, k: i32, cells: usize): void {
  if (shakesActuator) shake(state, k);
  exponentials(state, lanes, cells);
  for (let pair: usize = 0; pair < ROW; pair += 16) accrue(state + pair);
  for (let i = 0; i < lanes; i++) {
    const offset = <usize>i << 3;
    trade(state + offset, <usize>i, path0 + <u32>i, k, cells + offset);
  }
  for (let pair: usize = 0; pair < ROW; pair += 16) sense(state + pair, v128.load(cells + pair));
  if (shakesActuator) release(state);
  if (looksAhead) for (let i = 0; i < lanes; i++) lookAhead(state + (<usize>i << 3), <usize>i, k);
  for (let i = 0; i < lanes; i++) {
    const s = state + (<usize>i << 3);
    control(s, <usize>i, path0 + <u32>i, k, price0 * load<f64>(s, RELATIVE_MARK), nextTriggerRow + (<usize>i << 3));
  }
  recordRows(state, k, cells);
}

/** Steps 1 to 7 of one lane. */
// @ts-ignore: decorator
@inline
function trade(s: usize, lane: usize, path: u32, k: i32, scenario: usize): void {
  const x = load<f64>(scenario);
  const basis = load<f64>(s, BASIS);
  const displacement = load<f64>(s, DISPLACEMENT);
  const mark = price0 * load<f64>(s, RELATIVE_MARK);
  const risk = markWeight == 1 ? mark : riskPrice(price0, x + displacement, basis, markWeight);
  store<f64>(priceRow + (lane << 3), risk);
  const trigger = k < triggerDelay ? price0 : load<f64>(triggerRow + (lane << 3));
  const depthBefore = load<f64>(s, DEPTH);
  const move = flows(s, lane, path, k, scenario, mark, trigger);
  arbitrage(s, lane, k, move, depthBefore, mark);
  refill(s);
}

/** Step 2: longs pay shorts when funding is positive; the liquidity providers take the difference. Two lanes at a time. */
// @ts-ignore: decorator
@inline
function accrue(s: usize): void {
  const mark = f64x2.mul(f64x2.splat(price0), v128.load(s, RELATIVE_MARK));
  const funding = v128.load(s, FUNDING);
  const first = fundingPerCoin(f64x2.extract_lane(funding, 0), f64x2.extract_lane(mark, 0), blockTime);
  const second = fundingPerCoin(f64x2.extract_lane(funding, 1), f64x2.extract_lane(mark, 1), blockTime);
  const perCoin = f64x2.replace_lane(f64x2.splat(first), 1, second);
  addPair(s + FUNDING_INDEX, perCoin);
  const long = f64x2.mul(v128.load(s, SHARES), f64x2.splat(coinsLong));
  const net = f64x2.sub(long, f64x2.mul(v128.load(s, SHARES + ROW), f64x2.splat(coinsShort)));
  addPair(s + LP_CASH, f64x2.mul(perCoin, net));
  const value = f64x2.add(v128.load(s, LP_CASH), f64x2.mul(v128.load(s, LP_POSITION), mark));
  const peak = f64x2.pmax(v128.load(s, LP_PEAK), value);
  v128.store(s, peak, LP_PEAK);
  raisePair(s + LP_WORST, f64x2.sub(peak, value));
  const left = f64x2.add(f64x2.add(f64x2.splat(lpEquity), value), v128.load(s, INSURANCE));
  const below = v128.and(f64x2.lt(left, f64x2.splat(0)), f64x2.splat(1));
  raisePair(s + HARD, below);
}

/** Count of events from the stored uniform; `rate` = expected events in the block. */
// @ts-ignore: decorator
@inline
function draws(u: f64, rate: f64): i32 {
  return u <= 1 - rate ? 0 : poissonQuantile(u, rate);
}

/** Steps 3 to 5. Returns the signed log move of the block's order. */
// @ts-ignore: decorator
@inline
function flows(s: usize, lane: usize, path: u32, k: i32, scenario: usize, mark: f64, trigger: f64): f64 {
  const index = load<f64>(s, FUNDING_INDEX);
  const maintenance = load<f64>(s, MAINTENANCE);
  const longThreshold = liquidationThreshold(1, trigger, index, maintenance);
  const shortThreshold = liquidationThreshold(-1, trigger, index, maintenance);
  const forcedLong = load<f64>(s, BOUND) >= longThreshold;
  const forcedShort = load<f64>(s + ROW, BOUND) >= shortThreshold;
  const up = load<f64>(s, HAZARD);
  const down = 1 / up;
  const leave = panicResponse == 0 ? up : hazardFactor(incentiveOf(s) + panicResponse * load<f64>(s, DRAWDOWN), 1, hazardLimit);
  const openLong = load<f64>(s, OPEN);
  const openShort = load<f64>(s + ROW, OPEN);
  const total = <f64>slots;
  const closesLong = draws(load<f64>(scenario + ROW), openLong * closeHazard * leave * blockTime);
  const closesShort = draws(load<f64>(scenario + 2 * ROW), openShort * closeHazard * down * blockTime);
  const opensLong = draws(load<f64>(scenario + 3 * ROW), (total - openLong) * openHazard * down * blockTime);
  const opensShort = draws(load<f64>(scenario + 4 * ROW), (total - openShort) * openHazard * up * blockTime);
  store<f64>(s, 0, FLOW);
  if (!forcedLong && !forcedShort && (closesLong | closesShort | opensLong | opensShort) == 0) return 0;
  clearLists();
  const firstSlots = scenario + FIRST_SLOTS - (lane << 2);
  if (forcedLong) chooseForced(s, lane, 0, k, longThreshold, mark);
  if (forcedShort) chooseForced(s, lane, 1, k, shortThreshold, mark);
  if (closesLong) drawCloses(lane, 0, path, k, closesLong, load<i32>(firstSlots));
  if (closesShort) drawCloses(lane, 1, path, k, closesShort, load<i32>(firstSlots, 32));
  if (opensLong) drawOpens(lane, 0, path, k, opensLong, load<i32>(firstSlots, 64));
  if (opensShort) drawOpens(lane, 1, path, k, opensShort, load<i32>(firstSlots, 96));
  execute(s, lane, k, mark);
  return orderStep;
}

/** Step 6: arbitrage closes part of an earlier basis at the mark, against the liquidity providers; part stays in the index. */
// @ts-ignore: decorator
@inline
function arbitrage(s: usize, lane: usize, k: i32, move: f64, depthBefore: f64, mark: f64): void {
  const seen = k < arbitrageDelay ? 0 : load<f64>(basisRow + (lane << 3));
  const temporary = 1 - permanentShare;
  const capitalMove = temporary > 0 && arbitrageCapital < Infinity ? arbitrageCapital / (temporary * depthBefore) : Infinity;
  const closed = closedBasis(seen, basisShare, band, capitalMove);
  if (closed != 0) {
    const cash = -temporary * closed * depthBefore; // USD bought
    const coins = cash / mark;
    add(s + ARBITRAGE_POSITION, coins);
    add(s + ARBITRAGE_CASH, -cash);
    add(s + LP_POSITION, -coins);
    add(s + LP_CASH, cash);
  }
  const basis = load<f64>(s, BASIS) + (move - closed);
  store<f64>(s, basis, BASIS);
  store<f64>(basisRow + (lane << 3), basis);
  store<f64>(s, load<f64>(s, DISPLACEMENT) * indexKeep + permanentShare * closed, DISPLACEMENT);
}

/** Step 7. */
// @ts-ignore: decorator
@inline
function refill(s: usize): void {
  const stay = max(load<f64>(s, STAYING), withdrawalFloor);
  const target = depth0 * load<f64>(s, DEPTH_MULTIPLE) * stay;
  store<f64>(s, refilledDepth(load<f64>(s, DEPTH), target, refillShare, depthFloor), DEPTH);
}

/** Annualised volatility above its reference, as a share of it; never negative. */
// @ts-ignore: decorator
@inline
export function overshoot(variance: f64): f64 {
  return max(0, annualised(variance) * inverseReference - 1);
}

/** Step 8, two lanes at a time. */
// @ts-ignore: decorator
@inline
function sense(s: usize, x: v128): void {
  const basis = v128.load(s, BASIS);
  const logIndex = f64x2.add(x, v128.load(s, DISPLACEMENT));
  const logMark = f64x2.add(logIndex, basis);
  const change = f64x2.sub(logMark, v128.load(s, LOG_MARK));
  const indexChange = f64x2.sub(logIndex, v128.load(s, LOG_INDEX));
  v128.store(s, logMark, LOG_MARK);
  v128.store(s, logIndex, LOG_INDEX);
  v128.store(s, overshoots(averaged(s + VARIANCE, change)), STRESS);
  v128.store(s, overshoots(averaged(s + INDEX_VARIANCE, indexChange)), INDEX_STRESS);
  v128.store(s, f64x2.add(f64x2.mul(v128.load(s, MOMENTUM), f64x2.splat(momentumKeep)), change), MOMENTUM);
  v128.store(s, skews(s), SKEW);
  v128.store(s, basis, BASIS_SENSOR);
  v128.store(s, f64x2.sub(f64x2.pmax(v128.load(s, PEAK), logMark), logMark), DRAWDOWN);
  v128.store(s, f64x2.div(v128.load(s, DEPTH), f64x2.splat(depth0)), DEPTH_RATIO);
  const fund = insurance0 > 0 ? f64x2.div(v128.load(s, INSURANCE), f64x2.splat(insurance0)) : f64x2.splat(0);
  v128.store(s, fund, INSURANCE_RATIO);
}

/** Exponentially weighted variance at `address` after a change of a log price; stores and returns it. */
// @ts-ignore: decorator
@inline
function averaged(address: usize, change: v128): v128 {
  const kept = f64x2.mul(f64x2.splat(varianceKeep), v128.load(address));
  const variance = f64x2.add(kept, f64x2.mul(f64x2.mul(f64x2.splat(varianceGain), change), change));
  v128.store(address, variance);
  return variance;
}

// @ts-ignore: decorator
@inline
function overshoots(variance: v128): v128 {
  const volatility = f64x2.sqrt(f64x2.mul(variance, f64x2.splat(YEAR)));
  const above = f64x2.sub(f64x2.mul(volatility, f64x2.splat(inverseReference)), f64x2.splat(1));
  return f64x2.pmax(f64x2.splat(0), above);
}

// @ts-ignore: decorator
@inline
function skews(s: usize): v128 {
  const long = f64x2.mul(v128.load(s, SHARES), f64x2.splat(coinsLong));
  const short = f64x2.mul(v128.load(s, SHARES + ROW), f64x2.splat(coinsShort));
  const total = f64x2.add(long, short);
  return v128.and(f64x2.div(f64x2.sub(long, short), total), f64x2.gt(total, f64x2.splat(0)));
}

/** (long - short) / (long + short) coins; 0 for an empty book. */
// @ts-ignore: decorator
@inline
export function skewOf(s: usize): f64 {
  const long = load<f64>(s, SHARES) * coinsLong;
  const short = load<f64>(s + ROW, SHARES) * coinsShort;
  const total = long + short;
  return total > 0 ? (long - short) / total : 0;
}
