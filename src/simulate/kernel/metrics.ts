// Block step 10 and the outcomes of a path, in the order of simulate/outcome.ts.
import { exp, expm1 } from "../../numeric/elementary.ts";
import { add, coinsOf, keysOf, netCoins, paddedSlots, sharesOf, signOf } from "./book.ts";
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

// @ts-ignore: decorator
@inline
function raise(address: usize, value: f64): void {
  if (value > load<f64>(address)) store<f64>(address, value);
}

/** Running metrics of one lane after block k. */
// @ts-ignore: decorator
@inline
export function record(s: usize, k: i32, x: f64): void {
  const logMark = load<f64>(s, LOG_MARK);
  const gap = load<f64>(s, DISPLACEMENT) + load<f64>(s, BASIS);
  const size = abs(gap);
  const funding = load<f64>(s, FUNDING);
  raise(s + PEAK, logMark);
  raise(s + PEAK_OUTSIDE, x);
  raise(s + WORST, load<f64>(s, PEAK) - logMark);
  raise(s + WORST_OUTSIDE, load<f64>(s, PEAK_OUTSIDE) - x);
  raise(s + PEAK_GAP, size);
  add(s + GAP_SQUARES, gap * gap);
  add(s + GAP_AREA, size * blockTime);
  add(s + LEVERAGE_SUM, 1 / load<f64>(s, INITIAL_MARGIN));
  add(s + EXTRA_DEPTH, (load<f64>(s, DEPTH_MULTIPLE) - 1) * blockDays);
  if (load<f64>(s, INSURANCE) < load<f64>(s, LEAST_INSURANCE)) store<f64>(s, load<f64>(s, INSURANCE), LEAST_INSURANCE);
  if (load<f64>(s, DEPTH) < load<f64>(s, LEAST_DEPTH)) store<f64>(s, load<f64>(s, DEPTH), LEAST_DEPTH);
  if (logMark < load<f64>(s, LOWEST)) store<f64>(s, logMark, LOWEST);
  if ((k + 1) % barBlocks == 0) bar(s, x, logMark);
  if (k + 1 < blocks) payFunding(s, funding); // what is charged in the next block
}

/** Funding is charged from the next block on, so it is counted when it is charged. */
// @ts-ignore: decorator
@inline
function payFunding(s: usize, funding: f64): void {
  add(s + FUNDING_PAID, abs(funding) * blockDays);
  add(s + FUNDING_SQUARES, funding * funding);
  add(s + FUNDING_SUM, funding);
}

/** One-minute bar: quadratic variation and the leverage really carried. */
function bar(s: usize, x: f64, logMark: f64): void {
  const change = logMark - load<f64>(s, BAR_MARK);
  const outside = x - load<f64>(s, BAR_OUTSIDE);
  add(s + VARIATION_MARK, change * change);
  add(s + VARIATION_OUTSIDE, outside * outside);
  store<f64>(s, logMark, BAR_MARK);
  store<f64>(s, x, BAR_OUTSIDE);
  const mark = price0 * exp(logMark);
  const index = load<f64>(s, FUNDING_INDEX);
  const long = load<f64>(s, SHARES);
  const short = load<f64>(s + ROW, SHARES);
  const equity =
    coinsLong * (long * (mark - index) - load<f64>(s, KEY_SUM)) +
    coinsShort * (short * (index - mark) - load<f64>(s + ROW, KEY_SUM));
  const interest = (long * coinsLong + short * coinsShort) * mark;
  if (equity > 0) add(s + LEVERAGE_USED, interest / equity);
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
