// Forced closing: how much one block may close, and what it costs the account.
// Shared subset. Specification: plant 1.10 (binary, capped, worst key first).

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const liquidationParameters = [
  { name: "liquidation.cap", unit: "", min: 0, max: Infinity, initial: 0.01, scale: "log", meaning: "Most that is liquidated per side and block, as a share of depth." },
  { name: "liquidation.lastSlot", unit: "", min: 0, max: 1, initial: 0, scale: "linear", choices: ["whole", "part"], meaning: "What happens to the position that reaches the cap: closed whole, or in part with its remainder first in line." },
  { name: "liquidation.fee", unit: "", min: 0, max: 0.2, initial: 0.01, scale: "linear", meaning: "Penalty on the liquidated notional, paid to the insurance fund." },
] as const satisfies readonly Parameter[];
// #endregion

/** USD of forced closing that one block allows on one side. */
export function blockBudget(cap: f64, depth: f64): f64 {
  return cap * depth;
}
