// Area under the ROC curve with an interval that knows that the samples of one path resemble each other.

import { measureOf } from "../objective/estimate.ts";
import type { Measure } from "../objective/measure.ts";

/**
 * The area's first-order change per unit weight of each path, from the placements of its events among the non-events and
 * the reverse; their spread over paths gives the error. null where a class is missing.
 * Hanley & McNeil, Radiology 143, 1982 (the area); Obuchowski, "Nonparametric analysis of clustered ROC curve data",
 * Biometrics 53, 1997 (placements summed by cluster).
 * @param scores any numbers that rise with the chance of the event  @param path of each sample, 0 .. paths - 1
 * @param paths at least two
 */
export function clusteredArea(
  scores: Float64Array,
  labels: Float64Array,
  path: Int32Array,
  paths: number,
): Measure | null {
  const events = labels.reduce((sum, label) => sum + label, 0);
  const rest = labels.length - events;
  if (events === 0 || rest === 0) return null;
  const placed = placements(scores, labels, events, rest);
  const value = placed.reduce((sum, share, i) => (labels[i] === 1 ? sum + share : sum), 0) / events;
  const influence = new Float64Array(paths);
  for (const [i, share] of placed.entries()) {
    const key = path[i] ?? 0;
    influence[key] = (influence[key] ?? 0) + (paths * (share - value)) / (labels[i] === 1 ? events : rest);
  }
  const area = measureOf({ value, influence });
  return { ...area, low: Math.max(0, area.low), high: Math.min(1, area.high) };
}

/** Share of the other class that each sample beats: events beat lower scores, non-events higher ones; ties count half. */
function placements(scores: Float64Array, labels: Float64Array, events: number, rest: number): Float64Array {
  const order = Array.from(scores.keys()).sort((i, j) => (scores[i] ?? 0) - (scores[j] ?? 0));
  const placed = new Float64Array(scores.length);
  let [eventsBelow, restBelow] = [0, 0];
  for (let k = 0; k < order.length; ) {
    const start = k;
    let [tiedEvents, tiedRest] = [0, 0];
    for (; k < order.length && scores[order[k] ?? 0] === scores[order[start] ?? 0]; k++) {
      if (labels[order[k] ?? 0] === 1) tiedEvents++;
      else tiedRest++;
    }
    for (const i of order.slice(start, k)) {
      placed[i] =
        labels[i] === 1
          ? (restBelow + tiedRest / 2) / rest
          : (events - eventsBelow - tiedEvents + tiedEvents / 2) / events;
    }
    eventsBelow += tiedEvents;
    restBelow += tiedRest;
  }
  return placed;
}
