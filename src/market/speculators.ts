// Speculators: when they leave and when new ones come, given what funding costs and where the price is heading.
// Shared subset. Specification: plant 1.6.
import { exp } from "../numeric/elementary.ts";

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const speculatorParameters = [
  { name: "traders.closeHazard", unit: "1/s", min: 0, max: 1, initial: 1 / 43200, scale: "linear", world: true, meaning: "Rate at which an open position is closed in calm times." },
  { name: "traders.openHazard", unit: "1/s", min: 0, max: 1, initial: 1 / 21600, scale: "linear", world: true, meaning: "Rate at which an empty slot is taken in calm times." },
  { name: "traders.fundingResponse", unit: "day", min: 0, max: 1000, initial: 10, scale: "linear", world: true, meaning: "How strongly the funding rate moves closing and opening (the least known number of the model)." },
  { name: "traders.momentumResponse", unit: "", min: -1000, max: 1000, initial: 5, scale: "linear", world: true, meaning: "How strongly recent returns move closing and opening; negative for contrarians." },
  { name: "traders.momentumTime", unit: "s", min: 1, max: 1e8, initial: 1800, scale: "log", world: true, meaning: "Memory of the recent return." },
  { name: "traders.panicResponse", unit: "", min: 0, max: 1000, initial: 0, scale: "linear", world: true, meaning: "Extra closing of longs per unit of current drawdown." },
  { name: "traders.hazardLimit", unit: "", min: 0, max: 20, initial: 3, scale: "linear", world: true, meaning: "Largest |log| change of a hazard." },
] as const satisfies readonly Parameter[];
// #endregion

/**
 * Log of the factor on a hazard. Traders of side `sign` leave what funding makes expensive and momentum makes losing.
 * @param incentive fundingResponse * funding - momentumResponse * momentum  @param direction sign for closes, -sign for opens
 */
export function hazardExponent(incentive: f64, direction: f64, limit: f64): f64 {
  const x = direction * incentive;
  return x > limit ? limit : x < -limit ? -limit : x;
}

/** Factor on a hazard. */
export function hazardFactor(incentive: f64, direction: f64, limit: f64): f64 {
  return exp(hazardExponent(incentive, direction, limit));
}
