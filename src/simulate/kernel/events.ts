// The events of one block of one path: forced closes, voluntary closes, opens, executed as one order at one price.
import { depthAfterOrder, orderCash, orderMove } from "../../market/impact.ts";
import { blockBudget } from "../../protocol/liquidation.ts";
import {
  add, closePosition, coinsOf, keysOf, openPosition, paddedSlots, sharesOf, touchedOf,
} from "./book.ts";
import { highestBelow, popSlot, scan, topKey, heapSize } from "./frontier.ts";
import {
  BOUND, CAP, CLOSES, DEPTH, FLOW, LAST_LIQUIDATION, LIQUIDATED, LIQUIDATED_USD, LIQUIDATIONS, OPENS, ROW,
} from "./layout.ts";
import { uniform } from "./philox.ts";
import { closesParts, depletion, depthFloor, liquidationFee, slots } from "./plant.ts";

const STREAM_CLOSES: u32 = 12;
const STREAM_OPENS: u32 = 14;

// Lists of the block, per side: forced closes (slot, share), closes (slot), opens (slot, leverage quantile).
let forcedSlots: usize = 0;
let forcedShares: usize = 0;
let closeSlots: usize = 0;
let openSlots: usize = 0;
let openQuantiles: usize = 0;
let capacity: usize = 0;
/** Forced, closes, opens, each long and short. In the thread's scratch like all that is written: static data is shared. */
let counts: usize = 0;
const COUNT_BYTES: usize = 32;

let seed: u32 = 0;

/** Signed log move of the block's order. */
export let orderStep: f64 = 0;

export function useLists(address: usize, capacityPerSide: i32, seedWord: u32): void {
  capacity = <usize>capacityPerSide;
  counts = address;
  forcedShares = address + COUNT_BYTES;
  openQuantiles = forcedShares + capacity * 16;
  forcedSlots = openQuantiles + capacity * 16;
  closeSlots = forcedSlots + capacity * 8;
  openSlots = closeSlots + capacity * 8;
  seed = seedWord;
}

/** Bytes of the lists. */
export function listBytes(capacityPerSide: i32): usize {
  return COUNT_BYTES + <usize>capacityPerSide * 56;
}

// @ts-ignore: decorator
@inline
function count(kind: usize, side: usize): i32 {
  return load<i32>(counts + (((kind << 1) + side) << 2));
}

// @ts-ignore: decorator
@inline
function setCount(kind: usize, side: usize, value: i32): void {
  store<i32>(counts + (((kind << 1) + side) << 2), value);
}

export function clearLists(): void {
  store<i64>(counts, 0);
  store<i64>(counts, 0, 8);
  store<i64>(counts, 0, 16);
}

/** Fills the list of forced closes of a side, worst key first, until the block's cap. Tightens the side's bound. */
export function chooseForced(s: usize, lane: usize, side: usize, k: i32, threshold: f64, mark: f64): void {
  scan(keysOf(lane, side), paddedSlots(), threshold);
  const coins = coinsOf(side);
  const shares = sharesOf(lane, side);
  const touched = touchedOf(lane, side);
  const list = forcedSlots + side * (capacity << 2);
  const parts = forcedShares + side * (capacity << 3);
  let budget = blockBudget(load<f64>(s, CAP), load<f64>(s, DEPTH));
  let remaining: f64 = -Infinity;
  let most = closesParts ? Infinity : ceil(budget / (coins * mark));
  let n = 0;
  while (heapSize > 0 && most > 0 && budget > 0) {
    const key = topKey();
    const slotNumber = popSlot();
    const open = load<f64>(shares + (<usize>slotNumber << 3));
    let part: f64 = 1;
    if (closesParts) {
      const value = coins * open * mark;
      if (value > budget) part = budget / value;
      budget -= value * part;
    } else most -= 1;
    store<i32>(list + (<usize>n << 2), slotNumber);
    store<f64>(parts + (<usize>n << 3), open * part);
    store<i32>(touched + (<usize>slotNumber << 2), k + 1);
    n++;
    if (part < 1) {
      remaining = key;
      break;
    }
  }
  setCount(0, side, n);
  store<f64>(s + side * ROW, max(highestBelow, max(topKey(), remaining)), BOUND);
}

/** Voluntary closes of a side: a slot that is empty, being liquidated or already drawn is dropped. */
export function drawCloses(lane: usize, side: usize, path: u32, k: i32, draws: i32, first: i32): void {
  const keys = keysOf(lane, side);
  const touched = touchedOf(lane, side);
  const list = closeSlots + side * (capacity << 2);
  let n = 0;
  for (let r = 0; r < draws; r++) {
    const slotNumber = r == 0 ? first : <i32>floor(uniform(seed, path, STREAM_CLOSES + <u32>side, k, 1 + r) * <f64>slots);
    if (!draw(keys, touched, slotNumber, k, true)) continue;
    store<i32>(list + (<usize>n << 2), slotNumber);
    n++;
  }
  setCount(1, side, n);
}

/** New positions of a side: a slot in use or already drawn is dropped. */
export function drawOpens(lane: usize, side: usize, path: u32, k: i32, draws: i32, first: i32): void {
  const keys = keysOf(lane, side);
  const touched = touchedOf(lane, side);
  const list = openSlots + side * (capacity << 2);
  const quantiles = openQuantiles + side * (capacity << 3);
  const stream = STREAM_OPENS + <u32>side;
  let n = 0;
  for (let r = 0; r < draws; r++) {
    const slotNumber = r == 0 ? first : <i32>floor(uniform(seed, path, stream, k, 1 + 2 * r) * <f64>slots);
    if (!draw(keys, touched, slotNumber, k, false)) continue;
    store<i32>(list + (<usize>n << 2), slotNumber);
    store<f64>(quantiles + (<usize>n << 3), uniform(seed, path, stream, k, 2 + 2 * r));
    n++;
  }
  setCount(2, side, n);
}

/** True when the slot is in the wanted state and was not drawn in this block; marks it as drawn. */
// @ts-ignore: decorator
@inline
function draw(keys: usize, touched: usize, slotNumber: i32, k: i32, wantOpen: bool): bool {
  const mark = touched + (<usize>slotNumber << 2);
  const open = load<f64>(keys + (<usize>slotNumber << 3)) != -Infinity;
  if (open != wantOpen || load<i32>(mark) == k + 1) return false;
  store<i32>(mark, k + 1); // 0 means never
  return true;
}

/** Coins closed by force on a side. */
function forcedCoins(side: usize): f64 {
  const parts = forcedShares + side * (capacity << 3);
  const coins = coinsOf(side);
  let sum: f64 = 0;
  for (let i = 0; i < count(0, side); i++) sum += coins * load<f64>(parts + (<usize>i << 3));
  return sum;
}

/** Coins closed by their owners on a side; a slot that was liquidated in part holds less than a whole one. */
function closedCoins(lane: usize, side: usize): f64 {
  const n = count(1, side);
  if (!closesParts) return <f64>n * coinsOf(side);
  const list = closeSlots + side * (capacity << 2);
  const shares = sharesOf(lane, side);
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) sum += load<f64>(shares + (<usize>load<i32>(list + (<usize>i << 2)) << 3));
  return sum * coinsOf(side);
}

/** Executes the net of all flows as one market order and settles every position at its average price. */
export function execute(s: usize, lane: usize, k: i32, mark: f64): void {
  const forcedLong = forcedCoins(0);
  const forcedShort = forcedCoins(1);
  const boughtLong = <f64>count(2, 0) * coinsOf(0) - closedCoins(lane, 0);
  const boughtShort = <f64>count(2, 1) * coinsOf(1) - closedCoins(lane, 1);
  const net = boughtLong - boughtShort - forcedLong + forcedShort;
  const direction: f64 = net > 0 ? 1 : -1;
  const size = abs(net);
  const depth = load<f64>(s, DEPTH);
  const move = orderMove(mark, depth, size, direction, depletion, depthFloor);
  let fill = mark;
  if (size > 0) {
    const cash = orderCash(move, depth, depletion, depthFloor);
    fill = cash / size;
    store<f64>(s, depthAfterOrder(cash, depth, depletion, depthFloor), DEPTH);
  }
  orderStep = direction * move;
  if (forcedLong > 0 || forcedShort > 0) {
    store<f64>(s, (forcedShort - forcedLong) * mark, FLOW);
    store<f64>(s, <f64>k, LAST_LIQUIDATION);
  }
  settleAll(s, lane, fill);
}

/** Forced closes, then closes, then opens; long before short; each in the order of its list. */
function settleAll(s: usize, lane: usize, fill: f64): void {
  for (let side: usize = 0; side < 2; side++) settleForced(s, lane, side, fill);
  for (let side: usize = 0; side < 2; side++) {
    const n = count(1, side);
    const list = closeSlots + side * (capacity << 2);
    const shares = sharesOf(lane, side);
    for (let i = 0; i < n; i++) {
      const slotNumber = load<i32>(list + (<usize>i << 2));
      closePosition(s, lane, side, slotNumber, fill, load<f64>(shares + (<usize>slotNumber << 3)), 0);
    }
    add(s + CLOSES, <f64>n);
  }
  for (let side: usize = 0; side < 2; side++) {
    const n = count(2, side);
    const list = openSlots + side * (capacity << 2);
    const quantiles = openQuantiles + side * (capacity << 3);
    for (let i = 0; i < n; i++)
      openPosition(s, lane, side, load<i32>(list + (<usize>i << 2)), fill, load<f64>(quantiles + (<usize>i << 3)));
    add(s + OPENS, <f64>n);
  }
}

function settleForced(s: usize, lane: usize, side: usize, fill: f64): void {
  const n = count(0, side);
  const list = forcedSlots + side * (capacity << 2);
  const parts = forcedShares + side * (capacity << 3);
  const notional = coinsOf(side) * fill;
  for (let i = 0; i < n; i++) {
    const share = load<f64>(parts + (<usize>i << 3));
    closePosition(s, lane, side, load<i32>(list + (<usize>i << 2)), fill, share, liquidationFee);
    add(s + LIQUIDATED_USD, share * notional);
    add(s + LIQUIDATIONS, share);
    add(s + side * ROW + LIQUIDATED, share);
  }
}
