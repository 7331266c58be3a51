// The chance that a Brownian motion with drift reaches a level below its start.
import { exp } from "./elementary.ts";
import { normalCdf, normalLogCdf } from "./normal.ts";

/** A Brownian motion over `time`; drift per unit time, volatility per root of it. */
export interface BrownianMotion {
  readonly drift: number;
  readonly volatility: number;
  readonly time: number;
}

/**
 * P(min over [0, time] of X − X₀ <= −depth), watched at every instant; depth > 0. By the reflection principle
 * (A. N. Borodin & P. Salminen, Handbook of Brownian Motion, 2nd ed. 2002, part II 2.1.2.4); the second term is
 * formed in logarithms, since its factors over- and underflow. A motion watched every `dt` behaves as if the level lay
 * deeper by `discreteShift · volatility · √dt`.
 */
export function barrierProbability({ drift, volatility, time }: BrownianMotion, depth: number): number {
  const spread = volatility * Math.sqrt(time);
  const direct = normalCdf((-depth - drift * time) / spread);
  const reflected = (-2 * drift * depth) / volatility ** 2 + normalLogCdf((-depth + drift * time) / spread);
  return direct + exp(reflected);
}

/** −ζ(1/2)/√(2π) (M. Broadie, P. Glasserman & S. Kou, A continuity correction for discrete barrier options, 1997). */
export const discreteShift = 0.5825971579390107;
