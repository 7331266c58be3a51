// How the volatility sensor answers when the volatility of the mark changes, and how that changes with depth and margin.
import { Matrix } from "ml-matrix";
import { series } from "../control/linear/connect.ts";
import type { StateSpace } from "../control/linear/state-space.ts";
import { exp } from "../numeric/elementary.ts";
import { volatilityPerDepth } from "./amplification.ts";
import type { OperatingPoint } from "./operating-point.ts";
import { valueIn } from "./setting.ts";
import { type ChannelPlant, depthPlant, gainAt, marginPlant, stayingShare } from "./slow-block.ts";

/**
 * Command of the margin or depth loop to the sensor `volatility`, per block, without the delay. Null where the loop gain of
 * the cascade is 1 or more: volatility has no finite slope there.
 */
export function volatilityPlant(
  vector: Float64Array,
  channel: "margin" | "depth",
  point: OperatingPoint,
): StateSpace | null {
  const gain = gainAt(vector, point);
  if (gain >= 1) return null;
  const sensor = volatilitySensor(vector, point);
  if (channel === "margin") {
    const plant: ChannelPlant | null = marginPlant(vector, point);
    return plant === null ? null : series(plant.perBlock, sensor);
  }
  const { perBlock } = depthPlant(vector, point);
  const perDepth = volatilityPerDepth(gain) / stayingShare(vector, point); // the sensor reads depth over that at rest
  return series({ ...perBlock, C: Matrix.mul(perBlock.C, perDepth) }, sensor);
}

/**
 * Log volatility of the mark to what the sensor reads: the variance of the last returns, exponentially weighted, this block's
 * included, for small changes. Above the reference only; below it the sensor reads 0.
 */
function volatilitySensor(vector: Float64Array, point: OperatingPoint): StateSpace {
  const block = valueIn(vector, "time.block");
  const keep = exp((-Math.LN2 * block) / valueIn(vector, "volatility.halfLife"));
  return {
    A: new Matrix([[keep]]),
    B: new Matrix([[1 - keep]]),
    C: new Matrix([[keep * point.volatility]]),
    D: new Matrix([[(1 - keep) * point.volatility]]),
    sampleTime: block / 86400,
    timeUnit: "day",
  };
}
