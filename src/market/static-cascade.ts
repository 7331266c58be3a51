// A liquidation cascade without time: how far the price settles when every forced sale moves it and moves others to sell.
//
// Longs worth Q share one entry price; their leverage is log-uniform on [1, maxLeverage]; the depth D is constant. With p
// the price over the entry price, s the outside fall of its log and H the liquidated share of the longs,
//   ln p = -s - (Q/D) H(p).
// Specification: verification C1, benchmark 7.1 (BP-0).
import { exp, log } from "../numeric/elementary.ts";

export interface StaticCascade {
  /** Long open interest over depth, USD at entry per (USD per unit of log price). */
  readonly bookOverDepth: number;
  /** Maintenance margin, fraction of notional, below 1. */
  readonly maintenance: number;
  /** Above 1. */
  readonly maxLeverage: number;
}

/**
 * Log price where the cascade comes to rest after an outside fall of `drop` (log, >= 0).
 * Of several resting prices this is the one nearest to the start. Selling only ever adds to selling, so the steps go
 * down one way to it; near the fold, where the loop gain is 1, they are many.
 */
export function settledLogPrice(cascade: StaticCascade, drop: number): number {
  const after = (logPrice: number): number => -drop - cascade.bookOverDepth * liquidatedShare(cascade, exp(logPrice));
  let logPrice = -drop;
  for (let next = after(logPrice); logPrice - next >= 1e-15; next = after(logPrice)) logPrice = next;
  return logPrice;
}

/** Share of the longs that is liquidatable at `price` over the entry price. */
export function liquidatedShare({ maintenance, maxLeverage }: StaticCascade, price: number): number {
  const margin = 1 - price * (1 - maintenance); // 1 / leverage of the position that is just liquidated
  if (margin <= 0) return 0;
  return Math.min(1, Math.max(0, 1 + log(margin) / log(maxLeverage)));
}

/** Log move by forced selling per unit of log move, at `price`; a cascade rests only where it is below 1. */
export function loopGain(cascade: StaticCascade, price: number): number {
  const share = liquidatedShare(cascade, price);
  if (share === 0 || share === 1) return 0;
  const y = price * (1 - cascade.maintenance);
  return (cascade.bookOverDepth * y) / ((1 - y) * log(cascade.maxLeverage));
}

/** Loop gain at the first liquidation, that of the most levered position. */
export function gainAtThreshold({ bookOverDepth, maxLeverage }: StaticCascade): number {
  return (bookOverDepth * (maxLeverage - 1)) / log(maxLeverage);
}
