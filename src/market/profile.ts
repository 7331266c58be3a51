// A market profile: calibrated values under the names of our parameters, with estimates, methods and provenance.
import type { Estimate } from "./estimate.ts";
import type { Provenance } from "./price-history.ts";

/** Parameters that a profile sets, in the order in which files list them. */
export const marketValueNames = [
  "price.initial", // USD per coin, last close
  "price.volatility", // per sqrt(year), without jumps
  "jump.rate", // 1/s, intensity without excitation
  "jump.branching", // jumps that one jump triggers
  "jump.decay", // 1/s
  "jump.mean", // log
  "jump.deviation", // log
] as const;

export type MarketValueName = (typeof marketValueNames)[number];

/** An estimate as a file shows it; `unit` in words. */
export interface NamedEstimate extends Estimate {
  readonly name: string;
  readonly unit: string;
}

export interface MarketProfile {
  readonly name: string;
  /** What a study reads, SI units. */
  readonly values: Readonly<Record<MarketValueName, number>>;
  readonly estimates: readonly NamedEstimate[];
  readonly methods: Readonly<Record<"volatility" | "jumps" | "clustering" | "standardErrors", string>>;
  /** The data of the volatility and of the jumps: the same record unless jumps come from other files. */
  readonly provenance: { readonly volatility: Provenance; readonly jumps: Provenance };
  readonly notes: readonly string[];
}
