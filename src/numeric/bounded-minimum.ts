// The minimum of a smooth function inside a box, by limited-memory quasi-Newton steps projected on the box.
//
// Nocedal and Wright, Numerical Optimization, 2nd ed. 2006, algorithms 7.4 and 7.5 (L-BFGS), on the coordinates that no
// bound holds; backtracking along the projected path as in Bertsekas, "Projected Newton methods for optimization problems
// with simple constraints", SIAM J. Control Optim. 20, 1982.

/** Value at x; writes the gradient into its second argument. Infinite where the function is not defined. */
export type SmoothFunction = (x: Float64Array, gradient: Float64Array) => number;

export interface Box {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
}

/** Pairs of steps and gradient changes kept. */
const MEMORY = 8;
/** Share of the decrease that the slope promises which a step must bring. */
const SUFFICIENT = 1e-4;
const LARGEST_BACKTRACKS = 12;
/** Relative decrease of the value below which the search ends. */
const STANDSTILL = 1e-9;

interface Curvature {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly product: number;
}

/** @param start a point of the box, where the function is finite  @param iterations steps at most */
export function boundedMinimum(
  valueAt: SmoothFunction,
  start: Float64Array,
  { low, high }: Box,
  iterations: number,
): Minimum {
  let x: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(x.length);
  let value = valueAt(x, gradient);
  const memory: Curvature[] = [];
  for (let k = 0; k < iterations; k++) {
    const free = x.map((v, i) => (isHeld(v, gradient[i] ?? 0, low[i] ?? 0, high[i] ?? 0) ? 0 : 1));
    const next = lineSearch(valueAt, { x, value }, gradient, descent(gradient, free, memory), { low, high });
    if (next === null) {
      if (memory.length === 0) break;
      memory.length = 0; // once more, along the gradient itself
      continue;
    }
    remember(memory, difference(next.x, x), difference(next.gradient, gradient));
    const gain = value - next.value;
    ({ x, gradient, value } = next);
    if (gain <= STANDSTILL * (1 + Math.abs(value))) break;
  }
  return { x, value };
}

function isHeld(v: number, slope: number, low: number, high: number): boolean {
  return (v <= low && slope > 0) || (v >= high && slope < 0);
}

/** Minus the gradient times the inverse curvature seen so far, zero where a bound holds. */
function descent(gradient: Float64Array, free: Float64Array, memory: readonly Curvature[]): Float64Array {
  const direction = gradient.map((g, i) => -g * (free[i] ?? 0));
  const shares = memory.map(() => 0);
  for (let m = memory.length - 1; m >= 0; m--) {
    const pair = memory[m];
    if (pair === undefined) continue;
    const share = dot(pair.step, direction) / pair.product;
    shares[m] = share;
    addScaled(direction, -share, pair.change);
  }
  const last = memory.at(-1);
  const scale = last === undefined ? firstScale(gradient, free) : last.product / dot(last.change, last.change);
  for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] ?? 0) * scale;
  for (const [m, pair] of memory.entries())
    addScaled(direction, (shares[m] ?? 0) - dot(pair.change, direction) / pair.product, pair.step);
  const masked = direction.map((v, i) => v * (free[i] ?? 0));
  return dot(masked, gradient) < 0 ? masked : gradient.map((g, i) => -g * (free[i] ?? 0) * scale);
}

/** The first step changes no coordinate by more than a half. */
function firstScale(gradient: Float64Array, free: Float64Array): number {
  const steepest = gradient.reduce((most, g, i) => Math.max(most, Math.abs(g) * (free[i] ?? 0)), 0);
  return steepest > 0 ? Math.min(1, 0.5 / steepest) : 1;
}

function lineSearch(
  valueAt: SmoothFunction,
  from: Minimum,
  gradient: Float64Array,
  direction: Float64Array,
  { low, high }: Box,
): (Minimum & { readonly gradient: Float64Array }) | null {
  let length = 1;
  for (let k = 0; k < LARGEST_BACKTRACKS; k++) {
    const x = from.x.map((v, i) => Math.min(high[i] ?? v, Math.max(low[i] ?? v, v + length * (direction[i] ?? 0))));
    const slope = x.reduce((sum, v, i) => sum + (gradient[i] ?? 0) * (v - (from.x[i] ?? 0)), 0);
    if (!(slope < 0)) return null;
    const found = new Float64Array(x.length);
    const value = valueAt(x, found);
    if (value <= from.value + SUFFICIENT * slope && found.every(Number.isFinite)) return { x, value, gradient: found };
    const curve = 2 * (value - from.value - slope);
    length *= Number.isFinite(curve) && curve > 0 ? Math.min(0.5, Math.max(0.1, -slope / curve)) : 0.2;
  }
  return null;
}

/** Keeps a pair only where the curvature along the step is positive. */
function remember(memory: Curvature[], step: Float64Array, change: Float64Array): void {
  const product = dot(step, change);
  if (!(product > 1e-10 * dot(change, change))) return;
  memory.push({ step, change, product });
  if (memory.length > MEMORY) memory.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, factor: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (source[i] ?? 0);
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((v, i) => v - (b[i] ?? 0));
}
