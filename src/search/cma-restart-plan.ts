// What the next run of CMA-ES is like after a run has ended: its population, its first step, and how long it may last.
//
// "ipop" doubles the population (Auger and Hansen, "A restart CMA evolution strategy with increasing population size",
// CEC 2005). "bipop" takes turns between that and small populations with small steps, and gives both the same budget
// (Hansen, "Benchmarking a BI-population CMA-ES on the BBOB-2009 function testbed", GECCO 2009).
import { exp } from "../numeric/elementary.ts";
import { RESTART_DRAW, uniformDraws } from "./addressed-draw.ts";

/** After so many doublings the population stays. */
const LARGEST_DOUBLINGS = 9;

export interface RunPlan {
  readonly population: number;
  /** The first step as a share of the usual one. */
  readonly stepShare: number;
  /** Evaluations after which the run ends whatever happens. */
  readonly longest: number;
  /** Which of the two budgets of "bipop" the run is booked on; the very first run on none. */
  readonly regime: "first" | "large" | "small";
}

export interface RestartRecord {
  readonly doublings: number;
  /** Evaluations spent in large and in small runs, and in the last large one. */
  readonly large: number;
  readonly small: number;
  readonly lastLarge: number;
}

export const firstRecord: RestartRecord = { doublings: 0, large: 0, small: 0, lastLarge: 0 };

export function firstPlan(population: number): RunPlan {
  return { population, stepShare: 1, longest: Number.POSITIVE_INFINITY, regime: "first" };
}

/** The record with an ended run of `spent` evaluations. */
export function withRun(record: RestartRecord, { regime }: RunPlan, spent: number): RestartRecord {
  switch (regime) {
    case "first":
      return { ...record, lastLarge: spent };
    case "large":
      return { ...record, large: record.large + spent, lastLarge: spent };
    case "small":
      return { ...record, small: record.small + spent };
  }
}

/** @param population of the very first run  @param generation address of the draws */
export function nextPlan(
  restarts: "ipop" | "bipop",
  record: RestartRecord,
  population: number,
  seed: number,
  generation: number,
): { readonly plan: RunPlan; readonly record: RestartRecord } {
  const isSmall = restarts === "bipop" && record.doublings > 0 && record.small < record.large;
  if (isSmall) return { plan: smallPlan(record, population, seed, generation), record };
  const doublings = Math.min(record.doublings + 1, LARGEST_DOUBLINGS);
  const plan = { ...firstPlan(population * 2 ** doublings), regime: "large" as const };
  return { plan, record: { ...record, doublings } };
}

/** Population (1/2 large/first)^(U^2) times the first, step 10^(-2 U) times the usual. */
function smallPlan(record: RestartRecord, population: number, seed: number, generation: number): RunPlan {
  const [forPopulation = 0.5, forStep = 0.5] = uniformDraws(2, seed, RESTART_DRAW, generation, 1);
  const logHalf = (record.doublings - 1) * Math.LN2; // ln of half the large population over the first
  return {
    population: Math.floor(population * exp(forPopulation * forPopulation * logHalf)),
    stepShare: exp(-2 * forStep * Math.LN10),
    longest: Math.ceil(record.lastLarge / 2),
    regime: "small",
  };
}
