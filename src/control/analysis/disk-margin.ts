// Disk margins: how far gain and phase may change together, at all frequencies, before a loop becomes unstable.
//
// The symmetric (balanced, skew 0) disk of Seiler, Packard and Gahinet, "An Introduction to Disk Margins", IEEE Control
// Systems Magazine 40, 2020: factors f = (1 + delta/2) / (1 - delta/2) with |delta| < alpha leave the loop stable, for
// alpha = 1 / max |S - 1/2|. Its gain range has equal logarithms up and down.
import { Matrix } from "ml-matrix";
import { angleOf } from "../../numeric/arctangent.ts";
import { exp } from "../../numeric/elementary.ts";
import type { Interval } from "../../numeric/interval.ts";
import { cos, sin } from "../../numeric/trigonometric.ts";
import type { StateSpace, TimeUnit } from "../linear/state-space.ts";
import { closedLoop, isStableClosed } from "./closed-loop.ts";
import { hInfinityNorm } from "./h-infinity-norm.ts";
import { loopFactors, type ScalarLoop } from "./loop-factors.ts";
import { angleFromNegative, loopCurves, peakOf } from "./peak-sensitivity.ts";

export interface DiskMargin {
  /** Radius of the disk of perturbations; 0 for a loop that is unstable when closed. */
  readonly alpha: number;
  /** Frequency of the smallest margin, rad per time unit; 0 for an unstable loop. */
  readonly frequency: number;
  /** Every gain factor strictly inside keeps the loop stable. */
  readonly gain: Interval;
  /** Every phase change of less, rad, either way, keeps the loop stable. */
  readonly phase: number;
  /** The disk that the Nyquist curve of L does not enter: its centre on the real axis, its radius; null where alpha >= 2. */
  readonly circle: { readonly centre: number; readonly radius: number } | null;
  readonly timeUnit: TimeUnit;
}

/**
 * Disk margin of one loop.
 * @throws UserError for more than one input or output, or an algebraic loop
 */
export function diskMargin(loop: ScalarLoop): DiskMargin {
  if (!isStableClosed(loop)) return marginOf(Infinity, 0, loop.timeUnit);
  const factors = loopFactors(loop);
  const { value, frequency } = peakOf(factors, loopCurves(factors), largestDeviation);
  return marginOf(value, frequency, loop.timeUnit);
}

/**
 * Disk margin of a loop with several channels, all of which change at once and independently in a complex way: `loop` is
 * P K for changes at the plant's outputs, K P for changes at its inputs. The two differ.
 * @throws UserError unless the loop has as many inputs as outputs, or for an algebraic loop
 */
export function multivariableDiskMargin(loop: StateSpace): DiskMargin {
  const S = closedLoop(loop);
  const { value, frequency } = hInfinityNorm({ ...S, D: Matrix.sub(S.D, Matrix.eye(S.D.rows).mul(0.5)) });
  return marginOf(value, frequency, loop.timeUnit);
}

/** @param peak of |S - 1/2|; Infinity for an unstable loop */
function marginOf(peak: number, frequency: number, timeUnit: TimeUnit): DiskMargin {
  const alpha = 1 / peak;
  const [less, more] = [2 - alpha, 2 + alpha];
  return {
    alpha,
    frequency,
    gain: less > 0 ? { low: less / more, high: more / less } : { low: 0, high: Infinity },
    phase: 2 * angleOf(alpha, 2),
    circle: less > 0 ? { centre: -(4 + alpha * alpha) / (less * more), radius: (4 * alpha) / (less * more) } : null,
    timeUnit,
  };
}

/**
 * Largest |S - 1/2| = |1 - L| / (2 |1 + L|) for L in a sector. With g = log |L| it is half the root of (1 - t) / (1 + t),
 * t = cos(phase) / cosh(g); both sums are written without cancellation: cosh g -+ cos = 2 sinh(g/2)^2 + 2 (sin or cos)^2.
 */
function largestDeviation(gain: Interval, phase: Interval): number {
  const half = 0.5 * angleFromNegative(phase);
  const towards = 2 * half < Math.PI / 2;
  const g = towards ? leastSize(gain) : Math.max(Math.abs(gain.low), Math.abs(gain.high));
  if (g === Infinity) return 0.5;
  const growth = exp(0.5 * g);
  const spread = (0.5 * (growth - 1 / growth)) ** 2;
  return 0.5 * Math.sqrt((spread + cos(half) ** 2) / (spread + sin(half) ** 2));
}

function leastSize({ low, high }: Interval): number {
  return low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
}
