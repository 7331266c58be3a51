// How good forecasts of a number were: skill against persistence, explained variance, and whether the direction was right.
import { UserError } from "../../numeric/user-error.ts";

/** 1 - MSE / MSE of saying "as now" (objectives 5, predictive skew): 1 is perfect, 0 no better than persistence. */
export function persistenceSkill(forecast: Float64Array, outcome: Float64Array, persistence: Float64Array): number {
  const reference = sumOfSquaredErrors(persistence, outcome);
  if (!(reference > 0)) fail("found a series that persistence forecasts without error; expected one that moves");
  return 1 - sumOfSquaredErrors(forecast, outcome) / reference;
}

/** R2 = 1 - MSE / variance of the outcome about its own mean. */
export function explainedVariance(forecast: Float64Array, outcome: Float64Array): number {
  const mean = outcome.reduce((sum, y) => sum + y, 0) / outcome.length;
  const spread = sumOfSquaredErrors(new Float64Array(outcome.length).fill(mean), outcome);
  if (!(spread > 0)) fail("found an outcome that never changes; expected one that moves");
  return 1 - sumOfSquaredErrors(forecast, outcome) / spread;
}

export interface SignHits {
  /** Forecasts of a change larger than the threshold. */
  readonly count: number;
  /** Share of them whose outcome moved the same way; null without any. A move of 0 is a miss. */
  readonly rate: number | null;
}

/**
 * Forecast change = forecast - now, compared in sign with outcome - now where it exceeds the threshold (objectives 5: 2 %).
 * @param persistence the value now
 */
export function signHits(
  forecast: Float64Array,
  outcome: Float64Array,
  persistence: Float64Array,
  threshold: number,
): SignHits {
  let [count, hits] = [0, 0];
  for (const [i, now] of persistence.entries()) {
    const change = (forecast[i] ?? Number.NaN) - now;
    if (!(Math.abs(change) > threshold)) continue;
    count++;
    if (change * ((outcome[i] ?? Number.NaN) - now) > 0) hits++;
  }
  return { count, rate: count === 0 ? null : hits / count };
}

function sumOfSquaredErrors(forecast: Float64Array, outcome: Float64Array): number {
  if (forecast.length !== outcome.length || outcome.length === 0) {
    fail(`found ${forecast.length} forecasts for ${outcome.length} outcomes; expected one for each of at least one`);
  }
  return forecast.reduce((sum, value, i) => sum + (value - (outcome[i] ?? Number.NaN)) ** 2, 0);
}

function fail(message: string): never {
  throw new UserError("scores of a forecast", [{ place: "outcome", message }]);
}
