// Slower learning where the update of CMA-ES is mostly noise: for noisy and for multimodal losses.
//
// Nomura, Akimoto, Ono, "CMA-ES with learning rate adaptation: can CMA-ES with default population size solve multimodal
// and noisy problems?", GECCO 2023. The learning rate of the mean and that of sigma^2 C rise and fall with the
// signal-to-noise ratio of their updates, measured in the coordinates in which the distribution is round.
import { exp, log } from "../numeric/elementary.ts";
import { flatProduct } from "../numeric/flat-matrix.ts";
import { symmetricEigen } from "../numeric/symmetric-eigen.ts";
import { keepInReach, turnedSigns } from "./cma-reach.ts";
import { alongAxes, type CmaState, type Unsettled } from "./cma-state.ts";

/** One learning rate and the averages that its ratio is estimated from. */
interface Rate {
  readonly rate: number;
  /** Moving averages of the update, and of its squared length. */
  readonly average: Float64Array;
  readonly power: number;
}

export interface LearningRates {
  readonly mean: Rate;
  readonly covariance: Rate;
}

/** The paper's alpha, gamma, beta of the mean and beta of the covariance. */
const RATIO_SOUGHT = 1.4;
const FASTEST_CHANGE = 0.1;
const MEAN_MEMORY = 0.1;
const COVARIANCE_MEMORY = 0.03;

/** Largest spread: a distribution as wide as the cube is folded over itself by the mirrors and hears no signal at all. */
const WIDEST = 0.25;

export function fullLearningRates(n: number): LearningRates {
  return {
    mean: { rate: 1, average: new Float64Array(n), power: 0 },
    covariance: { rate: 1, average: new Float64Array(n * n), power: 0 },
  };
}

/** How many times longer than at full rates it takes to learn the same. */
export function slowness({ mean, covariance }: LearningRates): number {
  return 1 / Math.min(mean.rate, covariance.rate);
}

/**
 * The part of the step from `before` to `after` that the learning rates let through, brought back within reach of the
 * cube, and the rates after it.
 */
export function slowedStep(
  before: CmaState,
  after: Unsettled,
  rates: LearningRates,
): { readonly state: CmaState; readonly rates: LearningRates } {
  const n = before.mean.length;
  const whiten = inverseRoot(before);
  const old = before.covariance.map((c) => before.step * before.step * c);
  const change = after.covariance.map((c, k) => after.step * after.step * c - (old[k] ?? 0));
  const move = after.mean.map((m, i) => m - (before.mean[i] ?? 0));
  const moved = adapted(rates.mean, alongAxes(whiten, move), MEAN_MEMORY);
  const turned = flatProduct(flatProduct(whiten, change, n), whiten, n).map((v) => v / Math.SQRT2);
  const learned = adapted(rates.covariance, turned, COVARIANCE_MEMORY);
  const mean = before.mean.map((m, i) => m + moved.rate * (move[i] ?? 0));
  const shape = splitScale(
    old.map((c, k) => c + learned.rate * (change[k] ?? 0)),
    n,
  );
  // The best step is the longer the slower the mean follows.
  const wished = (shape.step * rates.mean.rate) / moved.rate;
  const widest = shape.covariance.reduce((most, c, k) => (k % (n + 1) === 0 ? Math.max(most, c) : most), 0);
  const step = Math.min(wished, WIDEST / Math.sqrt(widest));
  const state = keepInReach({ ...after, ...shape, mean, step });
  return { state, rates: seenThrough({ mean: moved, covariance: learned }, turnedSigns(mean)) };
}

/** Averages of updates on the other side of the mirrors; without them what was learned before would count as noise. */
function seenThrough({ mean, covariance }: LearningRates, sign: Float64Array): LearningRates {
  const n = sign.length;
  const average = mean.average.map((a, i) => a * (sign[i] ?? 1));
  const shape = covariance.average.map((a, k) => a * (sign[Math.floor(k / n)] ?? 1) * (sign[k % n] ?? 1));
  return { mean: { ...mean, average }, covariance: { ...covariance, average: shape } };
}

/** The rate follows the signal-to-noise ratio of its update, as the averages estimate it. */
function adapted({ rate, average, power }: Rate, update: Float64Array, memory: number): Rate {
  const nextAverage = average.map((a, i) => (1 - memory) * a + memory * (update[i] ?? 0));
  const nextPower = (1 - memory) * power + memory * squares(update);
  const signal = squares(nextAverage);
  const noise = nextPower - signal;
  const ratio = noise > 0 ? (signal - (memory / (2 - memory)) * nextPower) / noise : 0;
  const wish = Math.min(1, Math.max(-1, ratio / (RATIO_SOUGHT * rate) - 1));
  const next = Math.min(1, rate * exp(Math.min(FASTEST_CHANGE * rate, memory) * wish));
  return { rate: next, average: nextAverage, power: nextPower };
}

/** sigma = det(Sigma)^(1 / 2n) and C = Sigma / sigma^2. */
function splitScale(sigma: Float64Array, n: number): Pick<CmaState, "step" | "covariance"> {
  const { values } = symmetricEigen(sigma, n);
  const step = exp(values.reduce((sum, value) => sum + log(Math.max(value, Number.MIN_VALUE)), 0) / (2 * n));
  return { step, covariance: sigma.map((c) => c / (step * step)) };
}

/** (sigma^2 C)^(-1/2), row-major. */
function inverseRoot({ step, axes, roots }: CmaState): Float64Array {
  const n = roots.length;
  return new Float64Array(n * n).map((_, entry) => {
    const row = Math.floor(entry / n) * n;
    const column = (entry % n) * n;
    let sum = 0;
    for (let k = 0; k < n; k++) {
      sum += ((axes.vectors[row + k] ?? 0) * (axes.vectors[column + k] ?? 0)) / (step * (roots[k] ?? 1));
    }
    return sum;
  });
}

function squares(v: Float64Array): number {
  return v.reduce((sum, entry) => sum + entry * entry, 0);
}
