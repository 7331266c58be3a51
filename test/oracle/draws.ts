// Random numbers by address, as bench/README.md of the specification lays them out.
import { philox4x32 } from "../../src/numeric/philox.ts";
import { uniformFromWords } from "../../src/numeric/uniform.ts";

const TAG = 0x666c7962;

export const streams = {
  book: 9,
  diffusion: 10,
  jumps: 11,
  closes: { long: 12, short: 13 },
  opens: { long: 14, short: 15 },
} as const;

/** Uniform number `index` of a stream in a block (for the book: in a slot). */
export type Draw = (stream: number, block: number, index: number) => number;

export function drawsOf(seed: number, path: number): Draw {
  const words = new Uint32Array(4);
  return (stream, block, index) => {
    philox4x32(Math.floor(index / 2), block, path, stream, seed, TAG, words);
    const [a = 0, b = 0, c = 0, d = 0] = words;
    return index % 2 === 0 ? uniformFromWords(a, b) : uniformFromWords(c, d);
  };
}

/** Smallest count whose cumulative Poisson probability reaches `u`. */
export function poissonCount(u: number, rate: number): number {
  let probability = Math.exp(-rate);
  let cumulative = probability;
  let count = 0;
  while (cumulative < u && cumulative + probability > cumulative) {
    count += 1;
    probability *= rate / count;
    cumulative += probability;
  }
  return count;
}
