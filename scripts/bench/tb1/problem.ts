// The tuning benchmark TB-1: ten gains and limits of the benchmark plant's controller, from a point of the unit cube to
// objectives and constraints. Specification: bench/tuning.md of the benchmark plants.
import { exp, log } from "../../../src/numeric/elementary.ts";
import { type OutcomeName, type Outcomes, outcomeColumn } from "../../../src/simulate/outcome.ts";

interface Variable {
  /** Name in the specification. */
  readonly name: string;
  /** Name in our parameter table. */
  readonly parameter: string;
  readonly low: number;
  readonly high: number;
  readonly scale: "linear" | "log";
  /** Coordinate of the static design, which does nothing or next to nothing. */
  readonly start: number;
}

/** Section 2. */
export const variables: readonly Variable[] = [
  { name: "gainInitialMargin", parameter: "margin.stressRise", low: 0, high: 3, scale: "linear", start: 0.02 },
  { name: "initialMarginMax", parameter: "margin.max", low: 0.05, high: 0.2, scale: "linear", start: 1 / 3 },
  { name: "gainMaintenance", parameter: "maintenance.stressRise", low: 0, high: 1, scale: "linear", start: 0.02 },
  { name: "gainDepth", parameter: "depth.stressRise", low: 0, high: 2, scale: "linear", start: 0.02 },
  { name: "depthMultiplierMax", parameter: "depth.max", low: 1, high: 2.5, scale: "linear", start: 2 / 3 },
  { name: "gainCap", parameter: "cap.stressRelief", low: 0, high: 20, scale: "linear", start: 0.02 },
  { name: "liquidationCapMin", parameter: "cap.min", low: 1e-4, high: 1e-2, scale: "log", start: 0.5 },
  { name: "fundingSkew", parameter: "funding.kp", low: 0, high: 0.5, scale: "linear", start: 0.02 },
  { name: "fundingVelocity", parameter: "funding.ki", low: 0, high: 0.5, scale: "linear", start: 0.02 },
  { name: "fundingBasis", parameter: "funding.feedForward", low: 0, high: 5, scale: "linear", start: 0.02 },
];

/** Section 4: where today's parameters stand. */
export const staticDesign: Float64Array = Float64Array.from(variables, ({ start }) => start);

/** Values by parameter name. @param point of the unit cube; what is outside is clipped */
export function decoded(point: Float64Array): Readonly<Record<string, number>> {
  const decode = ({ low, high, scale }: Variable, u: number): number =>
    scale === "linear" ? low + u * (high - low) : low * exp(u * log(high / low));
  return Object.fromEntries(
    variables.map((variable, i) => [variable.parameter, decode(variable, Math.min(Math.max(point[i] ?? 0, 0), 1))]),
  );
}

/** Section 3, all minimised; feasible where no constraint is positive. */
export interface Merits {
  /** Drawdown caused by the venue, extra depth in days, extra margin and funding in units of the neutral margin. */
  readonly f: readonly [number, number, number];
  /** Loss of the insurance fund beyond 5000 USD as a share of that, and the number of insolvent paths. */
  readonly g: readonly [number, number];
}

export function meritsOf(outcomes: Outcomes): Merits {
  const mean = (name: OutcomeName): number =>
    outcomeColumn(outcomes, name).reduce((sum, value) => sum + value, 0) / outcomes.paths;
  const insolvent = outcomeColumn(outcomes, "badDebtUsd").reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return {
    f: [mean("excessDrawdown"), mean("extraDepthDays"), 20 / mean("meanMaxLeverage") - 1 + 20 * mean("fundingPaid")],
    g: [(2e6 - mean("minInsuranceUsd")) / 5000 - 1, insolvent],
  };
}

/** Section 4: the single loss. */
export function lossOf({ f: [price, liquidity, traders] }: Merits): number {
  return price / 0.0025 + liquidity / 0.1 + (traders / 0.5) ** 2;
}

export function violationOf({ g }: Merits): number {
  return g.reduce((sum, value) => sum + Math.max(value, 0), 0);
}

/** Section 5: objectives in units of the reference point, each of interest below 1. */
export function normalised({ f: [price, liquidity, traders] }: Merits): readonly [number, number, number] {
  return [price / 0.006, liquidity / 0.12, traders / 0.9];
}
