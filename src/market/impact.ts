// Market impact of one order: path-consistent, so that splitting an order into pieces changes nothing.
//
// Depth (USD of net order flow per unit of log price) falls as D(y) = D exp(-depletion y) while the price is pushed by
// y = |log move|, down to a floor below which it stays constant. Shared subset. Specification: plant 1.4.
import { exp, expm1, log, log1p } from "../numeric/elementary.ts";

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const impactParameters = [
  { name: "depth.initial", unit: "USD/log", min: 1, max: 1e18, initial: 5e8, scale: "log", world: true, meaning: "Order book depth at rest: USD of net flow per unit of log price." },
  { name: "depth.floor", unit: "", min: 1e-6, max: 1, initial: 0.05, scale: "log", world: true, meaning: "Smallest depth, as a share of the depth at rest." },
  { name: "depth.depletion", unit: "1/log", min: 0, max: 100, initial: 10, scale: "linear", world: true, meaning: "How fast an order eats the book: depth falls as exp(-depletion * |log move|)." },
] as const satisfies readonly Parameter[];
// #endregion

/** Largest share of a constant-depth book that a buy may take (at 1 the price would be infinite). */
const LARGEST_BUY_SHARE: f64 = 0.999999;

/** |log move| in a book of constant depth; `share` is the notional at the start price over the depth. */
function moveAtConstantDepth(share: f64, direction: f64): f64 {
  if (direction < 0) return log1p(share);
  return -log1p(-(share < LARGEST_BUY_SHARE ? share : LARGEST_BUY_SHARE));
}

/** |log move| while the book is above its floor; NaN or infinite where the book would be exhausted. */
function moveWhileDepleting(notional: f64, depth: f64, rate: f64): f64 {
  return rate === 0 ? notional / depth : -log1p((-rate * notional) / depth) / rate;
}

/**
 * |log move| of a market order.
 * @param mark price at the start, USD/coin  @param depth USD/log at the start  @param coins size, >= 0
 * @param direction +1 buy, -1 sell  @param depletion 1/log  @param floor smallest depth, USD/log
 */
export function orderMove(mark: f64, depth: f64, coins: f64, direction: f64, depletion: f64, floor: f64): f64 {
  const notional = coins * mark;
  if (notional <= 0) return 0;
  if (depletion === 0 || depth <= floor) return moveAtConstantDepth(notional / depth, direction);
  const rate = depletion + direction; // coins in the book shrink with the price as well
  const move = moveWhileDepleting(notional, depth, rate);
  if (depth * (1 - depletion * move) >= floor) return move; // exp(-y) >= 1 - y
  if (depth * exp(-depletion * move) >= floor) return move; // false for NaN: then the floor is reached
  const moveToFloor = log(depth / floor) / depletion;
  const notionalToFloor = rate === 0 ? depth * moveToFloor : (-depth * expm1(-rate * moveToFloor)) / rate;
  const markAtFloor = mark * exp(direction * moveToFloor);
  const rest = ((coins - notionalToFloor / mark) * markAtFloor) / floor;
  return moveToFloor + moveAtConstantDepth(rest > 0 ? rest : 0, direction);
}

/** USD exchanged by an order that moved the log price by `move` >= 0. Integral of the depth along the move. */
export function orderCash(move: f64, depth: f64, depletion: f64, floor: f64): f64 {
  if (depletion === 0 || depth <= floor) return depth * move;
  const used = -expm1(-depletion * move);
  if (depth * (1 - used) >= floor) return (depth * used) / depletion;
  const moveToFloor = log(depth / floor) / depletion;
  return (depth - floor) / depletion + floor * (move - moveToFloor);
}

/** Depth after an order that exchanged `cash` USD: every dollar takes `depletion` dollars per log out of the book. */
export function depthAfterOrder(cash: f64, depth: f64, depletion: f64, floor: f64): f64 {
  if (depth <= floor) return depth;
  const left = depth - depletion * cash;
  return left > floor ? left : floor;
}
