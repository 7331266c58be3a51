// How far the mark can leave the index while the price makes new extremes, for any path of the outside price.
import { peakToPeakNorm } from "../control/analysis/peak-to-peak-norm.ts";
import { stateSpaceOf } from "../control/linear/convert.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import type { GapBound } from "./analysis.ts";
import { cascadeLoop } from "./cascade-block.ts";
import { finite } from "./certificate.ts";
import { operatingPoints } from "./operating-point.ts";
import { gainAt } from "./slow-block.ts";

/** Relative accuracy of the norm. */
const ACCURACY = 1e-6;

/** One bound a point, at the loop gain of the first liquidation there. */
export function gapBounds(vector: Float64Array): readonly GapBound[] {
  const known = new Map<number, number>();
  return operatingPoints.map((point) => {
    const gain = gainAt(vector, point);
    const norm = known.get(gain) ?? gapNorm(vector, gain);
    known.set(gain, norm);
    return { point: point.name, gain, norm: finite(norm) };
  });
}

/** The largest over the points; Infinity where the cascade is unstable at one. */
export function worstGapNorm(vector: Float64Array): number {
  const gains = [...new Set(operatingPoints.map((point) => gainAt(vector, point)))].sort((a, b) => b - a);
  let worst = 0;
  for (const gain of gains) {
    worst = Math.max(worst, gapNorm(vector, gain));
    if (worst === Infinity) break;
  }
  return worst;
}

/**
 * Peak-to-peak norm from the log of the outside price to the log of mark over index: |gap| <= norm times the largest move
 * outside (control 3.6). Infinity where the cascade loop is unstable: with a risk price that is the mark alone, from a loop
 * gain of 1 on, and a little earlier, since what arbitrage undoes alternately counts more than once.
 */
export function gapNorm(vector: Float64Array, gain: number): number {
  if (gain === 0) return 0;
  const { value, error } = peakToPeakNorm(stateSpaceOf(gapTransfer(cascadeLoop(vector, gain), gain)), ACCURACY);
  return value + error;
}

/**
 * Gap = G / (1 - L) with L of `cascadeLoop` and G = g z^-(l+1) (1 - z^-1) / (1 - z^-1 + aK z^-lA) from the risk price to
 * the gap; both have the same denominator.
 */
function gapTransfer({ num, den, delay, ...clock }: TransferFunction, gain: number): TransferFunction {
  const late = Array.from({ length: delay }, () => 0);
  const closed = [...den, ...late].map((c, i) => c - (num[i - delay] ?? 0));
  const sold = den.map((_, i) => (i === 0 ? gain : i === 1 ? -gain : 0));
  return { num: sold, den: closed, delay: 0, ...clock };
}
