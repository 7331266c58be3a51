// How a search without bounds lives in the unit cube: a smooth map that mirrors the line into [0, 1].
//
// Each coordinate y of the search is mapped to x = y in the middle of [0, 1], to a parabola within MARGIN of a bound,
// and mirrored beyond it, so every y gives a point of the cube and the loss, seen from the search, is smooth and has no
// walls. This is the bound transformation of pycma (Hansen, `BoundTransform`). Against the alternatives: repair with a
// penalty adds a weight to the loss that must be adapted and spoils invariance to monotone changes of the loss;
// resampling is endless when an optimum sits in a corner; plain reflection has a kink at the bound, where a loss
// that falls towards the bound becomes a wedge. Here such a loss becomes a parabola with its minimum on the bound.

/**
 * Half-width of the parabola; [-MARGIN, 1 + MARGIN] is mapped one to one onto [0, 1]. pycma has 0.05 at this bound.
 * A wide parabola bends narrow valleys that run into a bound (rotated ellipsoid of condition 1e6 in 10-D to 1e-8,
 * median of 11: 6400 evaluations with 0.05, 4100 with 0.01); a thin one makes optima on a bound ridges (half the
 * coordinates of a 10-D sphere on a bound: 1250 with 0.05, 1500 with 0.01, 2400 with 0.0001).
 */
const MARGIN = 0.01;
export const LOW = -MARGIN;
const HIGH = 1 + MARGIN;

/** The point of the cube for a point of the search space. */
export function intoCube(y: Float64Array): Float64Array {
  return y.map((coordinate) => bend(mirrored(coordinate)));
}

/** A search-space point that `intoCube` maps to x; coordinates outside [0, 1] are first moved to the bound. */
export function fromCube(x: Float64Array): Float64Array {
  return x.map((coordinate) => unbend(Math.min(Math.max(coordinate, 0), 1)));
}

/** +1 or -1: whether the fold rises or falls with the coordinate. */
export function mirrorSign(y: number): number {
  return Math.floor((y - LOW) / (HIGH - LOW)) % 2 === 0 ? 1 : -1;
}

/** Coordinate folded into [LOW, HIGH]. */
export function mirrored(y: number): number {
  let folded = y;
  while (folded < LOW || folded > HIGH) folded = folded < LOW ? 2 * LOW - folded : 2 * HIGH - folded;
  return folded;
}

function bend(y: number): number {
  if (y < MARGIN) return ((y - LOW) * (y - LOW)) / (4 * MARGIN);
  if (y > 1 - MARGIN) return Math.min(1, Math.max(0, 1 - ((HIGH - y) * (HIGH - y)) / (4 * MARGIN)));
  return y;
}

function unbend(x: number): number {
  if (x < MARGIN) return LOW + 2 * Math.sqrt(MARGIN * x);
  if (x > 1 - MARGIN) return HIGH - 2 * Math.sqrt(MARGIN * (1 - x));
  return x;
}
