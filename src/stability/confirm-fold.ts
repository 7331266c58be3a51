// The computed fold put to the test: the kernel plays one shock just below it and one just above.
import type { Fold } from "./fold.ts";
import { restingFall } from "./resting-fall.ts";
import { scriptedFall } from "./scripted-fall.ts";
import { withoutLoops, withValues } from "./setting.ts";
import { openingBook } from "./venue-book.ts";
import { fastCascade, largestWeight } from "./venue-cascade.ts";

/** A shock and where it leads, all log falls. */
export interface PlayedShock {
  readonly shock: number;
  /** By the static map. */
  readonly expected: number;
  /** By the kernel. */
  readonly simulated: number;
}

/** Slots a side: the book is smooth to 1 part in 10,000. */
const SLOTS = 5000;
/** Blocks of a hundredth of a second: enough for a cascade close to the fold, too short for refill and arbitrage. */
const BLOCKS = 4000;

/**
 * What the kernel says of shocks `gap` (log) below and above the fold of `fastCascade` with the opening book: the venue without traders,
 * arbitrage, refill, loops, delays or a cap, its positions opened evenly. A distance of Infinity has nothing to confirm.
 */
export function confirmFold(
  vector: Float64Array,
  fold: Fold,
  gap: number,
): { readonly below: PlayedShock; readonly above: PlayedShock } {
  const cascade = fastCascade(vector, openingBook(vector));
  const worst = worstCase(vector);
  const played = (shock: number): PlayedShock => ({
    shock,
    expected: restingFall(cascade, shock),
    simulated: scriptedFall(worst, shock, { seed: 1, paths: 1 }),
  });
  return { below: played(Math.max(0, fold.distance - gap)), above: played(fold.distance + gap) };
}

/** The venue of the worst case: everything that would dampen a cascade is switched off. */
export function worstCase(vector: Float64Array): Float64Array {
  return withValues(withoutLoops(vector), {
    "time.block": 0.01,
    "time.blocks": BLOCKS,
    "book.slots": SLOTS,
    "book.leverage": 1,
    "book.openInterestShort": 0,
    "traders.closeHazard": 0,
    "traders.openHazard": 0,
    "liquidity.refillTime": 1e7,
    "liquidity.withdrawalSlope": 0,
    "arbitrage.basisTime": 1e9,
    "liquidation.cap": 1e6,
    "delay.oracle": 0,
    "delay.keeper": 0,
    "oracle.markWeight": largestWeight(vector),
  });
}
