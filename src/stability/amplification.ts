// The feedback-amplification factor in three ways: from the loop gain, from peak falls and from variation.
// Specification: control 3.6.
import { log1p } from "../numeric/elementary.ts";
import { type OutcomeName, type Outcomes, outcomeColumn } from "../simulate/outcome.ts";
import type { Simulator } from "../simulate/plant.ts";
import { withoutCapLoop, withValues } from "./setting.ts";

/** What simulation says. All 1 where nothing feeds back. */
export interface MeasuredAmplification {
  /** Mean peak fall of the mark over the same without liquidations. */
  readonly peak: number;
  /** Mean peak fall of the mark over that of the outside price: also counts what voluntary trades move. */
  readonly peakOverOutside: number;
  /** Square root of the quadratic variation of the mark over that of the outside price. */
  readonly variation: number;
}

/** 1/(1 - g): a fall s becomes s + g s + g^2 s + ...; Infinity from a loop gain of 1 on. */
export function analyticAmplification(gain: number): number {
  return gain < 1 ? 1 / (1 - gain) : Infinity;
}

/** d ln sigma / d ln D at a loop gain below 1: how much more the mark varies per per cent of depth that is missing. */
export function volatilityPerDepth(gain: number): number {
  return gain < 1 ? -gain / (1 - gain) : -Infinity;
}

/** Plays the vector and, on the same days, the vector with its loop opened. */
export function measuredAmplification(simulator: Simulator, vector: Float64Array): MeasuredAmplification {
  const closed = simulator.run(vector);
  const open = simulator.run(withoutLiquidations(vector));
  return {
    peak: meanPeakFall(closed, "maxDrawdown") / meanPeakFall(open, "maxDrawdown"),
    peakOverOutside: meanPeakFall(closed, "maxDrawdown") / meanPeakFall(closed, "exogenousDrawdown"),
    variation: Math.sqrt(mean(closed, "variationMark") / mean(closed, "variationExogenous")),
  };
}

/**
 * The open loop: the same venue with a cap of 0, so that nobody is liquidated. The specification asks for liquidations that
 * move nothing; the model has one depth for all orders, and differs from that by the positions that stay open instead.
 */
export function withoutLiquidations(vector: Float64Array): Float64Array {
  return withValues(withoutCapLoop(vector), { "liquidation.cap": 0 });
}

/** Mean over the paths of a drawdown as a log fall. */
function meanPeakFall(outcomes: Outcomes, name: OutcomeName): number {
  return outcomeColumn(outcomes, name).reduce((sum, fall) => sum - log1p(-fall), 0) / outcomes.paths;
}

function mean(outcomes: Outcomes, name: OutcomeName): number {
  return outcomeColumn(outcomes, name).reduce((sum, value) => sum + value, 0) / outcomes.paths;
}
