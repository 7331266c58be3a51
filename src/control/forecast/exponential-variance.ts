// Exponentially weighted variance of returns: the volatility forecast that HAR-RV has to beat.
import { ewma } from "../forecast.ts";

/**
 * v(0) = r(0)^2, v(t) = keep v(t-1) + (1 - keep) r(t)^2; returns are not centred.
 * J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th ed. 1996, section 5.2.
 * @param keep weight of the past, in [0, 1)
 */
export function exponentialVariance(returns: Float64Array, keep: number): Float64Array {
  let variance = (returns[0] ?? 0) ** 2;
  return returns.map((r) => {
    variance = ewma(variance, keep, r * r);
    return variance;
  });
}

/**
 * The same with weights keep^k that sum to 1 at every time, so that the first return weighs no more than its age gives it:
 * the mean started from 0, over the same mean of ones.
 */
export function weightedVariance(returns: Float64Array, keep: number): Float64Array {
  let [variance, weight] = [0, 0];
  return returns.map((r) => {
    variance = ewma(variance, keep, r * r);
    weight = ewma(weight, keep, 1);
    return variance / weight;
  });
}
