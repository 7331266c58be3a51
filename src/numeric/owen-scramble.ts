// Owen's nested uniform scrambling of a 32-bit fraction, by hashing.

/**
 * Scrambles the bits of a fraction, most significant first: each bit is flipped or not by a hash of the seed and of
 * the bits above it, so that the flips form a random binary tree (A. B. Owen, Randomly permuted (t,m,s)-nets, 1995).
 * Equal words stay equal, words that share their first m bits still share m bits: every net property is kept.
 * This is the tree itself, 32 hashes a word, not one of the cheaper hash approximations: designs are small.
 * @returns an unsigned 32-bit word
 */
export function nestedScramble(word: number, seed: number): number {
  let scrambled = 0;
  for (let depth = 0; depth < 32; depth++) {
    const shift = 31 - depth;
    const above = depth === 0 ? 0 : word >>> (shift + 1);
    const flip = hashWords(hashWords(seed, depth), above) & 1;
    scrambled |= (((word >>> shift) & 1) ^ flip) << shift;
  }
  return scrambled >>> 0;
}

/** Mixes two 32-bit words to one (finaliser by C. Wellons, "lowbias32", 2018, applied to a running state). */
export function hashWords(first: number, second: number): number {
  return mix(mix(first ^ 0x9e3779b9) ^ second);
}

function mix(word: number): number {
  let x = word >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
