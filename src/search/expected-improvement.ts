// How much a point may improve on the best one known, by what a Gaussian process says of it; as a logarithm.
//
// Jones, Schonlau and Welch, "Efficient global optimization of expensive black-box functions", J. Glob. Optim. 13, 1998; the
// logarithm, which has a slope also where the improvement is next to nothing: Ament and others, "Unexpected improvements to
// expected improvement for Bayesian optimization", NeurIPS 2023, equation (9).
import { exp, log } from "../numeric/elementary.ts";
import { erfcx } from "../numeric/error-function.ts";
import { normalCdf, normalDensity, normalLogCdf } from "../numeric/normal.ts";

const HALF_LOG_TWO_PI = 0.9189385332046727;
const SQRT_HALF_PI = 1.2533141373155001;
/** From here on the series' first term is exact to rounding where the closed form has lost half its digits. */
const FAR = 1e4;

/** A value with its derivatives by the mean and by the standard deviation of the belief. */
export interface Merit {
  readonly value: number;
  readonly byMean: number;
  readonly byDeviation: number;
}

/** ln E[max(0, best - Y)] for Y normal. */
export function logExpectedImprovement(mean: number, deviation: number, best: number): Merit {
  const z = (best - mean) / deviation;
  const height = logImprovement(z);
  const byMean = -exp(normalLogCdf(z) - height) / deviation;
  const byDeviation = exp(-0.5 * z * z - HALF_LOG_TWO_PI - height) / deviation;
  return { value: log(deviation) + height, byMean, byDeviation };
}

/** ln(phi(z) + z Phi(z)). */
export function logImprovement(z: number): number {
  if (z > -1) return log(normalDensity(z) + z * normalCdf(z));
  const density = -0.5 * z * z - HALF_LOG_TWO_PI;
  if (z < -FAR) return density - 2 * log(-z);
  return density + log(1 + z * SQRT_HALF_PI * erfcx(-z / Math.SQRT2));
}

/** ln P(Y <= 0) for Y normal. */
export function logFeasibility(mean: number, deviation: number): Merit {
  const z = -mean / deviation;
  const value = normalLogCdf(z);
  const ratio = exp(-0.5 * z * z - HALF_LOG_TWO_PI - value);
  return { value, byMean: -ratio / deviation, byDeviation: (-ratio * z) / deviation };
}
