// Distance to the fold: the smallest sudden fall after which the liquidation cascade runs away.
//
// The falls at which a cascade can rest, drawn over the shocks that lead there, form a curve that rises, may turn back and
// rises again. The price follows its lowest branch; where that ends (a saddle-node, loop gain 1) it jumps to the next.
// Verification C1: the early-warning picture.
import { type Cascade, type RestingPoint, restingFall, restingPoint } from "./resting-fall.ts";

/** Where the cascade runs away. Log falls of the mark; all Infinity for a book that never does. */
export interface Fold {
  /** Smallest sudden fall of the outside price after which it does. */
  readonly distance: number;
  /** Total fall just below that shock. */
  readonly before: number;
  /** Total fall just above it. */
  readonly after: number;
}

const NEVER: Fold = { distance: Infinity, before: Infinity, after: Infinity };

/** How far beyond the fold `after` is taken, log: at the fold itself the price would take forever to pass. */
const BEYOND = 1e-8;

/**
 * The first jump of the total fall, as the shock grows, that is larger than `smallestJump` (log). 0 finds every fold of
 * a smooth book; a book of single positions jumps a little at each of them and needs a size worth the name.
 */
export function foldDistance(cascade: Cascade, smallestJump: number): Fold {
  const curve = restingCurve(cascade);
  const first = restingFall(cascade, 0); // above 0 where positions are liquidatable before anything falls
  if (first > smallestJump) return { distance: 0, before: 0, after: first };
  let reached = cascade.markWeight * first; // how far the lowest branch goes, by the risk price
  for (let i = 0; i + 1 < curve.length; i++) {
    const [before, point, next] = [curve[Math.max(0, i - 1)], curve[i], curve[i + 1]];
    if (before === undefined || point === undefined || next === undefined) break;
    const turns = point.shock >= before.shock && point.shock > next.shock;
    if (!turns || point.riskFall < reached) continue;
    const { shock, fall } = lastRest(cascade, Math.max(before.riskFall, reached), next.riskFall);
    const after = restingFall(cascade, shock + BEYOND);
    if (after - fall > smallestJump) return { distance: shock, before: fall, after };
    reached = shock + cascade.markWeight * (after - shock);
  }
  return NEVER;
}

/** The places of rest at every fall of the book, stable or not: the picture of the fold is `fall` over `shock`. */
export function restingCurve(cascade: Cascade): readonly RestingPoint[] {
  return cascade.book.falls.map((fall) => restingPoint(cascade, fall));
}

const GOLDEN = 0.5 * (Math.sqrt(5) - 1);

/** The point of largest shock between two falls of the risk price: golden-section search (Kiefer 1953). */
function lastRest(cascade: Cascade, low: number, high: number): RestingPoint {
  const at = (fall: number): RestingPoint => restingPoint(cascade, fall);
  let [a, b] = [low, high];
  let [c, d] = [at(b - GOLDEN * (b - a)), at(a + GOLDEN * (b - a))];
  while (b - a > 1e-12) {
    if (c.shock >= d.shock) {
      b = d.riskFall;
      d = c;
      c = at(b - GOLDEN * (b - a));
    } else {
      a = c.riskFall;
      c = d;
      d = at(a + GOLDEN * (b - a));
    }
  }
  return [at(low), at(high), c, d].reduce((best, point) => (point.shock > best.shock ? point : best));
}
