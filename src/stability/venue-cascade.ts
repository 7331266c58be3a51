// The static cascade of a parameter vector: the book as the model opens it, against the depth at rest.
import { logUniformBook } from "./book-density.ts";
import type { Cascade } from "./resting-fall.ts";
import { valueIn } from "./setting.ts";

/**
 * The worst case of the loop itself: liquidation so fast that neither arbitrage nor refill help. Depth that leaves because
 * of the fall, and traders who sell by themselves, are not in it; `simulated-fold.ts` has them.
 */
export function fastCascade(vector: Float64Array): Cascade {
  const depth = {
    atRest: valueIn(vector, "depth.initial"),
    depletion: valueIn(vector, "depth.depletion"),
    floor: valueIn(vector, "depth.floor"),
  };
  return { book: openingBook(vector), depth, sells: "coins" };
}

/**
 * The best case: liquidation so slow that arbitrage undoes all but the permanent share of every move and the depth comes
 * back between two sales. A move then costs 1 / permanent share as much. Verification C2: A >= 1/(1 - phi g).
 */
export function slowCascade(vector: Float64Array): Cascade {
  const atRest = valueIn(vector, "depth.initial") / valueIn(vector, "arbitrage.permanentShare");
  return { book: openingBook(vector), depth: { atRest, depletion: 0, floor: 1 }, sells: "coins" };
}

/** All long slots open at the present price. */
export function openingBook(vector: Float64Array): Cascade["book"] {
  const initialMargin = valueIn(vector, "margin.initial");
  return logUniformBook({
    openInterest: valueIn(vector, "book.openInterestLong"),
    maintenance: initialMargin * valueIn(vector, "margin.maintenanceShare"),
    initialMargin,
    leastLeverage: valueIn(vector, "book.leastLeverage"),
  });
}
