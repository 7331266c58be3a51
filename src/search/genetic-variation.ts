// Two children of two parents in the unit cube: simulated binary crossover, then polynomial mutation.
//
// Deb and Agrawal, "Simulated binary crossover for continuous search space", Complex Systems 9, 1995, in the bounded
// form of Deb's programs: the spread factor's density is cut at the bound, so no child needs repair. Mutation as in Deb
// and Deb, "Analysing mutation schemes for real-parameter genetic algorithms", 2014, bounded as well.
import { exp, log } from "../numeric/elementary.ts";

export interface VariationRates {
  /** Probability that a pair is crossed at all, and the distribution index of the children about the parents. */
  readonly crossover: { readonly probability: number; readonly index: number };
  /** Probability that a child is mutated at all, and the distribution index. Each variable: min(1/2, 1/n). */
  readonly mutation: { readonly probability: number; readonly index: number };
}

/** Parents that differ by less in a coordinate are equal there. */
const SAME = 1e-14;

/** Uniform numbers that one pair takes. */
export function drawsPerPair(dimension: number): number {
  return 3 + 7 * dimension;
}

/** @param uniforms `drawsPerPair` numbers in (0, 1) */
export function twoChildren(
  first: Float64Array,
  second: Float64Array,
  rates: VariationRates,
  uniforms: Float64Array,
): [Float64Array, Float64Array] {
  const n = first.length;
  const children: [Float64Array, Float64Array] = [first.slice(), second.slice()];
  if ((uniforms[0] ?? 1) < rates.crossover.probability) {
    cross(children, rates.crossover.index, uniforms.subarray(1, 1 + 3 * n));
  }
  for (const [k, child] of children.entries()) {
    const own = uniforms.subarray(1 + 3 * n + k * (1 + 2 * n));
    if ((own[0] ?? 1) < rates.mutation.probability) mutate(child, rates.mutation.index, own.subarray(1, 1 + 2 * n));
  }
  return children;
}

/** Every variable is crossed with probability 1/2; which child gets which value is a coin as well. */
function cross([a, b]: [Float64Array, Float64Array], index: number, uniforms: Float64Array): void {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    if ((uniforms[3 * i] ?? 1) >= 0.5 || Math.abs(x - y) <= SAME) continue;
    const [low, high] = x < y ? [x, y] : [y, x];
    const u = uniforms[3 * i + 1] ?? 0.5;
    const gap = high - low;
    const left = within(0.5 * (low + high - spreadFactor(u, 1 + (2 * low) / gap, index) * gap));
    const right = within(0.5 * (low + high + spreadFactor(u, 1 + (2 * (1 - high)) / gap, index) * gap));
    const swap = (uniforms[3 * i + 2] ?? 1) < 0.5;
    a[i] = swap ? right : left;
    b[i] = swap ? left : right;
  }
}

/** The u-quantile of the children's distance in units of the parents', cut where it would reach `largest`. */
function spreadFactor(u: number, largest: number, index: number): number {
  const alpha = 2 - power(largest, -(index + 1));
  const root = 1 / (index + 1);
  return u <= 1 / alpha ? power(u * alpha, root) : power(1 / (2 - u * alpha), root);
}

function mutate(child: Float64Array, index: number, uniforms: Float64Array): void {
  const rate = Math.min(0.5, 1 / child.length);
  for (let i = 0; i < child.length; i++) {
    if ((uniforms[2 * i] ?? 1) >= rate) continue;
    const x = child[i] ?? 0;
    child[i] = within(x + mutationStep(x, uniforms[2 * i + 1] ?? 0.5, index));
  }
}

/** A step down to 0 at most where u < 1/2, up to 1 at most otherwise. */
function mutationStep(x: number, u: number, index: number): number {
  const root = 1 / (index + 1);
  if (u < 0.5) return power(2 * u + (1 - 2 * u) * power(1 - x, index + 1), root) - 1;
  return 1 - power(2 * (1 - u) + (2 * u - 1) * power(x, index + 1), root);
}

function power(base: number, exponent: number): number {
  return base > 0 ? exp(exponent * log(base)) : 0;
}

function within(v: number): number {
  return Math.min(Math.max(v, 0), 1);
}
