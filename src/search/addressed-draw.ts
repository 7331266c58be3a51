// Random numbers of the searches: each has an address, so a replayed search meets the same numbers.
import { normalQuantile } from "../numeric/normal-draw.ts";
import { philox4x32 } from "../numeric/philox.ts";
import { uniformFromWords } from "../numeric/uniform.ts";

/** Second key word: keeps the searches' numbers apart from scenarios simulated under the same seed. */
const SEARCH_KEY = 0x53454152;

/** What a draw is for; the last counter word. */
export const CANDIDATE_DRAW = 1;
export const RESTART_DRAW = 2;
export const DESIGN_DRAW = 3;
/** In which order members meet in tournaments; what becomes of a pair. */
export const TOURNAMENT_DRAW = 16;
export const PAIR_DRAW = 17;
/** Which direction, and which of its members, is taken where several are alike. */
export const NICHE_DRAW = 18;
/** How a new point is made from a population. */
export const VARIATION_DRAW = 19;
/** Where a model is asked what it expects. */
export const OUTLOOK_DRAW = 21;

/**
 * `count` uniform numbers in (0, 1), addressed by (draw, individual, generation, purpose) under the seed.
 * @param seed 32-bit word
 */
export function uniformDraws(
  count: number,
  seed: number,
  purpose: number,
  generation: number,
  individual: number,
): Float64Array {
  const uniforms = new Float64Array(count);
  const words = new Uint32Array(4);
  for (let k = 0; k < count; k += 2) {
    philox4x32(k >>> 1, individual >>> 0, generation >>> 0, purpose, seed >>> 0, SEARCH_KEY, words);
    uniforms[k] = uniformFromWords(words[0] ?? 0, words[1] ?? 0);
    if (k + 1 < count) uniforms[k + 1] = uniformFromWords(words[2] ?? 0, words[3] ?? 0);
  }
  return uniforms;
}

/** `count` standard normal numbers; addressed as `uniformDraws`. */
export function normalDraws(
  count: number,
  seed: number,
  purpose: number,
  generation: number,
  individual: number,
): Float64Array {
  return uniformDraws(count, seed, purpose, generation, individual).map(normalQuantile);
}
