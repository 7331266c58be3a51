// Prediction laws of the forecasters: volatility, skew and the probability of a crunch. Shared subset: every number is an
// argument or a cell. The coefficients come from `control/forecast/`. Specification: control 3.5.
import { cell } from "../numeric/cells.ts";
import { exp } from "../numeric/elementary.ts";

/**
 * Logarithm of the coming variance from those of the last 10 minutes, hour, 6 hours and day.
 * Corsi, "A simple approximate long-memory model of realized volatility", J. Financial Econometrics 7, 2009, equation (9).
 * @param c0 intercept  @param c1 @param c2 @param c3 @param c4 weights
 * @param l1 @param l2 @param l3 @param l4 ln of the mean variance per unit of time over each window, shortest first
 */
export function harLogVariance(c0: f64, c1: f64, c2: f64, c3: f64, c4: f64, l1: f64, l2: f64, l3: f64, l4: f64): f64 {
  return c0 + c1 * l1 + c2 * l2 + c3 * l3 + c4 * l4;
}

/**
 * Intercept plus weighted features: the forecast of an autoregression, or the score of a logistic classifier.
 * @param coefficients address of the intercept; the weights follow it  @param features address of the first feature
 * @param stride bytes between features  @param count number of features
 */
export function linearForecast(coefficients: i32, features: i32, stride: i32, count: i32): f64 {
  let sum: f64 = cell(coefficients);
  for (let k: i32 = 0; k < count; k++) sum += cell(coefficients + 8 * (k + 1)) * cell(features + k * stride);
  return sum;
}

/** Probability whose log odds are `score`. */
export function logisticProbability(score: f64): f64 {
  return 1 / (1 + exp(-score));
}

/** Exponentially weighted mean after one more value; `keep` is the weight of the past, in [0, 1]. */
export function ewma(previous: f64, keep: f64, value: f64): f64 {
  return keep * previous + (1 - keep) * value;
}
