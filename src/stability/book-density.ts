// How much of the longs' notional a fall of the price makes liquidatable, and how densely it lies.
//
// A fall is u = ln(price before / price after) >= 0; notional is counted in USD at the price before the fall.
import { exp, log } from "../numeric/elementary.ts";
import { UserError } from "../numeric/user-error.ts";

/** The long side of a book at one moment. */
export interface LongBook {
  /** USD that is liquidatable once the price has fallen by `fall`; never decreases. */
  readonly liquidatable: (fall: number) => number;
  /** Its slope, USD per unit of log price: the book density rho. */
  readonly density: (fall: number) => number;
  /** Falls in increasing order, close enough that nothing of interest happens between two of them. */
  readonly falls: readonly number[];
}

/** Longs that all opened at the present price, their leverage log-uniform (plant 1.7, verification C1). */
export interface LogUniformLongs {
  /** USD. */
  readonly openInterest: number;
  /** Maintenance margin, fraction of notional, below 1. */
  readonly maintenance: number;
  /** Initial margin: 1 over the largest leverage. */
  readonly initialMargin: number;
  /** Smallest leverage, at least 1. */
  readonly leastLeverage: number;
}

/** Positions in a book, one number each: parallel arrays. */
export interface Positions {
  /** Fall of the price at which the position becomes liquidatable, log. */
  readonly falls: ArrayLike<number>;
  /** Notional, USD. */
  readonly notionals: ArrayLike<number>;
}

/** A fall as deep as e^-5 of the price is as deep as a book is looked at. */
const DEEPEST = 5;
/** Points of a smooth book, equally far apart in liquidated share. */
const POINTS = 2000;

/** The book as the model opens it. A position of collateral share c is liquidated at a fall of ln((1 - m)/(1 - c)). */
export function logUniformBook(longs: LogUniformLongs): LongBook {
  const { openInterest, maintenance, initialMargin, leastLeverage } = longs;
  const lowest = log(initialMargin);
  const width = -log(leastLeverage) - lowest;
  const share = (fall: number): number => {
    const margin = 1 - exp(-fall) * (1 - maintenance); // collateral share of the position that is just liquidated
    return margin <= 0 ? 0 : Math.min(1, Math.max(0, (log(margin) - lowest) / width));
  };
  const density = (fall: number): number => {
    const left = exp(-fall) * (1 - maintenance);
    const inside = share(fall) > 0 && share(fall) < 1;
    return inside ? (openInterest * left) / ((1 - left) * width) : 0;
  };
  const falls = Array.from({ length: POINTS + 1 }, (_, i) => {
    const margin = exp(lowest + (i / POINTS) * width);
    return margin >= 1 ? DEEPEST : Math.min(DEEPEST, Math.max(0, log((1 - maintenance) / (1 - margin))));
  });
  return { liquidatable: (fall) => openInterest * share(fall), density, falls };
}

/**
 * A book counted position by position. Each position's notional is spread evenly up to the midpoints between its fall and
 * its neighbours', so that the density is finite; positions with the same fall count as one.
 * @throws UserError on fewer than two different falls, or on a fall or notional that is negative or not finite
 */
export function empiricalBook(positions: Positions): LongBook {
  checkPositions(positions);
  const sorted = Array.from(positions.falls, (fall, i) => [fall, positions.notionals[i] ?? 0] as const).sort(
    (a, b) => a[0] - b[0],
  );
  const keys: number[] = [];
  const totals: number[] = [0];
  for (const [fall, notional] of sorted) {
    if (keys.at(-1) !== fall) {
      keys.push(fall);
      totals.push(totals.at(-1) ?? 0);
    }
    totals[keys.length] = (totals[keys.length] ?? 0) + notional;
  }
  return interpolatedBook(boundaries(keys), totals);
}

/** Midpoints between neighbours; as far beyond the outer keys, but never below a fall of 0. */
function boundaries(keys: readonly number[]): readonly number[] {
  const at = (i: number): number => keys[i] ?? Number.NaN;
  const inner = keys.slice(1).map((key, i) => 0.5 * (key + at(i)));
  const last = keys.length - 1;
  const first = Math.max(0, at(0) - 0.5 * (at(1) - at(0)));
  return [first, ...inner, at(last) + 0.5 * (at(last) - at(last - 1))];
}

/**
 * A book by its liquidatable totals (USD, not decreasing) at increasing falls, straight between them; nothing before the
 * first fall, nothing more after the last.
 */
export function interpolatedBook(falls: readonly number[], totals: readonly number[]): LongBook {
  const at = (list: readonly number[], i: number): number => list[i] ?? Number.NaN;
  const all = at(totals, totals.length - 1);
  const slope = (i: number): number => (at(totals, i + 1) - at(totals, i)) / (at(falls, i + 1) - at(falls, i));
  const outside = (i: number): boolean => i < 0 || i >= falls.length - 1;
  return {
    liquidatable: (fall) => {
      const i = intervalOf(falls, fall);
      if (outside(i)) return i < 0 ? 0 : all;
      return at(totals, i) + slope(i) * (fall - at(falls, i));
    },
    density: (fall) => {
      const i = intervalOf(falls, fall);
      return outside(i) ? 0 : slope(i);
    },
    falls,
  };
}

/** Index of the last boundary at or below `fall`; -1 before the first. */
function intervalOf(falls: readonly number[], fall: number): number {
  let [low, high] = [-1, falls.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((falls[middle] ?? Number.NaN) <= fall) low = middle;
    else high = middle;
  }
  return low;
}

function checkPositions({ falls, notionals }: Positions): void {
  const wrong = (list: ArrayLike<number>): number => Array.from(list).findIndex((x) => !(x >= 0 && x < Infinity));
  const problems: { readonly place: string; readonly message: string }[] = [];
  if (falls.length !== notionals.length) {
    const message = `found ${notionals.length}; expected as many as falls (${falls.length})`;
    problems.push({ place: "notionals", message });
  }
  for (const [place, list] of [
    ["falls", falls],
    ["notionals", notionals],
  ] as const) {
    const at = wrong(list);
    const message = `found ${list[at]} at index ${at}; expected finite numbers of at least 0`;
    if (at >= 0) problems.push({ place, message });
  }
  const different = new Set(Array.from(falls)).size;
  if (different < 2) {
    const message = `found ${different} different; expected at least 2: a density needs two positions apart`;
    problems.push({ place: "falls", message });
  }
  if (problems.length > 0) throw new UserError("book of positions", problems);
}
