// What a crunch is: within the horizon the depth nearly goes, or forced flow takes more than a share of it.

/** Below this share of the depth at rest the depth counts as gone (control 3.5). */
export const CRUNCH_DEPTH = 0.3;
/** Shares of the present depth that forced flow must exceed: the first, or the second where that would be too frequent. */
export const FLOW_SHARES = [0.01, 0.05] as const;

/** One path, block by block. */
export interface CrunchSeries {
  /** USD/log, at the end of each block. */
  readonly depth: Float64Array;
  /** USD of liquidation flow in each block, of either sign. */
  readonly flow: Float64Array;
}

/**
 * 1 where within `horizon` blocks after block k the depth falls below 0.3 of `restDepth` or the sizes of the blocks'
 * forced flows add up to more than `share` of the depth at k; else 0. The flow of a block is the net of both sides.
 */
export function crunchLabels(
  { depth, flow }: CrunchSeries,
  at: readonly number[],
  horizon: number,
  restDepth: number,
  share: number,
): Float64Array {
  return Float64Array.from(at, (k) => {
    let [least, forced] = [Infinity, 0];
    for (let j = k + 1; j <= k + horizon; j++) {
      least = Math.min(least, depth[j] ?? Number.NaN);
      forced += Math.abs(flow[j] ?? Number.NaN);
    }
    return least < CRUNCH_DEPTH * restDepth || forced > share * (depth[k] ?? Number.NaN) ? 1 : 0;
  });
}
