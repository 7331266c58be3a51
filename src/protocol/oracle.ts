// The price that decides liquidations: how much of it is the venue's own mark, and how old it is when acted upon.
// Shared subset. Specification: plant 1.5 (weighted form) and 1.12.
import { exp } from "../numeric/elementary.ts";

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const oracleParameters = [
  { name: "oracle.markWeight", unit: "", min: 0, max: 1, initial: 1, scale: "linear", meaning: "Weight of the own mark in the risk price; the rest is the outside index." },
  { name: "delay.oracle", unit: "blocks", min: 0, max: 5000, initial: 1, scale: "linear", integer: true, meaning: "Age of the risk price when it is published." },
  { name: "delay.keeper", unit: "blocks", min: 0, max: 5000, initial: 1, scale: "linear", integer: true, meaning: "Blocks from publication to the execution of a liquidation." },
  { name: "delay.command", unit: "blocks", min: 0, max: 5000, initial: 5, scale: "linear", integer: true, meaning: "Blocks from a command of the controller to its effect on chain." },
] as const satisfies readonly Parameter[];
// #endregion

/** Risk price, USD/coin, from the log index and the basis (log, mark over index), both relative to the initial price. */
export function riskPrice(initial: f64, logIndex: f64, basis: f64, markWeight: f64): f64 {
  return initial * exp(logIndex + markWeight * basis);
}
