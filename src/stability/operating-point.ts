// The states of the market in which a certificate has to hold: calm, base and stress, crowded either way, thin or deep.
import { valueIn, withValues } from "./setting.ts";

export interface OperatingPoint {
  readonly name: string;
  /** Volatility over its reference. */
  readonly volatility: number;
  /** (long - short) / (long + short) open interest at rest. */
  readonly skew: number;
  /** Depth over that of the vector. */
  readonly depth: number;
}

/** Volatility of 0.6, 0.8 and 1.2 a year over the reference of 0.8: plant 1.2. */
const regimes = [
  ["calm", 0.75],
  ["base", 1],
  ["stress", 1.5],
] as const;
const skews = [-0.3, 0, 0.3] as const;
const depths = [0.5, 1, 2] as const;

/** The grid of control 3.4: every regime with every skew and every depth. */
export const operatingPoints: readonly OperatingPoint[] = regimes.flatMap(([regime, volatility]) =>
  skews.flatMap((skew) =>
    depths.map((depth) => ({ name: `${regime}, skew ${skew}, depth x ${depth}`, volatility, skew, depth })),
  ),
);

/** The vector in that state: the same total open interest, split by the skew. */
export function atOperatingPoint(vector: Float64Array, point: OperatingPoint): Float64Array {
  const total = valueIn(vector, "book.openInterestLong") + valueIn(vector, "book.openInterestShort");
  return withValues(vector, {
    "price.volatility": point.volatility * valueIn(vector, "volatility.reference"),
    "book.openInterestLong": (total * (1 + point.skew)) / 2,
    "book.openInterestShort": (total * (1 - point.skew)) / 2,
    "depth.initial": point.depth * valueIn(vector, "depth.initial"),
  });
}
