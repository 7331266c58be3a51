// How the traders' book renews itself in the mean, and what funding and momentum do to its skew.
//
// The kernel draws a close at rate hC e^a for every open slot and an open at rate hO e^(-a) for every free one, then picks a
// slot among all and drops the event when the slot is in the wrong state. With n the open share of a side's slots,
//   n' = -hC e^a n^2 + hO e^(-a) (1 - n)^2,   a = +/-(kF f - kM mom) for longs / shorts,
// so that the squares, and not n and 1 - n, decide where the book rests and how fast it gets there.
import { valueIn } from "./setting.ts";

const DAY = 86400;

/** The traders' book linearised at rest, no funding, no momentum. Per day. */
export interface Turnover {
  /** Share of the slots that is open at rest: hC n^2 = hO (1 - n)^2. */
  readonly openShare: number;
  /** Closes per open position: 1 over the time in which the book is renewed. */
  readonly renewal: number;
  /** Rate at which a deviation of the skew decays: 2 (hC n + hO (1 - n)) = 2 sqrt(hC hO). */
  readonly skewDecay: number;
  /** Fall of the skew per day and unit of funding rate (1/day): kappa = 2 kF hC n (1 - w^2). */
  readonly fundingGain: number;
  /** Rise of the skew per day and unit of momentum: 2 kM hC n (1 - w^2). */
  readonly momentumGain: number;
}

/** Of the vector's hazards, at the skew w of its open interest with every slot open (both sides are open to the same share). */
export function turnover(vector: Float64Array): Turnover {
  const close = DAY * valueIn(vector, "traders.closeHazard");
  const open = DAY * valueIn(vector, "traders.openHazard");
  const openShare = close + open > 0 ? Math.sqrt(open) / (Math.sqrt(open) + Math.sqrt(close)) : 1;
  const skew = restingSkew(vector);
  const response = 2 * close * openShare * (1 - skew * skew);
  return {
    openShare,
    renewal: close * openShare,
    skewDecay: 2 * Math.sqrt(close * open),
    fundingGain: response * valueIn(vector, "traders.fundingResponse"),
    momentumGain: response * valueIn(vector, "traders.momentumResponse"),
  };
}

/** (long - short) / (long + short) open interest at rest. */
export function restingSkew(vector: Float64Array): number {
  const long = valueIn(vector, "book.openInterestLong");
  const short = valueIn(vector, "book.openInterestShort");
  return (long - short) / (long + short);
}
