// How far forced sales move the price through a book whose depth they eat: the impact rule of the plant (1.4), started
// after a sudden fall.

import { orderMove } from "../market/impact.ts";
import { exp, log, log1p } from "../numeric/elementary.ts";

/** What stands against the sales. Nothing refills it and no arbitrage undoes what they move. */
export interface Depth {
  /** USD of net flow per unit of log price before anything is sold. */
  readonly atRest: number;
  /** 1/log: the depth falls as exp(-depletion * |log move|). */
  readonly depletion: number;
  /** Smallest depth as a share of that at rest, above 0. */
  readonly floor: number;
}

/** `coins`: a closed position is sold at what it is worth by then. `dollars`: at its notional before the fall (BP-0). */
export type SaleUnit = "coins" | "dollars";

/**
 * Further fall (log) by selling positions worth `notional` (USD, before the fall) after a fall of `shock` (log). Splitting
 * the sale changes nothing, so it does not matter in which waves it comes.
 */
export function saleMove(depth: Depth, unit: SaleUnit, notional: number, shock: number): number {
  const { atRest, depletion, floor } = depth;
  return unit === "coins"
    ? orderMove(exp(-shock), atRest, notional, -1, depletion, floor * atRest)
    : dollarMove(depth, notional);
}

/** Log move of a sale of fixed proceeds: the integral of the depth along the move is what is sold. */
function dollarMove({ atRest, depletion, floor }: Depth, dollars: number): number {
  const share = dollars / atRest;
  if (depletion === 0) return share;
  if (1 - depletion * share >= floor) return -log1p(-depletion * share) / depletion;
  return -log(floor) / depletion + (share - (1 - floor) / depletion) / floor;
}

/** Further fall per USD more (before the fall) at a total fall of `fall`, of which the sales have made `move`. */
export function saleSlope(depth: Depth, unit: SaleUnit, move: number, fall: number): number {
  const left = Math.max(depth.floor, exp(-depth.depletion * move));
  const worth = unit === "coins" ? exp(-fall) : 1;
  return worth / (depth.atRest * left);
}
