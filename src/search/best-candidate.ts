// The best of many candidates by a merit whose slope is known, the first few of them moved uphill.
import { type Box, boundedMinimum } from "../numeric/bounded-minimum.ts";
import { fingerprint } from "./population.ts";

/** How far a candidate is moved, and where it may go. */
export interface Climb {
  /** As `merit`; adds the slope along each coordinate to the gradient, which is zero before. */
  readonly slope: (point: Float64Array, gradient: Float64Array) => number;
  readonly box: Box;
  /** Coordinates that stay as they are. */
  readonly held: readonly number[];
  /** Candidates that are moved, and by how many steps at most. */
  readonly polished: number;
  readonly steps: number;
}

/** @param candidates at least one  @param known marks of points to avoid where there are others */
export function bestCandidate(
  candidates: readonly Float64Array[],
  known: ReadonlySet<number>,
  merit: (point: Float64Array) => number,
  climb: Climb,
): Float64Array {
  const isNew = (point: Float64Array): boolean => !known.has(fingerprint(point));
  const fresh = candidates.filter(isNew);
  const found = (fresh.length > 0 ? fresh : candidates).map((point) => ({ point, value: merit(point) }));
  found.sort((a, b) => b.value - a.value);
  const moved = found.slice(0, climb.polished).map(({ point }) => uphill(point, climb));
  const all = [...moved.filter(({ point }) => isNew(point)), ...found.slice(0, 1)];
  return all.reduce((a, b) => (b.value > a.value ? b : a)).point;
}

function uphill(
  start: Float64Array,
  { slope, box, held, steps }: Climb,
): { readonly point: Float64Array; readonly value: number } {
  const [low, high] = [box.low.slice(), box.high.slice()];
  for (const i of held) {
    low[i] = start[i] ?? 0;
    high[i] = start[i] ?? 0;
  }
  const falling = (point: Float64Array, gradient: Float64Array): number => {
    const value = slope(point, gradient);
    for (let i = 0; i < gradient.length; i++) gradient[i] = -(gradient[i] ?? 0);
    for (const i of held) gradient[i] = 0;
    return -value;
  };
  const { x, value } = boundedMinimum(falling, start, { low, high }, steps);
  return { point: x, value: -value };
}
