// Margin requirements: what a new position must post, and what an open one must keep.
// Shared subset. Specification: plant 1.8 (isolated margin; initial and maintenance apart).

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const marginParameters = [
  { name: "margin.initial", unit: "", min: 0.001, max: 1, initial: 0.05, scale: "log", meaning: "Initial margin ratio of new positions (1 / largest leverage)." },
  { name: "margin.maintenanceShare", unit: "", min: 0.01, max: 1, initial: 0.5, scale: "linear", meaning: "Maintenance margin over initial margin." },
  { name: "margin.maintenanceCeiling", unit: "", min: 0.1, max: 1, initial: 0.9, scale: "linear", meaning: "Maintenance never rises above this share of the initial margin." },
  { name: "margin.stepLimit", unit: "1/block", min: 0, max: 1, initial: 0.0005, scale: "linear", meaning: "Largest change of the initial margin per block; maintenance moves at half of it." },
] as const satisfies readonly Parameter[];
// #endregion

/** Value after one block of an actuator that moves by at most `slew`. */
export function slewed(value: f64, target: f64, slew: f64): f64 {
  const step = target - value;
  return value + (step > slew ? slew : step < -slew ? -slew : step);
}
