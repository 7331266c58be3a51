// The upper tail of a sample of losses: value at risk and conditional value at risk.
import { quantile, sortedUpwards } from "./quantile.ts";

/** Value at risk at `level` in (0, 1): the smallest loss that at least a share `level` of the sample does not exceed. */
export function valueAtRisk(losses: ArrayLike<number>, level: number): number {
  return quantile(sortedUpwards(losses), level, 1);
}

/**
 * Conditional value at risk, the minimum over z of z + E max(loss − z, 0)/(1 − level): the mean of the worst share
 * 1 − level, of which the value at risk takes the fraction that is left over.
 * R. T. Rockafellar & S. Uryasev, Conditional value-at-risk for general loss distributions, 2002.
 */
export function conditionalValueAtRisk(losses: ArrayLike<number>, level: number): number {
  return excessMean(losses, valueAtRisk(losses, level), level);
}

/**
 * Influence of each loss on the conditional value at risk: z + max(loss − z, 0)/(1 − level) − CVaR. It has mean 0 and
 * its standard deviation over √n is the standard error (A. A. Trindade et al., Financial prediction with constrained
 * tail risk, 2007). The error is asymptotic: with fewer than about ten losses beyond the level it is too small.
 */
export function conditionalValueAtRiskInfluence(losses: ArrayLike<number>, level: number): Float64Array {
  const z = valueAtRisk(losses, level);
  const value = excessMean(losses, z, level);
  return Float64Array.from(losses, (loss) => z + Math.max(loss - z, 0) / (1 - level) - value);
}

function excessMean(losses: ArrayLike<number>, z: number, level: number): number {
  let sum = 0;
  for (let i = 0; i < losses.length; i++) sum += Math.max((losses[i] ?? 0) - z, 0);
  return z + sum / losses.length / (1 - level);
}
