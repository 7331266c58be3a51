// The outside price: what it would be without this venue. Diffusion with self-exciting jumps, plus scripted shocks.
// Shared subset. Specification: plant 1.2 (GBM and Hawkes rows; the mean of the jumps is not compensated).

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const exogenousParameters = [
  { name: "price.initial", unit: "USD/coin", min: 1e-9, max: 1e12, initial: 100, scale: "log", world: true, meaning: "Price at the start." },
  { name: "price.volatility", unit: "1/sqrt(year)", min: 0, max: 20, initial: 0.8, scale: "linear", world: true, meaning: "Volatility of the diffusion, annualised (365 days)." },
  { name: "price.drift", unit: "1/year", min: -100, max: 100, initial: 0, scale: "linear", world: true, meaning: "Drift of the price." },
  { name: "jump.rate", unit: "1/s", min: 0, max: 1, initial: 2 / 86400, scale: "linear", world: true, meaning: "Base intensity of jumps." },
  { name: "jump.branching", unit: "", min: 0, max: 0.999, initial: 0.5, scale: "linear", world: true, meaning: "Mean number of further jumps that one jump sets off." },
  { name: "jump.decay", unit: "1/s", min: 1e-9, max: 1000, initial: 1 / 600, scale: "log", world: true, meaning: "Rate at which the excitement of a jump fades." },
  { name: "jump.mean", unit: "log", min: -1, max: 1, initial: -0.01, scale: "linear", world: true, meaning: "Mean jump of the log price." },
  { name: "jump.deviation", unit: "log", min: 0, max: 1, initial: 0.015, scale: "linear", world: true, meaning: "Standard deviation of a jump of the log price." },
  { name: "shock.size", unit: "log", min: -5, max: 5, initial: 0, scale: "linear", world: true, meaning: "Scripted shock to the log price." },
  { name: "shock.block", unit: "blocks", min: 0, max: 1e9, initial: 10, scale: "linear", world: true, integer: true, meaning: "First block of the scripted shock." },
  { name: "shock.blocks", unit: "blocks", min: 1, max: 1e9, initial: 1, scale: "linear", world: true, integer: true, meaning: "Blocks over which the scripted shock is spread evenly." },
] as const satisfies readonly Parameter[];
// #endregion

/** Jump intensity (1/s) at the next block before its jumps. `keep` = exp(-decay * block time). */
export function fadedIntensity(intensity: f64, base: f64, keep: f64): f64 {
  return base + (intensity - base) * keep;
}

/** Change of the log price over one block by diffusion. `sigma` is per square root of a block. */
export function diffusionStep(sigma: f64, driftPerBlock: f64, normal: f64): f64 {
  return sigma * normal - 0.5 * sigma * sigma + driftPerBlock;
}
