// Liquidity providers: how depth comes back after an order, and how it stays away while volatility is high.
// Shared subset. Specification: plant 1.4, resilience and LP withdrawal.

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const liquidityParameters = [
  { name: "liquidity.refillTime", unit: "s", min: 1, max: 1e7, initial: 600, scale: "log", world: true, meaning: "Time constant with which depth returns to its target." },
  { name: "liquidity.withdrawalSlope", unit: "", min: 0, max: 10, initial: 0.5, scale: "linear", world: true, meaning: "How strongly depth leaves as volatility exceeds the reference." },
  { name: "liquidity.withdrawalFloor", unit: "", min: 0.001, max: 1, initial: 0.25, scale: "linear", world: true, meaning: "Share of depth that stays whatever the volatility." },
  { name: "liquidity.equity", unit: "USD", min: 1, max: 1e15, initial: 1e8, scale: "log", world: true, meaning: "Equity of the liquidity providers at the start (base of their return)." },
] as const satisfies readonly Parameter[];
// #endregion

/** Log of the share of depth that would stay without a floor, when volatility exceeds its reference by `overshoot`. */
export function withdrawalExponent(overshoot: f64, slope: f64): f64 {
  return overshoot > 0 ? -slope * overshoot : 0;
}

/** Depth one block later: it closes `share` of the gap to its target and never falls below the floor. */
export function refilledDepth(depth: f64, target: f64, share: f64, floor: f64): f64 {
  const next = depth + (target - depth) * share;
  return next > floor ? next : floor;
}
