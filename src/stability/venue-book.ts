// The longs of a parameter vector: as the model opens them, and as they stand after days of trading.
import { exp, log } from "../numeric/elementary.ts";
import { interpolatedBook, type LongBook, logUniformBook } from "./book-density.ts";
import { valueIn } from "./setting.ts";

const DAY = 86400;
const YEAR = 365;

/** Every long slot open at the present price: the first block, and the fullest the book can be. */
export function openingBook(vector: Float64Array): LongBook {
  const initialMargin = valueIn(vector, "margin.initial");
  return logUniformBook({
    openInterest: valueIn(vector, "book.openInterestLong"),
    maintenance: initialMargin * valueIn(vector, "margin.maintenanceShare"),
    initialMargin,
    leastLeverage: valueIn(vector, "book.leastLeverage"),
  });
}

/** Points at which an aged book is tabulated, and positions that stand for those just opened. */
const POINTS = 600;

/**
 * The mean book after days of trading. A position opens at a distance v to its liquidation (log fall), the distance wanders
 * with the price, and the position goes when its owner closes it (rate h) or the distance is used up. With the price a
 * Brownian motion of variance s^2 per day, jumps counted by their variance, and r opened a day, the density is
 *   r / (s^2 q) (e^(-q |u - v|) - e^(-q (u + v))),   q = sqrt(2 h) / s,
 * averaged over the v of new positions: the steady state of (s^2 / 2) rho'' - h rho + r = 0 with rho(0) = 0.
 * A book that nobody renews, or whose price stands still, is the opening book.
 */
export function agedBook(vector: Float64Array): LongBook {
  const close = DAY * valueIn(vector, "traders.closeHazard");
  const open = DAY * valueIn(vector, "traders.openHazard");
  const variance = dailyVariance(vector);
  const fresh = openingBook(vector);
  if (close === 0 || open === 0 || variance === 0) return fresh;
  const starts = quantiles(fresh);
  const decayAt = (share: number): number => Math.sqrt((2 * close * share) / variance);
  const share = restingShare(close, open, starts, decayAt);
  const opened = open * (1 - share) * (1 - share); // events whose slot is free, see turnover.ts
  const scale = (valueIn(vector, "book.openInterestLong") * opened) / (variance * decayAt(share) * starts.length);
  const falls = tabulated(fresh, decayAt(share));
  const totals = falls.map((fall) => scale * starts.reduce((sum, v) => sum + within(fall, v, decayAt(share)), 0));
  return interpolatedBook(falls, totals);
}

/** Variance of the outside log price per day: diffusion and jumps, those that jumps set off included. */
function dailyVariance(vector: Float64Array): number {
  const [mean, deviation] = [valueIn(vector, "jump.mean"), valueIn(vector, "jump.deviation")];
  const jumps = (DAY * valueIn(vector, "jump.rate")) / (1 - valueIn(vector, "jump.branching"));
  return valueIn(vector, "price.volatility") ** 2 / YEAR + jumps * (mean * mean + deviation * deviation);
}

/** Distances of positions just opened, equally likely each. */
function quantiles({ falls }: LongBook): readonly number[] {
  const last = falls.length - 1;
  return Array.from({ length: POINTS }, (_, i) => falls[Math.round(((i + 0.5) / POINTS) * last)] ?? Number.NaN);
}

/**
 * Open share n of the slots where closes, liquidations and opens balance: hC n^2 = hO (1 - n)^2 S, S the share of positions
 * that their owner closes. Bisection: the left side grows and the right side falls with n.
 */
function restingShare(
  close: number,
  open: number,
  starts: readonly number[],
  decayAt: (share: number) => number,
): number {
  const kept = (share: number): number =>
    starts.reduce((sum, v) => sum + 1 - exp(-decayAt(share) * v), 0) / starts.length;
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const n = 0.5 * (low + high);
    if (close * n * n < open * (1 - n) * (1 - n) * kept(n)) low = n;
    else high = n;
  }
  return 0.5 * (low + high);
}

/** Falls from 0 to the deepest, close together where the density bends: in steps of at most a fraction of 1 / decay. */
function tabulated({ falls }: LongBook, decay: number): readonly number[] {
  const deepest = falls.at(-1) ?? Number.NaN;
  const bend = 1 + 20 * decay * deepest;
  return Array.from({ length: POINTS + 1 }, (_, i) => (deepest * (exp((i / POINTS) * log(bend)) - 1)) / (bend - 1));
}

/** Integral over [0, u] of e^(-q |x - v|) - e^(-q (x + v)). */
function within(u: number, v: number, q: number): number {
  const up = (x: number): number => (exp(q * (x - v)) + exp(-q * (x + v)) - 2 * exp(-q * v)) / q;
  if (u <= v) return up(u);
  return up(v) + (1 - exp(-q * (u - v)) - exp(-2 * q * v) + exp(-q * (u + v))) / q;
}
