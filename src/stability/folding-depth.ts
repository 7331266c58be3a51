// How much depth a book needs: the share of today's at which a sudden fall, however large, first makes it run away.
import { foldDistance } from "./fold.ts";
import type { Cascade } from "./resting-fall.ts";

/** A book that does not fold at a thousandth of its depth never does. */
const LEAST = 1 / 1024;
const MOST = 1024;
/** How exactly the share is found, as a share of itself. */
const PRECISION = 1e-3;

/**
 * Largest multiple of the depth at rest at which the cascade has a fold with a jump above `smallestJump` (log): below 1 for
 * a book that does not fold today, 0 for one that folds at no depth from a thousandth of today's on, Infinity for one that
 * folds at a thousand times it. More depth only ever helps, so it is found by bisection.
 */
export function foldingDepth(cascade: Cascade, smallestJump: number): number {
  const folds = (multiple: number): boolean => {
    const depth = { ...cascade.depth, atRest: multiple * cascade.depth.atRest };
    return foldDistance({ ...cascade, depth }, smallestJump).distance < Infinity;
  };
  const today = folds(1);
  let [low, high] = today ? [1, 2] : [0.5, 1];
  for (; today && folds(high); high *= 2) {
    if (high >= MOST) return Infinity;
    low = high;
  }
  for (; !today && !folds(low); low /= 2) {
    if (low <= LEAST) return 0;
    high = low;
  }
  while (high - low > PRECISION * low) {
    const middle = 0.5 * (low + high);
    if (folds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
