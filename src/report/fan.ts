// How a quantity spreads over the paths as time goes by: five quantiles at every time.
import { quantile } from "../numeric/quantile.ts";

export const fanLevels = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** A fan chart's numbers. */
export interface FanSeries {
  /** Hours since the start. */
  readonly hours: readonly number[];
  /** One row per time: the 5, 25, 50, 75 and 95 % quantiles over paths. */
  readonly quantiles: readonly (readonly number[])[];
}

/** Mark price and drawdown of one parameter set. */
export interface Fans {
  /** Quote currency per coin. */
  readonly mark: FanSeries;
  /** Fall from the running maximum, a fraction. */
  readonly drawdown: FanSeries;
}

/**
 * Quantiles (type 7 of Hyndman & Fan) over paths at each time.
 * @param samples paths x times, row by path
 * @returns one row of `fanLevels` per time
 */
export function fanOf(samples: Float64Array, paths: number, times: number): number[][] {
  const column = new Float64Array(paths);
  return Array.from({ length: times }, (_, time) => {
    for (let path = 0; path < paths; path++) column[path] = samples[path * times + time] ?? Number.NaN;
    column.sort();
    return fanLevels.map((level) => quantile(column, level));
  });
}
