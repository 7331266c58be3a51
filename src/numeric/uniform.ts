// Uniform numbers in (0, 1) from random words.

const LARGEST_UNIFORM = 1 - 2 ** -53;

/**
 * Uniform in (0, 1) from two 32-bit words: 27 + 26 bits plus half a step. Above 1/2 the half step is rounded away
 * (round half to even), so the top value would become 1: hence the minimum.
 */
export function uniformFromWords(word0: number, word1: number): number {
  const bits = (word0 >>> 5) * 67108864 + (word1 >>> 6);
  return Math.min((bits + 0.5) * 2 ** -53, LARGEST_UNIFORM);
}
