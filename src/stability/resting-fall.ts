// Where a cascade comes to rest: the static map of verification C1 for any book, any depletion of the depth.
//
// After a sudden fall s, a total fall y is a place of rest when the sales that y releases move the price by y - s. Sales only
// ever add to sales, so the nearest such place is where the cascade stops.
import type { LongBook } from "./book-density.ts";
import { type Depth, type SaleUnit, saleMove, saleSlope } from "./forced-sale.ts";

/** A book, the depth it would be sold into, and what is sold of a position. */
export interface Cascade {
  readonly book: LongBook;
  readonly depth: Depth;
  readonly sells: SaleUnit;
}

/** Change below which the price rests, log. */
const AT_REST = 1e-15;

/** Total fall (log) at which the cascade comes to rest after a sudden fall of `shock` (log, >= 0). */
export function restingFall(cascade: Cascade, shock: number): number {
  const { book, depth, sells } = cascade;
  const after = (fall: number): number => shock + saleMove(depth, sells, book.liquidatable(fall), shock);
  let fall = shock;
  for (let next = after(fall); next - fall >= AT_REST; next = after(fall)) fall = next;
  return fall;
}

/** Total fall over the shock: 1 while nothing is liquidated. */
export function amplification(cascade: Cascade, shock: number): number {
  return restingFall(cascade, shock) / shock;
}

/**
 * Loop gain at a total fall of `fall` after a shock: log move by forced selling per unit of log move. A cascade rests only
 * where it is at most 1, and folds where it is 1 at the place of rest.
 */
export function loopGain(cascade: Cascade, shock: number, fall: number): number {
  const { book, depth, sells } = cascade;
  return book.density(fall) * saleSlope(depth, sells, fall - shock, fall);
}

/**
 * The sudden fall (log) after which sales would bring the price exactly to a total fall of `fall`; the largest, where there
 * are two; -Infinity when none at or above 0 does. The move is the smallest solution of move = sale at the price before it,
 * found from below.
 */
export function shockThatRestsAt(cascade: Cascade, fall: number): number {
  const { book, depth, sells } = cascade;
  const notional = book.liquidatable(fall);
  const after = (move: number): number => saleMove(depth, sells, notional, fall - move);
  let move = 0;
  for (let next = after(move); next - move >= AT_REST; next = after(move)) {
    if (next > fall) return -Infinity;
    move = next;
  }
  return fall - move;
}
