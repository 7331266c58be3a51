// What rounding its gains does to a loop: stability and tolerable latency, decimal by decimal.
import { tolerableDelay } from "../analysis/delay-margin.ts";
import type { ScalarLoop } from "../analysis/loop-factors.ts";
import type { PidGains } from "../linear/pid-model.ts";

/** A loop whose gains were rounded. */
export interface QuantisedLoop {
  readonly decimals: number;
  readonly gains: PidGains;
  readonly isStable: boolean;
  /** Extra blocks that the loop tolerates. */
  readonly samples: number;
}

/** Gains rounded to so many decimals; the block time's share of ki is what a contract stores. @param dt block time, s */
export function quantisedGains(gains: PidGains, decimals: number, dt: number): PidGains {
  const unit = Number(`1e${decimals}`);
  const rounded = (x: number): number => Math.round(x * unit) / unit;
  return {
    ...gains,
    kp: rounded(gains.kp),
    ki: (rounded((gains.ki * dt) / 86400) * 86400) / dt,
    kd: rounded(gains.kd),
    setpointWeight: rounded(gains.setpointWeight),
  };
}

/**
 * The loop with its gains at every given number of decimals.
 * @param loopOf open loop of the gains, delays included  @param limit extra blocks that are looked at
 */
export function quantisationScan(
  loopOf: (gains: PidGains) => ScalarLoop,
  gains: PidGains,
  dt: number,
  decimals: readonly number[],
  limit: number,
): readonly QuantisedLoop[] {
  return decimals.map((digits) => {
    const rounded = quantisedGains(gains, digits, dt);
    const { isStable, samples } = tolerableDelay(loopOf(rounded), limit);
    return { decimals: digits, gains: rounded, isStable, samples };
  });
}
