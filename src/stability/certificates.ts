// Certificates of a parameter set: numbers that need no path, so that a search can refuse a candidate before it is played.
import { CERTIFICATE_LIMIT, type Certificate } from "./certificate-table.ts";
import { foldDistance } from "./fold.ts";
import { worstGapNorm } from "./gap-bound.ts";
import { marginLoop } from "./margin-loop.ts";
import { openingBook } from "./venue-book.ts";
import { fastCascade } from "./venue-cascade.ts";
import { worstDelayRatio, worstGainMargin, worstLatency, worstPhaseMargin, worstSensitivity } from "./worst-case.ts";

/** A loop without a linear model is not in the numbers of the loops: the analysis names it. */
export const certificates: readonly Certificate[] = [
  {
    name: "foldDistance",
    unit: "log",
    better: "higher",
    meaning: "Smallest sudden fall, as a log, after which the liquidation cascade of the book at rest runs away.",
    evaluate: (vector) => bounded(foldDistance(fastCascade(vector, openingBook(vector)), 0).distance),
  },
  {
    name: "peakSensitivity",
    unit: "",
    better: "lower",
    meaning:
      "Largest peak of the sensitivity (Ms) of any control loop at any operating point and variant; 1 without a loop, 1e6 when one is unstable. At most 1.7 is good practice.",
    evaluate: (vector) => bounded(worstSensitivity(vector)),
  },
  {
    name: "phaseMargin",
    unit: "degrees",
    better: "higher",
    meaning:
      "Smallest phase margin of any control loop at any operating point and variant; 0 when one is unstable, 1e6 when no loop gain reaches 1.",
    evaluate: (vector) => bounded(worstPhaseMargin(vector)),
  },
  {
    name: "gainMargin",
    unit: "",
    better: "higher",
    meaning:
      "Smallest factor by which the gain of a control loop may grow or shrink before it is unstable, at any operating point and variant; 1 when one is unstable.",
    evaluate: (vector) => bounded(worstGainMargin(vector)),
  },
  {
    name: "tolerableLatency",
    unit: "blocks",
    better: "higher",
    meaning:
      "Longest delay from command to effect up to which every control loop is stable at every operating point and variant; 0 when one is unstable as it is, 1e6 when there is no limit.",
    evaluate: (vector) => bounded(worstLatency(vector)),
  },
  {
    name: "delayMarginRatio",
    unit: "",
    better: "higher",
    meaning:
      "Further delay of commands that every control loop tolerates, over the nominal delay (one block at least); 0 when one is unstable as it is, 1e6 when there is no limit.",
    evaluate: (vector) => bounded(worstDelayRatio(vector)),
  },
  {
    name: "marginLoopGain",
    unit: "",
    better: "lower",
    meaning:
      "Largest gain of the loop from volatility over the maintenance margin and its liquidations back to volatility, at any operating point and variant; below 0.3 is required, 0 without the loop.",
    evaluate: (vector) => bounded(marginLoop(vector)?.worst ?? 0),
  },
  {
    name: "gapBound",
    unit: "",
    better: "lower",
    meaning:
      "Largest gap between mark and index over the largest move of the outside price, both as logs, for any path of it while the price makes new extremes, at any operating point; 1e6 where the cascade runs away.",
    evaluate: (vector) => bounded(worstGapNorm(vector)),
  },
];

function bounded(value: number): number {
  return Math.min(CERTIFICATE_LIMIT, Math.max(-CERTIFICATE_LIMIT, value));
}
