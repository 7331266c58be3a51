// Block step 10 and the outcomes of a path, in the order of simulate/outcome.ts.
import { exp, expm1 } from "../../numeric/elementary.ts";
import { expPair } from "./exp-pair.ts";
import { addPair, lowerPair, raisePair } from "./pairs.ts";
import { coinsOf, keysOf, netCoins, sharesOf, signOf } from "./book.ts";
import {
  ARBITRAGE_CASH, ARBITRAGE_POSITION, BAD_DEBT, BAR_MARK, BAR_OUTSIDE, BASIS, CHURN, CLOSES, CONTROL_CHURN, DEPOSITS, DEPTH,
  DEPTH_MULTIPLE, DISPLACEMENT, EXTRA_DEPTH, FUNDING, FUNDING_INDEX, FUNDING_PAID, FUNDING_SQUARES, FUNDING_STEP,
  FUNDING_SUM, GAP_AREA, GAP_SQUARES, HARD, INITIAL_MARGIN, INSURANCE, KEY_SUM, LAST_LIQUIDATION, LEAST_DEPTH,
  LEAST_INSURANCE, LEVERAGE_SUM, LEVERAGE_USED, LIQUIDATED, LIQUIDATED_USD, LIQUIDATIONS, LOG_MARK, LOWEST, LP_CASH,
  LP_POSITION, LP_WORST, OPENS, PEAK, PEAK_GAP, PEAK_OUTSIDE, RETURNED, ROW, SHARES, UPDATES, VARIATION_MARK,
  VARIATION_OUTSIDE, WORST, WORST_OUTSIDE,
} from "./layout.ts";
import {
  barBlocks, blockDays, blocks, blockTime, coinsLong, coinsShort, insurance0, lpEquity, price0, slots,
} from "./plant.ts";

/** Running metrics of all lanes after block k, two lanes at a time. @param cells scenario row of the outside price */
export function recordRows(state: usize, k: i32, cells: usize): void {
  const closesBar = (k + 1) % barBlocks == 0;
  for (let pair: usize = 0; pair < ROW; pair += 16) {
    const s = state + pair;
    const x = v128.load(cells + pair);
    record(s, x);
    if (closesBar) bar(s, x);
    if (k + 1 < blocks) payFunding(s); // what is charged in the next block
  }
}

// @ts-ignore: decorator
@inline
function record(s: usize, x: v128): void {
  const logMark = v128.load(s, LOG_MARK);
  const gap = f64x2.add(v128.load(s, DISPLACEMENT), v128.load(s, BASIS));
  const size = f64x2.abs(gap);
  const peak = f64x2.pmax(v128.load(s, PEAK), logMark);
  const peakOutside = f64x2.pmax(v128.load(s, PEAK_OUTSIDE), x);
  v128.store(s, peak, PEAK);
  v128.store(s, peakOutside, PEAK_OUTSIDE);
  raisePair(s + WORST, f64x2.sub(peak, logMark));
  raisePair(s + WORST_OUTSIDE, f64x2.sub(peakOutside, x));
  raisePair(s + PEAK_GAP, size);
  addPair(s + GAP_SQUARES, f64x2.mul(gap, gap));
  addPair(s + GAP_AREA, f64x2.mul(size, f64x2.splat(blockTime)));
  addPair(s + LEVERAGE_SUM, f64x2.div(f64x2.splat(1), v128.load(s, INITIAL_MARGIN)));
  const extra = f64x2.sub(v128.load(s, DEPTH_MULTIPLE), f64x2.splat(1));
  addPair(s + EXTRA_DEPTH, f64x2.mul(extra, f64x2.splat(blockDays)));
  lowerPair(s + LEAST_INSURANCE, v128.load(s, INSURANCE));
  lowerPair(s + LEAST_DEPTH, v128.load(s, DEPTH));
  lowerPair(s + LOWEST, logMark);
}

/** Funding is charged from the next block on, so it is counted when it is charged. */
// @ts-ignore: decorator
@inline
function payFunding(s: usize): void {
  const funding = v128.load(s, FUNDING);
  addPair(s + FUNDING_PAID, f64x2.mul(f64x2.abs(funding), f64x2.splat(blockDays)));
  addPair(s + FUNDING_SQUARES, f64x2.mul(funding, funding));
  addPair(s + FUNDING_SUM, funding);
}

/** One-minute bar: quadratic variation and the leverage really carried. */
function bar(s: usize, x: v128): void {
  const logMark = v128.load(s, LOG_MARK);
  const change = f64x2.sub(logMark, v128.load(s, BAR_MARK));
  const outside = f64x2.sub(x, v128.load(s, BAR_OUTSIDE));
  addPair(s + VARIATION_MARK, f64x2.mul(change, change));
  addPair(s + VARIATION_OUTSIDE, f64x2.mul(outside, outside));
  v128.store(s, logMark, BAR_MARK);
  v128.store(s, x, BAR_OUTSIDE);
  const mark = f64x2.mul(f64x2.splat(price0), expPair(logMark));
  const fromIndex = f64x2.sub(mark, v128.load(s, FUNDING_INDEX));
  const long = v128.load(s, SHARES);
  const short = v128.load(s, SHARES + ROW);
  const longEquity = f64x2.sub(f64x2.mul(long, fromIndex), v128.load(s, KEY_SUM));
  const shortEquity = f64x2.sub(f64x2.mul(short, f64x2.neg(fromIndex)), v128.load(s, KEY_SUM + ROW));
  const equity = f64x2.add(f64x2.mul(f64x2.splat(coinsLong), longEquity), f64x2.mul(f64x2.splat(coinsShort), shortEquity));
  const coins = f64x2.add(f64x2.mul(long, f64x2.splat(coinsLong)), f64x2.mul(short, f64x2.splat(coinsShort)));
  const leverage = f64x2.div(f64x2.mul(coins, mark), equity);
  addPair(s + LEVERAGE_USED, v128.and(leverage, f64x2.gt(equity, f64x2.splat(0))));
}

/** All money at the end minus all money put in, USD, recounted position by position. */
function conservationError(s: usize, lane: usize, mark: f64): f64 {
  let total = load<f64>(s, RETURNED) + load<f64>(s, LP_CASH) + load<f64>(s, LP_POSITION) * mark;
  total += load<f64>(s, ARBITRAGE_CASH) + load<f64>(s, ARBITRAGE_POSITION) * mark;
  total += load<f64>(s, INSURANCE) - insurance0 - load<f64>(s, DEPOSITS);
  const index = load<f64>(s, FUNDING_INDEX);
  for (let side: usize = 0; side < 2; side++) {
    const keys = keysOf(lane, side);
    const shares = sharesOf(lane, side);
    for (let i = 0; i < slots; i++) {
      const key = load<f64>(keys + (<usize>i << 3));
      if (key == -Infinity) continue;
      total += load<f64>(shares + (<usize>i << 3)) * coinsOf(side) * (signOf(side) * (mark - index) - key);
    }
  }
  return total;
}

/** Writes the outcomes of a lane to `out`. */
export function writeOutcome(s: usize, lane: usize, out: usize): void {
  const n = <f64>blocks;
  const mark = price0 * exp(load<f64>(s, LOG_MARK));
  const worst = -expm1(-load<f64>(s, WORST));
  const outside = -expm1(-load<f64>(s, WORST_OUTSIDE));
  const badDebt = load<f64>(s, BAD_DEBT);
  const meanFunding = load<f64>(s, FUNDING_SUM) / n;
  const meanSquare = load<f64>(s, FUNDING_SQUARES) / n;
  const bars = <f64>max(1, blocks / barBlocks);
  const interest0 = (coinsLong + coinsShort) * <f64>slots * price0;
  let o = out;
  o = put(o, worst);
  o = put(o, outside);
  o = put(o, worst - outside);
  o = put(o, load<f64>(s, PEAK_GAP));
  o = put(o, sqrt(load<f64>(s, GAP_SQUARES) / n));
  o = put(o, load<f64>(s, LIQUIDATED_USD));
  o = put(o, badDebt);
  o = put(o, badDebt > 0 ? 1 : 0);
  o = put(o, load<f64>(s, LEAST_INSURANCE));
  o = put(o, load<f64>(s, FUNDING_PAID));
  o = put(o, sqrt(meanSquare));
  o = put(o, load<f64>(s, CHURN));
  o = put(o, load<f64>(s, LEVERAGE_SUM) / n);
  o = put(o, load<f64>(s, EXTRA_DEPTH));
  o = put(o, load<f64>(s, LIQUIDATIONS));
  o = put(o, load<f64>(s, CLOSES));
  o = put(o, load<f64>(s, OPENS));
  o = put(o, mark);
  o = put(o, -expm1(load<f64>(s, LOWEST)));
  o = put(o, load<f64>(s, GAP_AREA));
  o = put(o, load<f64>(s, LEAST_DEPTH));
  o = put(o, load<f64>(s, VARIATION_MARK));
  o = put(o, load<f64>(s, VARIATION_OUTSIDE));
  o = put(o, load<f64>(s, HARD));
  o = put(o, (load<f64>(s, LP_CASH) + load<f64>(s, LP_POSITION) * mark) / lpEquity);
  o = put(o, load<f64>(s, LP_WORST) / lpEquity);
  o = put(o, sqrt(max(0, meanSquare - meanFunding * meanFunding)));
  o = put(o, load<f64>(s, FUNDING_STEP));
  o = put(o, load<f64>(s, CONTROL_CHURN));
  o = put(o, load<f64>(s, UPDATES));
  o = put(o, load<f64>(s, LEVERAGE_USED) / bars);
  o = put(o, interest0 > 0 ? load<f64>(s, LIQUIDATED_USD) / interest0 : 0);
  o = put(o, load<f64>(s, LIQUIDATED) / <f64>slots);
  o = put(o, load<f64>(s + ROW, LIQUIDATED) / <f64>slots);
  o = put(o, load<f64>(s, LAST_LIQUIDATION));
  o = put(o, load<f64>(s, INSURANCE));
  o = put(o, load<f64>(s, DEPTH));
  o = put(o, conservationError(s, lane, mark));
  o = put(o, netCoins(s) + load<f64>(s, LP_POSITION) + load<f64>(s, ARBITRAGE_POSITION));
  put(o, load<f64>(s, DEPOSITS));
}

// @ts-ignore: decorator
@inline
function put(address: usize, value: f64): usize {
  store<f64>(address, value);
  return address + 8;
}
