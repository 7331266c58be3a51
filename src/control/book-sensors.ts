// What the keys of the book say ahead of a fall: how far the bids cover what it would liquidate, and how dense that is.
// Shared subset. Specification: plant 1.3 (liquidity coverage ratio), control 3.1 (book density).
import { expm1 } from "../numeric/elementary.ts";

/** Coverage where nothing would be liquidated. */
export const COVERAGE_LIMIT: f64 = 100;
/** Log fall over which the book density is averaged. */
export const DENSITY_FALL: f64 = 0.03;
/** Standard deviations and horizon (s) of the fall that coverage looks at. */
const DEVIATIONS: f64 = 2;
const HORIZON: f64 = 1800;
const YEAR: f64 = 31536000;

/** Log fall of two standard deviations in half an hour. @param volatility per sqrt(year) */
export function coverageFall(volatility: f64): f64 {
  return DEVIATIONS * volatility * Math.sqrt(HORIZON / YEAR);
}

/** USD of bids within a log fall: D (1 - e^(-zeta m))/zeta. @param depth USD/log  @param depletion zeta, per unit log */
export function bidsWithin(depth: f64, depletion: f64, fall: f64): f64 {
  return depletion === 0 ? depth * fall : (-depth * expm1(-depletion * fall)) / depletion;
}

/** LCR: bids over what would be liquidated, both USD, at most the limit. */
export function coverage(bids: f64, liquidatable: f64): f64 {
  if (liquidatable <= 0) return COVERAGE_LIMIT;
  const ratio = bids / liquidatable;
  return ratio > COVERAGE_LIMIT ? COVERAGE_LIMIT : ratio;
}

/** Mean of rho/D over a 3 % fall: the loop gain g that a cascade would start with. @param liquidatable USD within the fall */
export function meanDensity(liquidatable: f64, depth: f64): f64 {
  return liquidatable / (DENSITY_FALL * depth);
}
