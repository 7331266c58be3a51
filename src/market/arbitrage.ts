// Arbitrage between mark and index: closes part of an earlier basis, and leaves part of it in the index.
// Shared subset. Specification: plant 1.5.

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const arbitrageParameters = [
  { name: "arbitrage.basisTime", unit: "s", min: 1e-9, max: 1e9, initial: 60, scale: "log", world: true, meaning: "Time constant with which arbitrage closes the basis." },
  { name: "arbitrage.delay", unit: "blocks", min: 1, max: 1000, initial: 1, scale: "linear", world: true, integer: true, meaning: "Age of the basis that arbitrage acts on (1: the end of the last block)." },
  { name: "arbitrage.band", unit: "log", min: 0, max: 0.1, initial: 0, scale: "linear", world: true, meaning: "Basis too small to be worth closing." },
  { name: "arbitrage.capital", unit: "USD", min: 0, max: Infinity, initial: Infinity, scale: "linear", world: true, meaning: "Largest arbitrage trade per block." },
  { name: "arbitrage.permanentShare", unit: "", min: 0, max: 1, initial: 0.3, scale: "linear", world: true, meaning: "Share of a closed basis that ends up in the index." },
  { name: "arbitrage.indexTime", unit: "s", min: 1, max: Infinity, initial: 21600, scale: "linear", world: true, meaning: "Time constant with which a displaced index returns (value traders)." },
] as const satisfies readonly Parameter[];
// #endregion

/**
 * Basis (log) closed in this block: `share` of what lies outside the band, limited by capital.
 * @param capitalMove largest basis the capital can close: capital / ((1 - permanent share) depth)
 */
export function closedBasis(basis: f64, share: f64, band: f64, capitalMove: f64): f64 {
  const size = basis < 0 ? -basis : basis;
  if (size <= band) return 0;
  const wanted = share * (size - band);
  const closed = wanted < capitalMove ? wanted : capitalMove;
  return basis < 0 ? -closed : closed;
}
