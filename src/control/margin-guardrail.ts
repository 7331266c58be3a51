// The guardrail of the maintenance margin: a raise liquidates at once, so the book just beyond the threshold limits it.
// Shared subset. Specification: control 3.3, mmr guardrail.

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const guardrailParameters = [
  { name: "margin.guardrail", unit: "", min: 0, max: Infinity, initial: Infinity, scale: "log", meaning: "Most that a raise of the maintenance margin may liquidate per block, as a share of depth (0.001 is recommended); Infinity switches the limit off." },
] as const satisfies readonly Parameter[];
// #endregion

/** Loop gain from volatility over the maintenance margin back to volatility that is still accepted. */
export const MARGIN_LOOP_LIMIT: f64 = 0.3;
const BAND: f64 = 0.0025;
const YEAR: f64 = 31536000;

/** Log price move over which the density beyond the threshold is measured: a quarter percent, or all that the raise sweeps. */
export function guardBand(maintenance: f64, raise: f64): f64 {
  const swept = raise / (1 - maintenance);
  return swept > BAND ? swept : BAND;
}

/**
 * Largest raise of the maintenance margin in one block: (1 - m) cLiq D / rho(0).
 * @param share cLiq, of depth  @param depth USD/log  @param density rho(0), USD/log; without any a raise is free
 */
export function largestRaise(maintenance: f64, share: f64, depth: f64, density: f64): f64 {
  return density > 0 ? ((1 - maintenance) * share * depth) / density : Infinity;
}

/** d sigma / d|r| of the volatility estimate sigma (per sqrt(year)) after a return `r` in `dt` s; `keep` = its memory per block. */
export function volatilitySensitivity(keep: f64, r: f64, volatility: f64, dt: f64): f64 {
  return ((1 - keep) * (r < 0 ? -r : r) * YEAR) / (volatility * dt);
}

/**
 * Procyclic gain Lm = k_m g/(1 - m) d sigma/d|r| of the loop volatility, maintenance margin, liquidation, volatility.
 * @param gain k_m, maintenance margin per unit of volatility  @param amplification g = rho/D
 */
export function marginLoopGain(gain: f64, amplification: f64, maintenance: f64, sensitivity: f64): f64 {
  return ((gain * amplification) / (1 - maintenance)) * sensitivity;
}
