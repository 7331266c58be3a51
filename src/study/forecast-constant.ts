// Forecasts that never change: each trained forecaster replaced by a mean over the training paths.
import { logisticProbabilities } from "../control/forecast/logistic.ts";
import { log } from "../numeric/elementary.ts";
import { meanOf } from "../numeric/mean-interval.ts";
import { exported } from "./forecast-crunch.ts";
import type { ForecastSamples } from "./forecast-samples.ts";
import { predictedLogVariances } from "./forecast-scores.ts";
import { coefficientsOf, type TrainedForecasters } from "./forecast-training.ts";

/**
 * Coefficients by name, all 0 but the intercepts: the means of the log variance and of the chance of a crunch that are
 * forecast, and of the skew that is seen. Loops that act on these act about as much on average as the forecasts ask, but
 * always: what the trained forecasters do better is what they know about when.
 */
export function constantForecasts(
  trained: TrainedForecasters,
  training: Pick<ForecastSamples, "features" | "logVariances" | "skews">,
): Record<string, number> {
  const { volatility, skew, crunch } = trained;
  const constants = Object.fromEntries(Object.keys(coefficientsOf(trained)).map((name) => [name, 0]));
  if (volatility !== null) {
    constants["forecast.varianceIntercept"] = exported(meanOf(predictedLogVariances(volatility, training)));
  }
  if (skew !== null) {
    constants["forecast.skewIntercept"] = exported(meanOf(training.skews.flatMap((path) => [...path])));
  }
  if (crunch !== null) {
    const p = meanOf(logisticProbabilities(crunch.coefficients, training.features));
    constants["crunch.intercept"] = exported(log(p / (1 - p)));
  }
  return constants;
}
