// The books of eight paths and the ledger entries of opening and closing a position.
import { collateralExponent, equityPerCoin, openingKey } from "../../market/book.ts";
import { exp, log } from "../../numeric/elementary.ts";
import { feePaid, insurancePayout } from "../../protocol/waterfall.ts";
import { expPair } from "./exp-pair.ts";
import {
  BAD_DEBT, BOUND, DEPOSITS, FUNDING_INDEX, INITIAL_MARGIN, INSURANCE, KEY_SUM, LP_CASH, LP_POSITION, OPEN, RETURNED,
  ROW, SHARES,
} from "./layout.ts";
import { coinsLong, coinsShort, leastLeverage, slots } from "./plant.ts";

/** Addresses of the arrays of all lanes and sides: keys, shares (parts only) and the block of the last draw. */
let keysBase: usize = 0;
let sharesBase: usize = 0;
let touchedBase: usize = 0;
let padded: usize = 0; // slots per side, even
let logLeast: f64 = 0; // log of the smallest leverage
let lastMargin: f64 = 1;
let lastLogMargin: f64 = 0;

export function useBooks(keys: usize, shares: usize, touched: usize): void {
  keysBase = keys;
  sharesBase = shares;
  touchedBase = touched;
  padded = <usize>((slots + 1) & ~1);
  logLeast = leastLeverage <= 1 ? 0 : log(leastLeverage);
}

// @ts-ignore: decorator
@inline
export function paddedSlots(): i32 {
  return <i32>padded;
}

/** Keys of one side of one lane; side 0 long, 1 short. */
// @ts-ignore: decorator
@inline
export function keysOf(lane: usize, side: usize): usize {
  return keysBase + (((lane << 1) + side) * padded << 3);
}

// @ts-ignore: decorator
@inline
export function sharesOf(lane: usize, side: usize): usize {
  return sharesBase + (((lane << 1) + side) * padded << 3);
}

// @ts-ignore: decorator
@inline
export function touchedOf(lane: usize, side: usize): usize {
  return touchedBase + (((lane << 1) + side) * padded << 2);
}

// @ts-ignore: decorator
@inline
export function coinsOf(side: usize): f64 {
  return side == 0 ? coinsLong : coinsShort;
}

// @ts-ignore: decorator
@inline
export function signOf(side: usize): f64 {
  return side == 0 ? 1 : -1;
}

// @ts-ignore: decorator
@inline
export function add(address: usize, amount: f64): void {
  store<f64>(address, load<f64>(address) + amount);
}

/** Opens a slot at `price` with leverage quantile `u`. */
export function openPosition(s: usize, lane: usize, side: usize, slotNumber: i32, price: f64, u: f64): void {
  place(s, lane, side, slotNumber, price, exp(collateralExponent(u, logMarginOf(s), logLeast)));
}

/** Log of the initial margin; most opens have the margin of the open before. */
// @ts-ignore: decorator
@inline
function logMarginOf(s: usize): f64 {
  const margin = load<f64>(s, INITIAL_MARGIN);
  if (margin != lastMargin) {
    lastMargin = margin;
    lastLogMargin = log(margin);
  }
  return lastLogMargin;
}

/** Opens every slot of a lane. `quantiles` lie where the keys will: of the long and the short of a slot, two at a time. */
export function openAll(s: usize, lane: usize, price: f64): void {
  const long = keysOf(lane, 0);
  const short = keysOf(lane, 1);
  const logMargin = logMarginOf(s);
  for (let i = 0; i < slots; i++) {
    const at = <usize>i << 3;
    const first = collateralExponent(load<f64>(long + at), logMargin, logLeast);
    const second = collateralExponent(load<f64>(short + at), logMargin, logLeast);
    const shares = expPair(f64x2.replace_lane(f64x2.splat(first), 1, second));
    store<f64>(long + at, f64x2.extract_lane(shares, 0));
    store<f64>(short + at, f64x2.extract_lane(shares, 1));
  }
  for (let side: usize = 0; side < 2; side++)
    for (let i = 0; i < slots; i++) place(s, lane, side, i, price, load<f64>(keysOf(lane, side) + (<usize>i << 3)));
}

/** Opens a slot at `price` with `collateral` over notional. */
function place(s: usize, lane: usize, side: usize, slotNumber: i32, price: f64, collateral: f64): void {
  const sign = signOf(side);
  const coins = coinsOf(side);
  const key = openingKey(sign, price, load<f64>(s, FUNDING_INDEX), collateral);
  const at = <usize>slotNumber << 3;
  const row = side * ROW;
  store<f64>(keysOf(lane, side) + at, key);
  store<f64>(sharesOf(lane, side) + at, 1);
  store<f64>(s + row, max(load<f64>(s + row, BOUND), key), BOUND);
  add(s + row + OPEN, 1);
  add(s + row + SHARES, 1);
  add(s + row + KEY_SUM, key);
  add(s + DEPOSITS, coins * price * collateral);
  add(s + LP_POSITION, -sign * coins);
  add(s + LP_CASH, sign * coins * price);
}

/** Closes `share` of a full slot at `price`; the loss waterfall takes the rest. `fee` is the share of notional owed. */
export function closePosition(s: usize, lane: usize, side: usize, slotNumber: i32, price: f64, share: f64, fee: f64): void {
  const sign = signOf(side);
  const coins = coinsOf(side) * share;
  const at = <usize>slotNumber << 3;
  const row = side * ROW;
  const keyAddress = keysOf(lane, side) + at;
  const key = load<f64>(keyAddress);
  const left = load<f64>(sharesOf(lane, side) + at) - share;
  store<f64>(sharesOf(lane, side) + at, left);
  if (left <= 0) {
    store<f64>(keyAddress, -Infinity);
    add(s + row + OPEN, -1);
  }
  const empty = load<f64>(s + row, OPEN) == 0; // then the sums are zero, whatever the parts summed to in rounding
  store<f64>(s + row, empty ? 0 : load<f64>(s + row, SHARES) - share, SHARES);
  store<f64>(s + row, empty ? 0 : load<f64>(s + row, KEY_SUM) - share * key, KEY_SUM);
  add(s + LP_POSITION, sign * coins);
  add(s + LP_CASH, -sign * coins * price);
  settle(s, coins * equityPerCoin(sign, price, load<f64>(s, FUNDING_INDEX), key), fee * coins * price);
}

/** Trader's equity, insurance fund, liquidity providers, in this order. */
function settle(s: usize, equity: f64, fee: f64): void {
  const paid = feePaid(equity, fee);
  const payout = insurancePayout(equity, load<f64>(s, INSURANCE));
  add(s + INSURANCE, paid - payout);
  if (equity >= 0) {
    add(s + RETURNED, equity - paid);
    return;
  }
  const shortfall = -equity - payout;
  add(s + BAD_DEBT, shortfall);
  add(s + LP_CASH, -shortfall);
}

/** USD at `price` of the positions of a side whose keys lie in [low, high). */
export function notionalBetween(lane: usize, side: usize, low: f64, high: f64, price: f64): f64 {
  const keys = keysOf(lane, side);
  const shares = sharesOf(lane, side);
  const least = f64x2.splat(low);
  const most = f64x2.splat(high);
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < padded << 3; at += 16) {
    const key = v128.load(keys + at);
    const inside = v128.and(f64x2.ge(key, least), f64x2.lt(key, most));
    sum = f64x2.add(sum, v128.and(v128.load(shares + at), inside));
  }
  return (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)) * coinsOf(side) * price;
}

/** Long minus short coins. */
// @ts-ignore: decorator
@inline
export function netCoins(s: usize): f64 {
  return load<f64>(s, SHARES) * coinsLong - load<f64>(s + ROW, SHARES) * coinsShort;
}
