// A loop's sampled response as gain in decibels and continuous phase in degrees, with the places where it crosses 1 and -180°.
import type { LoopPicture } from "../stability/analysis.ts";
import { DAY } from "./stability-look.ts";

export interface TracePoint {
  /** rad/s. */
  readonly frequency: number;
  /** dB. */
  readonly gain: number;
  /** Degrees, without jumps; near 0 at the lowest frequency. */
  readonly phase: number;
}

export interface LoopTrace {
  readonly points: readonly TracePoint[];
  /** Where the gain is 1, between two samples. */
  readonly gainCrossovers: readonly TracePoint[];
  /** Where the phase is an odd multiple of 180°. */
  readonly phaseCrossovers: readonly TracePoint[];
  /** The gain crossover nearest to -1; null without any. */
  readonly leastPhaseMargin: TracePoint | null;
}

export function loopTrace({ frequencies, openLoop }: LoopPicture): LoopTrace {
  const points: TracePoint[] = [];
  for (const [i, frequency] of frequencies.entries()) {
    const { re, im } = openLoop[i] ?? { re: Number.NaN, im: Number.NaN };
    const wrapped = (Math.atan2(im, re) * 180) / Math.PI;
    const before = points.at(-1)?.phase ?? 0;
    const phase = wrapped + 360 * Math.round((before - wrapped) / 360);
    points.push({ frequency: frequency / DAY, gain: 20 * Math.log10(Math.sqrt(re * re + im * im)), phase });
  }
  const gainCrossovers = crossings(points, ({ gain }) => gain);
  const nearness = ({ phase }: TracePoint): number => Math.abs(fromHalfTurn(phase));
  return {
    points,
    gainCrossovers,
    phaseCrossovers: crossings(points, ({ phase }) => fromHalfTurn(phase)),
    leastPhaseMargin: gainCrossovers.toSorted((a, b) => nearness(a) - nearness(b))[0] ?? null,
  };
}

/** Degrees from the nearest odd half turn. */
function fromHalfTurn(phase: number): number {
  return phase + 180 - 360 * Math.round((phase + 180) / 360);
}

/** Zeros of a function of the points, straight between two of them over the logarithm of the frequency. */
function crossings(points: readonly TracePoint[], of: (point: TracePoint) => number): readonly TracePoint[] {
  return points.slice(1).flatMap((next, i) => {
    const last = points[i] ?? next;
    const [a, b] = [of(last), of(next)];
    const jumps = Math.abs(a - b) > 180; // from one half turn's neighbourhood to the next, not through zero
    if (!Number.isFinite(a) || !Number.isFinite(b) || a === b || jumps || a * b > 0 || b === 0) return [];
    const share = a / (a - b);
    const between = (from: number, to: number): number => from + share * (to - from);
    const frequency = Math.exp(between(Math.log(last.frequency), Math.log(next.frequency)));
    return [{ frequency, gain: between(last.gain, next.gain), phase: between(last.phase, next.phase) }];
  });
}
