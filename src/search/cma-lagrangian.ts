// Constraints priced into the loss with prices that adapt: an augmented Lagrangian for CMA-ES.
//
// Atamna, Auger, Hansen, "Linearly convergent evolution strategies via augmented Lagrangian constraint handling",
// FOGA 2017. h(x) = f(x) + sum_i phi(g_i(x)), where phi(g) = gamma g + omega g^2 / 2 while gamma + omega g >= 0, and
// -gamma^2 / (2 omega) below. Prices follow the constraints at the mean, so the mean is evaluated in every generation.
// Beside "feasible first" it needs the values of the constraints, but it walks along a boundary from both sides.
import { exp } from "../numeric/elementary.ts";
import { quantile, sortedUpwards } from "../numeric/quantile.ts";
import type { Evaluation } from "./searcher.ts";

/** The price of one constraint. */
interface Price {
  /** Gamma, the multiplier, >= 0. */
  readonly multiplier: number;
  /** Omega, the weight of the square, > 0. */
  readonly weight: number;
}

export interface Lagrangian {
  readonly prices: readonly Price[];
  /** The mean's evaluation one generation ago. */
  readonly before: Evaluation;
}

/** k_1, k_2 and d_gamma of the paper; its ln chi is ln 2 / n. */
const LARGEST_SHARE = 3;
const SLOWEST_CHANGE = 5;
const MULTIPLIER_DAMPING = 5;

/**
 * First prices: no multiplier; squares that weigh as much as the losses differ, by interquartile ranges (Dufossé and
 * Hansen, "Augmented Lagrangian, penalty techniques and surrogate modeling for constrained optimization with CMA-ES",
 * GECCO 2021). @param results of the first generation  @param mean the evaluation of its mean
 */
export function firstPrices(results: readonly Evaluation[], mean: Evaluation, dimension: number): Lagrangian {
  const sound = results.filter(({ loss }) => Number.isFinite(loss));
  const losses = middleRange(sound.map(({ loss }) => loss));
  const prices = constraintsOf(mean).map((_, i) => {
    const values = sound.map((result) => constraintsOf(result)[i] ?? 0);
    const squares = middleRange(values) ** 2 + middleRange(values.map((g) => g * g));
    const weight = (0.4 * losses) / (dimension * squares);
    return { multiplier: 0, weight: Number.isFinite(weight) && weight > 0 ? weight : 1 };
  });
  return { prices, before: mean };
}

function middleRange(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = sortedUpwards(values);
  return quantile(sorted, 0.75, 7) - quantile(sorted, 0.25, 7);
}

/** Prices after a generation. @param mean the evaluation of its mean */
export function nextPrices({ prices, before }: Lagrangian, mean: Evaluation, dimension: number): Lagrangian {
  if (!Number.isFinite(mean.loss)) return { prices, before };
  const growth = Math.LN2 / dimension;
  const change = Math.abs(priced(mean, prices) - priced(before, prices));
  const was = constraintsOf(before);
  const next = constraintsOf(mean).map((g, i): Price => {
    const { multiplier, weight } = prices[i] ?? { multiplier: 0, weight: 1 };
    const earlier = was[i] ?? g;
    const tooLight =
      weight * g * g < (LARGEST_SHARE * change) / dimension ||
      SLOWEST_CHANGE * Math.abs(g - earlier) < Math.abs(earlier);
    return {
      multiplier: Math.max(0, multiplier + (weight * g) / MULTIPLIER_DAMPING),
      weight: weight * exp(tooLight ? growth / 4 : -growth),
    };
  });
  return { prices: next, before: mean };
}

/** The evaluation with its constraints priced in; a failed one stays failed. */
export function pricedIn(result: Evaluation, { prices }: Lagrangian): Evaluation {
  return Number.isFinite(result.loss) ? { ...result, loss: priced(result, prices), violation: 0 } : result;
}

function priced(result: Evaluation, prices: readonly Price[]): number {
  return prices.reduce((sum, { multiplier, weight }, i) => {
    const g = constraintsOf(result)[i] ?? 0;
    const active = multiplier + weight * g >= 0;
    return sum + (active ? multiplier * g + 0.5 * weight * g * g : (-0.5 * multiplier * multiplier) / weight);
  }, result.loss);
}

/** @throws Error when the evaluation has no constraint values */
function constraintsOf({ constraints, loss }: Evaluation): readonly number[] {
  if (constraints !== undefined) return constraints;
  if (!Number.isFinite(loss)) return [];
  throw new Error("search: an augmented Lagrangian needs the values of the constraints; found an evaluation without");
}
