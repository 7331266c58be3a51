// Maximum-likelihood fit of self-exciting jump times, with standard errors and the comparison with a Poisson process.
import { inverse, Matrix } from "ml-matrix";
import { exp, log, log1p } from "../numeric/elementary.ts";
import type { Estimate } from "./estimate.ts";
import { excitation, type HawkesParameters, hawkesLogLikelihood, type ObservedJumps } from "./hawkes.ts";

export interface HawkesFit {
  readonly base: Estimate;
  readonly branching: Estimate;
  readonly decay: Estimate;
  readonly logLikelihood: number;
  /** Twice the gain in log-likelihood over a Poisson process of the same mean. */
  readonly likelihoodRatio: number;
  /** Probability of such a gain by chance, from chi-squared with 2 degrees of freedom (the decay is not defined under Poisson, so it is approximate). */
  readonly pValue: number;
  /** True when the decay ended on the border of the range it was sought in. */
  readonly atBorder: boolean;
}

/** Branching ratios are sought below this: at 1 the process explodes. */
const mostBranching = 0.999;
const gridPoints = 40;

/**
 * For a given decay the likelihood is concave in the rest, and at its maximum the expected number of jumps equals the
 * number seen: base * exposure + branching * spent = N. One unknown is left, the share of excited jumps, found by
 * bisection; the decay is found on a logarithmic grid, so that no local maximum is missed, and refined by golden section.
 * @param slowest @param fastest range of the decay, 1/s
 */
export function fitHawkes(observed: ObservedJumps, slowest: number, fastest: number): HawkesFit {
  const gain = (logDecay: number) => bestShare(observed, exp(logDecay)).gain;
  const step = log(fastest / slowest) / (gridPoints - 1);
  const grid = Array.from({ length: gridPoints }, (_, i) => log(slowest) + i * step);
  const gains = grid.map(gain);
  const best = gains.indexOf(Math.max(...gains));
  const low = grid[Math.max(0, best - 1)] ?? 0;
  const high = grid[Math.min(gridPoints - 1, best + 1)] ?? 0;
  const decay = exp(goldenMaximum(gain, low, high));
  const { base, branching, gain: reached } = bestShare(observed, decay);
  const errors = standardErrors(observed, { base, branching, decay });
  const atBorder = decay < slowest * (1 + 1e-3) || decay > fastest * (1 - 1e-3);
  return {
    base: { value: base, standardError: errors[0] ?? null },
    branching: { value: branching, standardError: errors[1] ?? null },
    decay: { value: decay, standardError: errors[2] ?? null },
    logLikelihood: hawkesLogLikelihood(observed, { base, branching, decay }),
    likelihoodRatio: 2 * reached,
    pValue: exp(-reached), // the chi-squared tail with 2 degrees of freedom is exp(-x/2)
    atBorder,
  };
}

/** Best base and branching for one decay, and the gain in log-likelihood over Poisson. */
function bestShare(observed: ObservedJumps, decay: number): { base: number; branching: number; gain: number } {
  const { felt, spent, exposure } = excitation(observed, decay);
  const count = felt.length;
  const excess = felt.map((excited) => (excited * exposure) / spent - 1);
  const slope = (share: number) => excess.reduce((sum, e) => sum + e / (1 + share * e), 0);
  let low = 0;
  let high = Math.min(1 - 1e-9, (mostBranching * spent) / count);
  if (slope(0) <= 0) high = 0;
  else if (slope(high) > 0) low = high;
  for (let i = 0; i < 60 && high > low; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  const share = (low + high) / 2;
  const gain = excess.reduce((sum, e) => sum + log1p(share * e), 0);
  return { base: (count * (1 - share)) / exposure, branching: (share * count) / spent, gain };
}

function goldenMaximum(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  for (let i = 0; i < 50; i++) {
    const left = b - ratio * (b - a);
    const right = a + ratio * (b - a);
    if (f(left) >= f(right)) b = right;
    else a = left;
  }
  return (a + b) / 2;
}

/** Square roots of the diagonal of the inverse observed information; null where it is not positive definite (a border). */
function standardErrors(observed: ObservedJumps, best: HawkesParameters): (number | null)[] {
  const centre = [best.base, best.branching, best.decay];
  if (best.branching === 0) return [null, null, null];
  const at = (moves: readonly number[]) => {
    const [base = 0, branching = 0, decay = 0] = centre.map((value, i) => value * (1 + (moves[i] ?? 0)));
    return hawkesLogLikelihood(observed, { base, branching, decay });
  };
  const h = 1e-3; // relative step: rounding stays near 1e-10 of a curvature of order one, truncation near 1e-6
  const unit = (i: number, size: number) => centre.map((_, j) => (i === j ? size : 0));
  const plus = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value + (b[i] ?? 0));
  const information = Matrix.zeros(3, 3);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const mixed = (s: number, t: number) => at(plus(unit(i, s * h), unit(j, t * h)));
      information.set(i, j, -(mixed(1, 1) - mixed(1, -1) - mixed(-1, 1) + mixed(-1, -1)) / (4 * h * h));
    }
  }
  const variances = inverseDiagonal(information);
  return variances.map((variance, i) => (variance > 0 ? Math.sqrt(variance) * (centre[i] ?? 0) : null));
}

function inverseDiagonal(information: Matrix): number[] {
  try {
    return inverse(information).diagonal();
  } catch {
    return [Number.NaN, Number.NaN, Number.NaN]; // singular: the likelihood is flat in some direction
  }
}
