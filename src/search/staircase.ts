// The lower-left boundary of a growing set of points of the plane: steps with x rising and y falling.

export interface Staircase {
  readonly x: number[];
  readonly y: number[];
  /** How many steps lie left of x. */
  placeOf(x: number): number;
  /** The last step at or left of x, -1 where there is none. */
  lastUpTo(x: number): number;
  /** Whether a step is at most (x, y) in both coordinates. */
  covers(x: number, y: number): boolean;
  /**
   * Adds a point that nothing covers; steps that it covers go.
   * @returns the place of the new step and how many steps went
   */
  insert(x: number, y: number): { readonly place: number; readonly gone: number };
}

/** An empty staircase: queries cost log n comparisons, an insertion moves at most n numbers. */
export function createStaircase(): Staircase {
  const x: number[] = [];
  const y: number[] = [];
  return {
    x,
    y,
    lastUpTo: (px) => stepsUpTo(x, px) - 1,
    placeOf: (px) => stepsBelow(x, px),
    covers(px, py) {
      const before = stepsUpTo(x, px);
      return before > 0 && (y[before - 1] ?? Infinity) <= py;
    },
    insert(px, py) {
      const place = stepsBelow(x, px);
      let gone = 0;
      while (place + gone < x.length && (y[place + gone] ?? 0) >= py) gone += 1;
      x.splice(place, gone, px);
      y.splice(place, gone, py);
      return { place, gone };
    },
  };
}

/** How many of the rising values are at most `value`. */
function stepsUpTo(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the rising values are less than `value`. */
function stepsBelow(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
