// The static cascade of a parameter vector: one of its books against its depth at rest.
import type { LongBook } from "./book-density.ts";
import type { Cascade } from "./resting-fall.ts";
import { valueIn } from "./setting.ts";

/**
 * The worst case of the loop itself: depth does not come back, and of what arbitrage makes of a move the worse counts. Depth that leaves because
 * of the fall, and traders who sell by themselves, are not in it; `simulated-fold.ts` has them.
 */
export function fastCascade(vector: Float64Array, book: LongBook): Cascade {
  const depth = {
    atRest: valueIn(vector, "depth.initial"),
    depletion: valueIn(vector, "depth.depletion"),
    floor: valueIn(vector, "depth.floor"),
  };
  return { book, depth, sells: "coins", markWeight: largestWeight(vector) };
}

/**
 * Share of a sale's move that reaches the risk price: at once by the weight of the mark; after arbitrage, which closes the
 * basis, by what stays in the index. Plant 1.5.
 */
export function largestWeight(vector: Float64Array): number {
  return Math.max(valueIn(vector, "oracle.markWeight"), valueIn(vector, "arbitrage.permanentShare"));
}

/**
 * The best case: liquidation so slow that arbitrage undoes all but the permanent share of every move and the depth comes
 * back between two sales. A move then costs 1 / permanent share as much, and mark and index are one. Verification C2:
 * A >= 1/(1 - phi g).
 */
export function slowCascade(vector: Float64Array, book: LongBook): Cascade {
  const atRest = valueIn(vector, "depth.initial") / valueIn(vector, "arbitrage.permanentShare");
  return { book, depth: { atRest, depletion: 0, floor: 1 }, sells: "coins", markWeight: 1 };
}
