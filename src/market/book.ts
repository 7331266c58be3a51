// The book of isolated positions: how many slots a side has, how large they are, how they are levered.
//
// A position is one number. With sign +1 long / -1 short, price P and cumulative funding index F (USD/coin):
//   equity per coin = sign (P - F) - key,  key fixed at opening;  liquidatable when key >= sign (P - F) - m P.
// So a side needs one comparison per block, whatever the number of positions. Shared subset. Specification: plant 1.7.

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const bookParameters = [
  { name: "book.slots", unit: "", min: 2, max: 100000, initial: 1000, scale: "log", world: true, integer: true, meaning: "Position slots per side." },
  { name: "book.openInterestLong", unit: "USD", min: 0, max: 1e15, initial: 1e8, scale: "log", world: true, meaning: "Long open interest at the initial price with every slot open." },
  { name: "book.openInterestShort", unit: "USD", min: 0, max: 1e15, initial: 6e7, scale: "log", world: true, meaning: "Short open interest at the initial price with every slot open." },
  { name: "book.leverage", unit: "", min: 0, max: 1, initial: 0, scale: "linear", world: true, choices: ["random", "even"], meaning: "How initial leverages are drawn between 1 and the most allowed, log-uniformly: at random, or evenly by slot." },
  { name: "book.leastLeverage", unit: "", min: 1, max: 1000, initial: 1, scale: "log", world: true, meaning: "Smallest leverage a trader opens with." },
] as const satisfies readonly Parameter[];
// #endregion

/** Log of collateral over notional of a position opened at quantile u: leverage log-uniform on [least, 1 / margin]. */
export function collateralExponent(u: f64, logMargin: f64, logLeast: f64): f64 {
  return u * logMargin - (1 - u) * logLeast;
}

/** Key of a position opened at `price` (USD/coin). */
export function openingKey(sign: f64, price: f64, fundingIndex: f64, collateral: f64): f64 {
  return sign * (price - fundingIndex) - price * collateral;
}

/** Smallest key that is liquidatable at risk price `price` and maintenance margin `maintenance`. */
export function liquidationThreshold(sign: f64, price: f64, fundingIndex: f64, maintenance: f64): f64 {
  return sign * (price - fundingIndex) - maintenance * price;
}

/** Equity per coin, USD. */
export function equityPerCoin(sign: f64, price: f64, fundingIndex: f64, key: f64): f64 {
  return sign * (price - fundingIndex) - key;
}
