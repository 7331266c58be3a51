// The chance of ruin of a reserve with steady income and random claims, and of a gambler with steady odds.
import { exp, expm1, log } from "./elementary.ts";
import { cos, sin } from "./trigonometric.ts";

/** Income per unit time against claims that arrive as a Poisson stream with exponential sizes. */
export interface ClaimProcess {
  /** Claims per unit time. */
  readonly rate: number;
  readonly meanClaim: number;
  /** Income per unit time, above rate · meanClaim. */
  readonly income: number;
}

/** Adjustment coefficient R, the rate at which ruin falls off with the reserve: 1/mean − rate/income. */
export function adjustmentCoefficient({ rate, meanClaim, income }: ClaimProcess): number {
  return 1 / meanClaim - rate / income;
}

/** Probability that a reserve is ever exhausted: (rate · mean/income) exp(−R reserve) (Cramér & Lundberg). */
export function ruinProbability(process: ClaimProcess, reserve: number): number {
  return ((process.rate * process.meanClaim) / process.income) * exp(-adjustmentCoefficient(process) * reserve);
}

/**
 * Probability that a reserve is exhausted before `time`. S. Asmussen & H. Albrecher, Ruin Probabilities, 2nd ed. 2010,
 * proposition V.1.3, in units of one mean claim and of the time in which one is earned. The integrand is smooth and
 * periodic, so the trapezoidal rule converges faster than any power.
 */
export function ruinProbabilityBefore(process: ClaimProcess, reserve: number, time: number): number {
  const beta = (process.rate * process.meanClaim) / process.income;
  const u = reserve / process.meanClaim;
  const t = (time * process.income) / process.meanClaim;
  const root = Math.sqrt(beta);
  const integrand = (angle: number): number => {
    const cosine = cos(angle);
    const growth = beta * exp(2 * root * t * cosine - (1 + beta) * t + u * (root * cosine - 1));
    const phase = u * root * sin(angle);
    return (growth * (cos(phase) - cos(phase + 2 * angle))) / (1 + beta - 2 * root * cosine);
  };
  const steps = 20_000;
  let sum = 0.5 * (integrand(0) + integrand(Math.PI));
  for (let i = 1; i < steps; i++) sum += integrand((i * Math.PI) / steps);
  return ruinProbability(process, reserve) - sum / steps;
}

/** Probability that a walk of ±1 steps from `start` reaches `target` before 0 (W. Feller, vol. 1, section XIV.2). */
export function gamblerSuccess(chanceUp: number, start: number, target: number): number {
  if (chanceUp === 0.5) return start / target;
  const logOdds = log((1 - chanceUp) / chanceUp);
  return expm1(start * logOdds) / expm1(target * logOdds);
}
