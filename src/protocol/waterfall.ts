// Who pays when a position is closed: the trader's equity, then the insurance fund, then the liquidity providers.
// Shared subset; the ledger lives with the caller. Specification: plant 1.11.

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const waterfallParameters = [
  { name: "insurance.initial", unit: "USD", min: 0, max: 1e15, initial: 2e6, scale: "log", meaning: "Insurance fund at the start." },
] as const satisfies readonly Parameter[];
// #endregion

/** Fee that a close with final equity `equity` really pays, of at most `fee` (USD, both). */
export function feePaid(equity: f64, fee: f64): f64 {
  if (equity <= 0) return 0;
  return equity < fee ? equity : fee;
}

/** USD the insurance fund pays for a close that ends with equity below zero. */
export function insurancePayout(equity: f64, insurance: f64): f64 {
  if (equity >= 0) return 0;
  return insurance < -equity ? insurance : -equity;
}
