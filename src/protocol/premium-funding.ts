// Funding rule F1: the rate follows the average premium of mark over index, plus a clamped interest term.
// Hyperliquid, Binance and dYdX type (with its clamp and window). Shared subset. Specification: plant 1.9.

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const premiumFundingParameters = [
  { name: "premium.window", unit: "blocks", min: 1, max: 1e6, initial: 2400, scale: "log", integer: true, meaning: "Blocks over which the premium is averaged; the rate is renewed at the end of each window." },
  { name: "premium.interest", unit: "1/8h", min: -0.01, max: 0.01, initial: 1e-4, scale: "linear", meaning: "Interest component per eight hours." },
  { name: "premium.clamp", unit: "1/8h", min: 0, max: 0.1, initial: 5e-4, scale: "linear", meaning: "Largest distance between premium and interest that the interest term bridges." },
  { name: "premium.limit", unit: "1/day", min: 0, max: 1, initial: 0.0225, scale: "linear", meaning: "Largest |funding rate|." },
] as const satisfies readonly Parameter[];
// #endregion

/** Funding rate, 1/day, from the mean premium (log) of the window; `interest` and `clamp` are per eight hours. */
export function premiumRate(premium: f64, interest: f64, clamp: f64, limit: f64): f64 {
  const gap = interest - premium;
  const eightHours = premium + (gap > clamp ? clamp : gap < -clamp ? -clamp : gap);
  const rate = 3 * eightHours;
  return rate > limit ? limit : rate < -limit ? -limit : rate;
}
