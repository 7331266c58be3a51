// Points of the Sobol sequence in up to 50 dimensions, plain or scrambled.
import { hashWords, nestedScramble } from "./owen-scramble.ts";
import { type SobolDirection, sobolDirections } from "./sobol-directions.ts";

/** Dimensions for which the table has direction numbers. */
export const largestSobolDimension = sobolDirections.length;

/**
 * Point `index` (from 0; the first is the origin) of the unscrambled sequence in Gray-code order
 * (I. A. Antonov & V. M. Saleev, 1979), each coordinate in [0, 1). index < 2^32.
 */
export function sobolPoint(index: number, dimensions: number): Float64Array {
  return Float64Array.from(directionsFor(dimensions), (directions) => sobolWord(index, directions) / TWO_32);
}

/**
 * The same point after Owen's nested uniform scrambling keyed by a 32-bit seed: every coordinate is uniform in (0, 1),
 * and the first 2^m points keep the stratification of the plain sequence. Each lies in the middle of a cell of width
 * 2^-32, so 0 and 1 never occur.
 */
export function scrambledSobolPoint(index: number, dimensions: number, seed: number): Float64Array {
  return Float64Array.from(directionsFor(dimensions), (directions, dimension) => {
    const word = nestedScramble(sobolWord(index, directions), hashWords(seed, dimension));
    return (word + 0.5) / TWO_32;
  });
}

const TWO_32 = 4294967296;
const BITS = 32;

function sobolWord(index: number, directions: Uint32Array): number {
  let word = 0;
  for (let gray = (index ^ (index >>> 1)) >>> 0, bit = 0; gray !== 0; gray >>>= 1, bit++) {
    if (gray & 1) word ^= directions[bit] ?? 0;
  }
  return word >>> 0;
}

function directionsFor(dimensions: number): readonly Uint32Array[] {
  if (dimensions > largestSobolDimension) {
    throw new RangeError(`Sobol points have at most ${largestSobolDimension} dimensions: found ${dimensions}`);
  }
  return directionWords.slice(0, dimensions);
}

/** Direction words v_k = m_k 2^(32−k) by the recurrence of P. Bratley & B. L. Fox, Algorithm 659, 1988, equation (2). */
function directionWord({ polynomial, initial }: SobolDirection): Uint32Array {
  const words = new Uint32Array(BITS);
  const degree = 31 - Math.clz32(polynomial);
  for (let k = 0; k < BITS; k++) {
    const start = degree === 0 ? 1 : initial[k];
    if (start !== undefined) {
      words[k] = start << (BITS - 1 - k);
      continue;
    }
    const oldest = words[k - degree] ?? 0;
    let word = oldest ^ (oldest >>> degree);
    for (let j = 1; j < degree; j++) {
      if ((polynomial >>> (degree - j)) & 1) word ^= words[k - j] ?? 0;
    }
    words[k] = word;
  }
  return words;
}

const directionWords = sobolDirections.map(directionWord);
