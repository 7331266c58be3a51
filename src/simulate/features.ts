// What the forecasters see, for fitting them: one row of a features trace, in the kernel's order.
import { crunchFeatures } from "../control/forecast-parameters.ts";

/** Features of the crunch classifier, of the volatility forecast and of the skew forecast, then the three forecasts. */
export const featureNames = [
  ...crunchFeatures.map(([name]) => name),
  // ln of the annualised variance, exponentially weighted with time constants of half the window
  "logVarianceTenMinutes",
  "logVarianceHour",
  "logVarianceSixHours",
  "logVarianceDay",
  // skew at the last full ten minutes, and ten, twenty, .. minutes before
  "skewLag1",
  "skewLag2",
  "skewLag3",
  "skewLag4",
  "skewLag5",
  "skewLag6",
  "forecastVolatility",
  "forecastSkew",
  "crunch",
] as const;

export type FeatureName = (typeof featureNames)[number];
