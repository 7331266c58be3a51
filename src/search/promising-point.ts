// The point of a box that promises most, by what Gaussian processes say of it.
import { type Box, boundedMinimum } from "../numeric/bounded-minimum.ts";
import { normalQuantile } from "../numeric/normal-draw.ts";
import { uniformDraws, VARIATION_DRAW } from "./addressed-draw.ts";
import { type CoordinateKind, inCells, levelsOf } from "./coordinate-kind.ts";
import { logExpectedImprovement, logFeasibility, type Merit } from "./expected-improvement.ts";
import type { InputMap } from "./gaussian/model-inputs.ts";
import { type Belief, beliefAt, type Process, slopeAt } from "./gaussian/process.ts";
import { fingerprint } from "./population.ts";

export interface Promise {
  readonly inputs: InputMap;
  /** Null where feasibility alone is sought. */
  readonly loss: { readonly process: Process; readonly best: number } | null;
  readonly limits: readonly Process[];
}

export interface Lookout {
  readonly box: Box;
  readonly centre: Float64Array;
  readonly kinds: readonly CoordinateKind[];
  readonly seed: number;
  /** Generation, and number within it. */
  readonly address: readonly [number, number];
  /** Points looked at. */
  readonly candidates: number;
}

/** Candidates from which the slope is followed, and how far. */
const POLISHED = 3;
const POLISH_STEPS = 25;

/** The expected improvement of a point times the chance that it is feasible, as a logarithm. */
export function promiseAt({ inputs, loss, limits }: Promise, point: Float64Array): number {
  const input = inputs.of(point);
  const gain = loss === null ? 0 : improvement(beliefAt(loss.process, input), loss.best).value;
  return limits.reduce((sum, process) => sum + feasibility(beliefAt(process, input)).value, gain);
}

function improvement({ mean, deviation }: Belief, best: number): Merit {
  return logExpectedImprovement(mean, deviation, best);
}

function feasibility({ mean, deviation }: Belief): Merit {
  return logFeasibility(mean, deviation);
}

/** The best of many points of the box, the first few of them moved uphill. @param known marks of points to avoid */
export function mostPromisingPoint(promise: Promise, lookout: Lookout, known: ReadonlySet<number>): Float64Array {
  const points = candidatesIn(lookout);
  const fresh = points.filter((point) => !known.has(fingerprint(point)));
  const found = (fresh.length > 0 ? fresh : points).map((point) => ({ point, value: promiseAt(promise, point) }));
  found.sort((a, b) => b.value - a.value);
  const polished = found.slice(0, POLISHED).map(({ point }) => uphill(promise, point, lookout));
  const all = [...polished.filter(({ point }) => !known.has(fingerprint(point))), ...found.slice(0, 1)];
  return all.reduce((a, b) => (b.value > a.value ? b : a)).point;
}

/** All coordinates move where there are no more than these; of more, about so many. */
const MOVED = 20;
/** A candidate in so many looks at the whole box, the others near the centre. */
const NEAR = [1, 0.3, 0.1, 0.03];

function candidatesIn({ box, centre, kinds, seed, address, candidates }: Lookout): readonly Float64Array[] {
  const d = centre.length;
  const [generation, index] = address;
  return Array.from({ length: candidates }, (_, k) => {
    const uniforms = uniformDraws(2 * d, seed, VARIATION_DRAW, generation, index * candidates + k);
    const share = NEAR[k % NEAR.length] ?? 1;
    const moved = centre.map((c, i) => {
      if ((uniforms[d + i] ?? 0) * d > MOVED) return c;
      const [low, high, u] = [box.low[i] ?? 0, box.high[i] ?? 1, uniforms[i] ?? 0.5];
      if (share === 1 || levelsOf(kinds, i) > 0) return low + u * (high - low);
      return Math.min(high, Math.max(low, c + share * 0.5 * (high - low) * normalQuantile(u)));
    });
    return inCells(moved, kinds);
  });
}

/** Along the slope in the continuous coordinates. */
function uphill(
  promise: Promise,
  start: Float64Array,
  { box, kinds }: Lookout,
): { readonly point: Float64Array; readonly value: number } {
  const free = Array.from(start.keys()).filter((i) => levelsOf(kinds, i) === 0);
  const pick = (all: Float64Array): Float64Array => Float64Array.from(free, (i) => all[i] ?? 0);
  const place = (some: Float64Array): Float64Array => {
    const point = start.slice();
    for (const [k, i] of free.entries()) point[i] = some[k] ?? 0;
    return point;
  };
  const { x, value } = boundedMinimum(
    (some, gradient) => {
      const full = new Float64Array(start.length);
      const height = promiseSlope(promise, place(some), full);
      for (const [k, i] of free.entries()) gradient[k] = -(full[i] ?? 0);
      return -height;
    },
    pick(start),
    { low: pick(box.low), high: pick(box.high) },
    POLISH_STEPS,
  );
  return { point: place(x), value: -value };
}

/** As `promiseAt`; writes the slope along each coordinate. */
export function promiseSlope({ inputs, loss, limits }: Promise, point: Float64Array, gradient: Float64Array): number {
  const input = inputs.of(point);
  let total = 0;
  const add = (process: Process, merit: (belief: Belief) => Merit): void => {
    const slope = slopeAt(process, input);
    const { value, byMean, byDeviation } = merit(slope);
    total += value;
    for (const [i, place] of inputs.places.entries()) {
      const change = byMean * (slope.meanGradient[place] ?? 0) + byDeviation * (slope.deviationGradient[place] ?? 0);
      gradient[i] = (gradient[i] ?? 0) + change / inputs.extent;
    }
  };
  if (loss !== null) add(loss.process, (belief) => improvement(belief, loss.best));
  for (const process of limits) add(process, feasibility);
  return total;
}
