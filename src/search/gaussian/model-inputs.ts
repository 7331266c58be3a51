// Points of the unit cube as a Gaussian process sees them: about an origin, in units of their extent, choices one-hot.
import { type CoordinateKind, levelAt, levelsOf } from "../coordinate-kind.ts";
import type { Observations } from "./likelihood.ts";
import type { Scaled } from "./outcome-scale.ts";

export interface InputMap {
  /** Numbers per point. */
  readonly dimension: number;
  /** Where each coordinate begins. */
  readonly places: readonly number[];
  readonly extent: number;
  readonly of: (point: Float64Array) => Float64Array;
}

/** Between two different options of a choice lies the whole edge of the cube. */
const MARK = Math.SQRT1_2;

/** @param points what is to be modelled, at least one  @param origin a point of the cube */
export function inputMap(
  points: readonly Float64Array[],
  origin: Float64Array,
  kinds: readonly CoordinateKind[],
): InputMap {
  const widths = Array.from(origin, (_, i) => marksOf(kinds, i) || 1);
  const places = widths.map((_, i) => widths.slice(0, i).reduce((sum, width) => sum + width, 0));
  const dimension = widths.reduce((sum, width) => sum + width, 0);
  const middle = marked(origin, kinds, places, dimension);
  const extent = extentOf(points.map((point) => marked(point, kinds, places, dimension)));
  const of = (point: Float64Array): Float64Array =>
    marked(point, kinds, places, dimension).map((v, k) => (v - (middle[k] ?? 0)) / extent);
  return { dimension, places, extent, of };
}

/** Values at points of the cube, as a process takes them. */
export function observationsOf(
  points: readonly Float64Array[],
  { of, dimension }: InputMap,
  { values, noise }: Scaled,
): Observations {
  const inputs = new Float64Array(points.length * dimension);
  for (const [k, point] of points.entries()) inputs.set(of(point), k * dimension);
  return { inputs, dimension, values, noise };
}

/** Two options differ or not, as on a line; more need a mark each. */
function marksOf(kinds: readonly CoordinateKind[], i: number): number {
  const levels = levelsOf(kinds, i);
  return kinds[i]?.kind === "choice" && levels > 2 ? levels : 0;
}

function marked(
  point: Float64Array,
  kinds: readonly CoordinateKind[],
  places: readonly number[],
  dimension: number,
): Float64Array {
  const input = new Float64Array(dimension);
  for (const [i, x] of point.entries()) {
    const marks = marksOf(kinds, i);
    const place = places[i] ?? 0;
    if (marks === 0) input[place] = x;
    else input[place + levelAt(x, marks)] = MARK;
  }
  return input;
}

/** The edge of a cube in which uniform points would be spread as widely. */
function extentOf(inputs: readonly Float64Array[]): number {
  const d = inputs[0]?.length ?? 1;
  let squares = 0;
  for (let k = 0; k < d; k++) {
    const mean = inputs.reduce((sum, input) => sum + (input[k] ?? 0), 0) / inputs.length;
    squares += inputs.reduce((sum, input) => sum + ((input[k] ?? 0) - mean) ** 2, 0);
  }
  return Math.sqrt((12 * squares) / (d * inputs.length)) || 1;
}
