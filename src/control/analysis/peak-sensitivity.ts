// How near a loop comes to instability: the peaks of the sensitivity S = 1/(1 + L) and of T = L/(1 + L).
import { exp, expm1, log } from "../../numeric/elementary.ts";
import type { Interval } from "../../numeric/interval.ts";
import { between, type Curve } from "../../numeric/level-crossings.ts";
import { cos, sin } from "../../numeric/trigonometric.ts";
import type { TimeUnit } from "../linear/state-space.ts";
import { edges, lastFeature } from "./crossovers.ts";
import { gainCurve, phaseCurve } from "./loop-curves.ts";
import { type LoopFactors, loopFactors, type ScalarLoop } from "./loop-factors.ts";
import { type BoundedCurve, highestPeak, type Peak } from "./peak-search.ts";

/** A largest magnitude over all frequencies. */
export interface PeakGain {
  readonly value: number;
  /** rad per time unit; Infinity where a continuous loop approaches the value and does not reach it. */
  readonly frequency: number;
}

export interface PeakSensitivity {
  /** Ms = max |S| = 1 / (distance of L from -1). */
  readonly sensitivity: PeakGain;
  /** Mt = max |T|. */
  readonly complementary: PeakGain;
  readonly timeUnit: TimeUnit;
}

/**
 * Ms and Mt under negative unit feedback (Astrom and Murray, Feedback Systems, 2nd ed. 2021, section 12.1). They are
 * peaks over frequency, also of a loop that is unstable when closed, of which they say nothing: see `closedLoopPoles`.
 * @throws UserError for more than one input or output
 */
export function peakSensitivity(loop: ScalarLoop): PeakSensitivity {
  return sensitivityOf(loopFactors(loop));
}

/** The same for a loop whose factors are known. */
export function sensitivityOf(loop: LoopFactors): PeakSensitivity {
  const curves = loopCurves(loop);
  return {
    sensitivity: peakOf(loop, curves, (gain, phase) => closeness(gain, phase, 1)),
    complementary: peakOf(loop, curves, (gain, phase) => closeness(gain, phase, -1)),
    timeUnit: loop.timeUnit,
  };
}

/** Largest value of a magnitude for L in a sector: bounds of log |L|, and of its phase. */
export type SectorBound = (gain: Interval, phase: Interval) => number;

export interface LoopCurves {
  readonly gain: Curve;
  readonly phase: Curve;
}

/** Curves that remember their values: neighbouring stretches, and several peaks of one loop, ask for the same places. */
export function loopCurves(loop: LoopFactors): LoopCurves {
  return { gain: remembered(gainCurve(loop)), phase: remembered(phaseCurve(loop)) };
}

function remembered(curve: Curve): Curve {
  const known = new Map<number, number>();
  const value = (x: number): number => {
    const old = known.get(x);
    if (old !== undefined) return old;
    const fresh = curve.value(x);
    known.set(x, fresh);
    return fresh;
  };
  return { ...curve, value };
}

/** Largest value over all frequencies of a magnitude that depends on L alone; the bound is exact for a single L. */
export function peakOf(loop: LoopFactors, { gain, phase }: LoopCurves, bound: SectorBound): PeakGain {
  const curve: BoundedCurve = {
    value: (angle) => bound(single(gain.value(angle)), single(phase.value(angle))),
    above: (a, b) => bound(rangeOn(gain, a, b), rangeOn(phase, a, b)),
  };
  const peak = highestPeak(curve, edges(loop, lastFeature(loop)));
  const last = loop.sampleTime === 0 ? limitPeak(loop, bound) : peak;
  const { angle, value } = last.value > peak.value ? last : peak;
  return { value, frequency: loop.sampleTime === 0 ? angle : angle / loop.sampleTime };
}

/** What a continuous loop tends to: its gain if it has direct feedthrough, at every phase if it has dead time too. */
function limitPeak({ factors, origin, gain, delay }: LoopFactors, bound: SectorBound): Peak {
  const excess = factors.reduce((sum, { power }) => sum + power, origin);
  const size = excess === 0 ? log(Math.abs(gain)) : excess * Infinity;
  const phase = delay > 0 ? { low: 0, high: 2 * Math.PI } : single(gain < 0 ? Math.PI : 0);
  return { angle: Infinity, value: bound(single(size), phase) };
}

function single(x: number): Interval {
  return { low: x, high: x };
}

/** Bounds of a curve: its ends where it is monotone, else its middle and the steepest slope. */
function rangeOn(curve: Curve, a: number, b: number): Interval {
  const { low, high } = curve.slopes(a, b);
  if (low >= 0) return { low: curve.value(a), high: curve.value(b) };
  if (high <= 0) return { low: curve.value(b), high: curve.value(a) };
  const place = between(a, b); // where the stretch will be split
  const middle = curve.value(place);
  const reach = Math.max(b - place, place - a) * Math.max(-low, high);
  return { low: middle - reach, high: middle + reach };
}

/** Largest |1 / (1 + L)| for L in a sector, or for 1/L in it (`side` -1), which is |T|. */
function closeness(gain: Interval, phase: Interval, side: 1 | -1): number {
  const [least, most] = side === 1 ? [gain.low, gain.high] : [-gain.high, -gain.low];
  const half = 0.5 * angleFromNegative(phase);
  const toReal = cos(2 * half);
  const nearest = toReal > 0 ? Math.min(Math.max(log(toReal), least), most) : least; // log |L| of the point nearest to -1
  const across = 2 * sin(half);
  const ratio = exp(-Math.abs(nearest));
  const distance = Math.sqrt(expm1(-Math.abs(nearest)) ** 2 + ratio * across * across); // of -1 from L or from 1/L
  return exp(-Math.max(nearest, 0)) / distance;
}

/** Smallest angle between the negative real axis and a phase in the range, rad. */
export function angleFromNegative({ low, high }: Interval): number {
  const next = Math.PI + 2 * Math.PI * Math.ceil((low - Math.PI) / (2 * Math.PI));
  return next <= high ? 0 : Math.min(next - high, low - (next - 2 * Math.PI));
}
