// Which rule sets the funding rate, and how funding accrues. Specification: plant 1.9. Shared subset.

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const fundingParameters = [
  { name: "funding.law", unit: "", min: 0, max: 3, initial: 0, scale: "linear", choices: ["premium", "velocity", "adaptive", "controller"], meaning: "Who sets the funding rate: a rule that lives on chain (premium F1, velocity F2, adaptive F3) or the controller (F4)." },
] as const satisfies readonly Parameter[];
// #endregion

/** Funding paid per coin over one block, USD; positive while longs pay. `rate` is 1/day. */
export function fundingPerCoin(rate: f64, mark: f64, blockTime: f64): f64 {
  return (rate * mark * blockTime) / 86400;
}
