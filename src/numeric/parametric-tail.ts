// Value at risk and conditional value at risk of losses with a normal or a Student distribution.
import { normalDensity, normalQuantile } from "./normal.ts";
import { studentDensity, studentQuantile } from "./student.ts";

/** Centre and scale of a loss, in the loss's unit. */
export interface Location {
  readonly mean: number;
  readonly scale: number;
}

export interface TailRisk {
  readonly valueAtRisk: number;
  readonly conditionalValueAtRisk: number;
}

/** Loss = mean + scale·Z with Z standard normal; `level` in (0, 1). */
export function normalTail({ mean, scale }: Location, level: number): TailRisk {
  const z = normalQuantile(level);
  return { valueAtRisk: mean + scale * z, conditionalValueAtRisk: mean + (scale * normalDensity(z)) / (1 - level) };
}

/**
 * Loss = mean + scale·T with T a Student variable (so `scale` is not its standard deviation); needs freedom > 1.
 * A. J. McNeil, R. Frey & P. Embrechts, Quantitative Risk Management, 2005, example 2.19.
 */
export function studentTail({ mean, scale }: Location, freedom: number, level: number): TailRisk {
  const t = studentQuantile(level, freedom);
  const beyond = ((studentDensity(t, freedom) / (1 - level)) * (freedom + t * t)) / (freedom - 1);
  return { valueAtRisk: mean + scale * t, conditionalValueAtRisk: mean + scale * beyond };
}
