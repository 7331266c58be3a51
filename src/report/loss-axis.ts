// The loss axis of every figure: wide enough for what matters, with the far outliers drawn at its upper edge.
import { quantile, sortedUpwards } from "../numeric/quantile.ts";
import type { TrialRecord } from "../study/record.ts";
import { fixed } from "./number-format.ts";

export interface LossAxis {
  readonly low: number;
  readonly high: number;
  /** How many trials lie above `high`. */
  readonly above: number;
}

/** @param inside losses that must lie within the axis (today's, the chosen one's); null when no trial has a loss */
export function lossAxis(trials: readonly TrialRecord[], inside: readonly (number | null)[]): LossAxis | null {
  const losses = trials.flatMap((trial) => (trial.loss === null ? [] : [trial.loss]));
  return robustAxis(
    losses,
    inside.flatMap((loss) => loss ?? []),
  );
}

/** From the least value up to where far outliers begin; `inside` lies within. Null where there are no values. */
export function robustAxis(values: readonly number[], inside: readonly number[]): LossAxis | null {
  if (values.length === 0) return null;
  const sorted = sortedUpwards(values);
  const least = quantile(sorted, 0);
  const robust = quantile(sorted, 0.9) + 0.75 * (quantile(sorted, 0.9) - least);
  const low = Math.min(least, ...inside);
  const high = Math.max(Math.min(quantile(sorted, 1), robust), ...inside);
  const margin = high > low ? 0.06 * (high - low) : 0.05 * Math.abs(high) || 1;
  const top = high + margin;
  return { low: low - margin, high: top, above: sorted.filter((value) => value > top).length };
}

/** Where a loss is drawn: outliers at the upper edge. */
export function onAxis(axis: LossAxis, loss: number): number {
  return Math.min(loss, axis.high);
}

/** The words a caption needs when some trials lie above the axis. */
export function outlierNote(axis: LossAxis): string {
  if (axis.above === 0) return "";
  const many = axis.above === 1 ? "1 trial lies" : `${fixed(axis.above, 0)} trials lie`;
  return ` ${many} above the axis and stand at its upper edge.`;
}
