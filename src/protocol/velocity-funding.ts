// Funding rule F2: the skew sets the speed at which the rate drifts (Synthetix, SIP-279). An integrator without limit.
// Shared subset. Specification: plant 1.9; worked example of SIP-279 in the tests.

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const velocityFundingParameters = [
  { name: "velocity.max", unit: "1/day^2", min: 0, max: 1000, initial: 9, scale: "log", meaning: "Change of the rate per day at full proportional skew." },
  { name: "velocity.skewScale", unit: "coin", min: 1e-9, max: 1e15, initial: 1e7, scale: "log", meaning: "Skew at which the proportional skew is 1." },
] as const satisfies readonly Parameter[];
// #endregion

/** d(rate)/dt, 1/day^2, at skew `skew` (coins). */
export function fundingVelocity(skew: f64, skewScale: f64, max: f64): f64 {
  const proportional = skew / skewScale;
  return max * (proportional > 1 ? 1 : proportional < -1 ? -1 : proportional);
}
