// Where a cascade comes to rest: the static map of verification C1 for any book, any depletion of the depth.
//
// A sudden fall s of the outside price moves the mark and the price that decides liquidations, the risk price, by s. Sales
// that move the mark by m move the risk price by alpha m. The cascade rests where the sales that the risk price releases are
// those that moved it there; sales only ever add to sales, so it stops at the nearest such place.
import type { LongBook } from "./book-density.ts";
import { type Depth, type SaleUnit, saleMove, saleSlope } from "./forced-sale.ts";

/** A book, the depth it would be sold into, what is sold of a position, and what decides that it is. */
export interface Cascade {
  readonly book: LongBook;
  readonly depth: Depth;
  readonly sells: SaleUnit;
  /** Weight alpha of the venue's own mark in the risk price. */
  readonly markWeight: number;
}

/** A place of rest, stable or not. Log falls. */
export interface RestingPoint {
  /** Sudden fall of the outside price that leads there. */
  readonly shock: number;
  /** Total fall of the risk price. */
  readonly riskFall: number;
  /** Total fall of the mark. */
  readonly fall: number;
}

/** Change below which the price rests, log. */
const AT_REST = 1e-15;

/** Total fall of the mark (log) at which the cascade comes to rest after a sudden fall of `shock` (log, >= 0). */
export function restingFall(cascade: Cascade, shock: number): number {
  const { book, depth, sells, markWeight } = cascade;
  const after = (move: number): number => saleMove(depth, sells, book.liquidatable(shock + markWeight * move), shock);
  let move = 0;
  for (let next = after(move); next - move >= AT_REST; next = after(move)) move = next;
  return shock + move;
}

/** Total fall over the shock: 1 while nothing is liquidated. */
export function amplification(cascade: Cascade, shock: number): number {
  return restingFall(cascade, shock) / shock;
}

/**
 * Loop gain at a total fall of the mark by `fall` after a shock: move of the risk price by forced selling per unit of its
 * move. A cascade rests only where it is at most 1, and folds where it is 1 at the place of rest.
 */
export function loopGain(cascade: Cascade, shock: number, fall: number): number {
  const { book, depth, sells, markWeight } = cascade;
  const move = fall - shock;
  return markWeight * book.density(shock + markWeight * move) * saleSlope(depth, sells, move, fall);
}

/**
 * The place of rest with a risk price fallen by `riskFall`; that of the largest shock, where there are two; with a shock of
 * -Infinity when no shock leads there. The mark's move is the smallest solution of move = sale at the price before it.
 */
export function restingPoint(cascade: Cascade, riskFall: number): RestingPoint {
  const { book, depth, sells, markWeight } = cascade;
  const notional = book.liquidatable(riskFall);
  const after = (move: number): number => saleMove(depth, sells, notional, riskFall - markWeight * move);
  let move = 0;
  for (let next = after(move); next - move >= AT_REST; next = after(move)) {
    if (markWeight * next > riskFall) return { shock: -Infinity, riskFall, fall: Infinity };
    move = next;
  }
  const shock = riskFall - markWeight * move;
  return { shock, riskFall, fall: shock + move };
}
