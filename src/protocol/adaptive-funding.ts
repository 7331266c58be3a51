// Funding rule F3: GMX v2 adaptive funding. The rate grows with the imbalance while that is above a threshold, rests in
// a dead band, leaks below a second threshold, and turns towards the heavier side when the skew changes side.
// gmx-synthetics, MarketUtils.getNextFundingFactorPerSecond (law only). Shared subset. Specification: plant 1.9.
import { exp, log } from "../numeric/elementary.ts";

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const adaptiveFundingParameters = [
  { name: "adaptive.increase", unit: "1/day^2", min: 0, max: 1e3, initial: 0.01644, scale: "log", meaning: "Growth of the rate per day at full imbalance." },
  { name: "adaptive.decrease", unit: "1/day^2", min: 0, max: 1e3, initial: 0.001027, scale: "log", meaning: "Leak of the rate per day when the imbalance is below the lower threshold." },
  { name: "adaptive.stableThreshold", unit: "", min: 0, max: 1, initial: 0.04, scale: "linear", meaning: "Imbalance above which the rate grows." },
  { name: "adaptive.decreaseThreshold", unit: "", min: 0, max: 1, initial: 0, scale: "linear", meaning: "Imbalance below which the rate leaks." },
  { name: "adaptive.exponent", unit: "", min: 0.5, max: 2, initial: 1, scale: "linear", meaning: "Exponent on the open interest difference." },
  { name: "adaptive.max", unit: "1/day", min: 0, max: 1, initial: 0.75 / 365, scale: "log", meaning: "Largest |funding rate|." },
  { name: "adaptive.min", unit: "1/day", min: 0, max: 1, initial: 0.01 / 365, scale: "log", meaning: "Smallest |funding rate| that is applied while there is any." },
] as const satisfies readonly Parameter[];
// #endregion

/** Smallest size a leaking rate keeps, so that its sign survives (one raw unit of 1e-30 per second, in 1/day). */
const SIGN_KEEPER: f64 = 8.64e-26;

/** Imbalance: |long - short|^exponent over the total open interest, both in USD. 0 for an empty book. */
export function imbalance(difference: f64, total: f64, exponent: f64): f64 {
  const size = difference < 0 ? -difference : difference;
  if (size < 1 || total <= 0) return 0;
  return exponent === 1 ? size / total : exp(exponent * log(size)) / total;
}

/**
 * Saved rate after `days`, 1/day, positive while longs pay. Explicit Euler, as on chain.
 * @param difference long minus short open interest, USD  @param x imbalance  @param growth, leak 1/day^2
 */
export function adaptiveRate(
  rate: f64,
  difference: f64,
  x: f64,
  growth: f64,
  leak: f64,
  stable: f64,
  low: f64,
  days: f64,
): f64 {
  const side: f64 = difference > 0 ? 1 : -1;
  if (rate * side > 0) {
    if (x > stable) return rate + side * x * growth * days;
    if (x >= low) return rate;
    const size = rate * side - leak * days;
    return side * (size > SIGN_KEEPER ? size : SIGN_KEEPER);
  }
  return rate + side * x * growth * days;
}

/** Rate that is charged: the saved rate bounded above, and below while it is not zero. */
export function chargedRate(rate: f64, min: f64, max: f64): f64 {
  const size = rate < 0 ? -rate : rate;
  if (size === 0) return 0;
  const charged = size > max ? max : size < min ? min : size;
  return rate < 0 ? -charged : charged;
}
