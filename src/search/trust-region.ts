// A box around the best point that grows while it helps and shrinks when it does not.
//
// Eriksson, Pearce, Gardner, Turner and Poloczek, "Scalable global optimization via local Bayesian optimization" (TuRBO),
// NeurIPS 2019, section 2 and appendix.
import type { Box } from "../numeric/bounded-minimum.ts";
import { exp, log } from "../numeric/elementary.ts";
import { type CoordinateKind, levelsOf } from "./coordinate-kind.ts";

export interface TrustRegion {
  /** Edge of the box before it is stretched, a share of the cube's edge. */
  readonly length: number;
  /** Generations in a row that improved, and that did not. */
  readonly successes: number;
  readonly failures: number;
}

const FIRST_LENGTH = 0.8;
const LARGEST_LENGTH = 1.6;
const SMALLEST_LENGTH = 1 / 128;
const ENOUGH_SUCCESSES = 3;

export const firstRegion: TrustRegion = { length: FIRST_LENGTH, successes: 0, failures: 0 };

/** @param enough failures in a row after which the box shrinks */
export function afterGeneration(region: TrustRegion, improved: boolean, enough: number): TrustRegion {
  const successes = improved ? region.successes + 1 : 0;
  const failures = improved ? 0 : region.failures + 1;
  if (successes === ENOUGH_SUCCESSES) {
    return { length: Math.min(2 * region.length, LARGEST_LENGTH), successes: 0, failures: 0 };
  }
  if (failures >= enough) return { length: region.length / 2, successes: 0, failures: 0 };
  return { length: region.length, successes, failures };
}

export function hasCollapsed({ length }: TrustRegion): boolean {
  return length < SMALLEST_LENGTH;
}

/**
 * The box within the cube: longer where the loss changes slowly, of the same volume as a cube of the region's length. A
 * discrete coordinate reaches its neighbours at least, a choice all of its options.
 * @param lengths of the kernel, one for each coordinate of the centre
 */
export function boxAround(
  centre: Float64Array,
  { length }: TrustRegion,
  lengths: Float64Array,
  kinds: readonly CoordinateKind[],
): Box {
  const weights = evenedOut(lengths);
  const half = centre.map((_, i) => {
    const levels = levelsOf(kinds, i);
    if (kinds[i]?.kind === "choice") return 1;
    return Math.max((length * (weights[i] ?? 1)) / 2, levels === 0 ? 0 : 1.5 / levels);
  });
  return {
    low: centre.map((c, i) => Math.max(0, c - (half[i] ?? 0))),
    high: centre.map((c, i) => Math.min(1, c + (half[i] ?? 0))),
  };
}

/** Kernel lengths beyond this multiple of one another say no more than that a coordinate hardly matters. */
const LARGEST_WEIGHT = 4;

/** Relative to their geometric mean. */
function evenedOut(lengths: Float64Array): Float64Array {
  const mean = exp(lengths.reduce((sum, length) => sum + log(length), 0) / lengths.length);
  return lengths.map((length) => Math.min(LARGEST_WEIGHT, Math.max(1 / LARGEST_WEIGHT, length / mean)));
}
