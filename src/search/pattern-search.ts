// Local polish of one point: step along every coordinate both ways, walk on while it helps, halve the steps when not.
//
// Hooke and Jeeves, "Direct search solution of numerical and statistical problems", J. ACM 8, 1961; the polling of all
// directions at once is the generating set search of Kolda, Lewis, Torczon, "Optimization by direct search: new
// perspectives on some classical and modern methods", SIAM Review 45, 2003, section 3. It draws nothing at random and
// compares evaluations only.
import { type CoordinateKind, inCells, levelsOf } from "./coordinate-kind.ts";
import { compareEvaluations, type Evaluation, type Searcher } from "./searcher.ts";
import { takeTurns } from "./turns.ts";

export interface PatternSearchOptions {
  /** The point to improve, in the unit cube. */
  readonly start: Float64Array;
  /** First step along each coordinate, a share of the cube's edge. */
  readonly step: number;
  /** The search is done when no step of this length helps. */
  readonly shortest: number;
  readonly kinds: readonly CoordinateKind[];
  /** Points asked at most. */
  readonly trials: number;
}

/** Steps of a tenth of the range, down to a part in ten million. */
export const PATTERN_DEFAULTS = { step: 0.1, shortest: 1e-7, kinds: [] } as const;

interface PatternState {
  readonly point: Float64Array;
  /** Null until the first point is evaluated. */
  readonly result: Evaluation | null;
  readonly step: number;
  /** The last change of the point that helped; zero before and after a failure. */
  readonly heading: Float64Array;
}

/** Asks for 2 n + 1 points or fewer per generation. */
export function createPatternSearch({ start, step, shortest, kinds, trials }: PatternSearchOptions): Searcher {
  const point = inCells(start.map(clipped), kinds);
  let state: PatternState = { point, result: null, step, heading: new Float64Array(start.length) };
  let polled: readonly Float64Array[] = [];
  return takeTurns(trials, {
    propose() {
      if (state.step < shortest) return [];
      polled = poll(state, kinds);
      return polled;
    },
    learn(results) {
      state = afterPoll(state, polled, results);
    },
  });
}

function clipped(x: number): number {
  return Math.min(1, Math.max(0, x));
}

/** The point itself at first; one step along the last heading; one step either way along each coordinate. */
function poll(state: PatternState, kinds: readonly CoordinateKind[]): readonly Float64Array[] {
  const { point, heading } = state;
  const own = state.result === null ? [point] : [];
  const ahead = heading.some((v) => v !== 0) ? [inCells(moved(point, heading), kinds)] : [];
  const sides = Array.from(point.keys()).flatMap((i) => {
    const levels = levelsOf(kinds, i);
    const length = levels > 0 ? Math.max(state.step, 1 / levels) : state.step;
    return [length, -length].map((change) => {
      const side = point.slice();
      side[i] = clipped((point[i] ?? 0) + change);
      return inCells(side, kinds);
    });
  });
  const others = [...ahead, ...sides].filter((other) => other.some((v, i) => v !== point[i])); // some leave the cube
  return [...own, ...others];
}

function moved(point: Float64Array, change: Float64Array): Float64Array {
  return point.map((v, i) => clipped(v + (change[i] ?? 0)));
}

/** The best point that helps is taken and the step doubles; where none helps it halves. */
function afterPoll(state: PatternState, polled: readonly Float64Array[], results: readonly Evaluation[]): PatternState {
  let { point, result } = state;
  for (const [k, found] of results.entries()) {
    const there = polled[k];
    if (there === undefined || (result !== null && !(compareEvaluations(found, result) < 0))) continue;
    point = there;
    result = found;
  }
  const heading = point.map((v, i) => v - (state.point[i] ?? 0));
  if (heading.some((v) => v !== 0)) return { point, result, step: Math.min(2 * state.step, 0.5), heading };
  return { point, result, step: state.step / 2, heading };
}
