// Philox4x32-10 in 64-bit integer instructions, and the addressed uniforms of the benchmark plants.
// Salmon, Moraes, Dror, Shaw, SC 2011. Key (seed, "flyb"), counter (group, block, path, stream).

const KEY_TAG: u32 = 0x666c7962;
const LARGEST_UNIFORM: f64 = 0.99999999999999988898; // 1 - 2^-53
const TWO_TO_MINUS_53: f64 = 1.1102230246251565e-16;

export let word0: u32 = 0;
export let word1: u32 = 0;
export let word2: u32 = 0;
export let word3: u32 = 0;

/** Fills word0 to word3 with the block at counter (c0, c1, c2, c3) under key (k0, k1). */
export function philox(c0: u32, c1: u32, c2: u32, c3: u32, k0: u32, k1: u32): void {
  for (let round = 0; round < 10; round++) {
    const product0 = <u64>c0 * 0xd2511f53;
    const product1 = <u64>c2 * 0xcd9e8d57;
    c0 = <u32>(product1 >> 32) ^ c1 ^ k0;
    c1 = <u32>product1;
    c2 = <u32>(product0 >> 32) ^ c3 ^ k1;
    c3 = <u32>product0;
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  word0 = c0;
  word1 = c1;
  word2 = c2;
  word3 = c3;
}

// @ts-ignore: decorator
@inline
function uniformFromWords(a: u32, b: u32): f64 {
  const bits = <f64>(a >> 5) * 67108864 + <f64>(b >> 6);
  return min((bits + 0.5) * TWO_TO_MINUS_53, LARGEST_UNIFORM);
}

/** The uniform that follows the one drawn last, where that had an even index: it comes from the same block. */
export function nextUniform(): f64 {
  return uniformFromWords(word2, word3);
}

/** Uniform number `index` of a path's stream in a block; every draw has its own address. */
export function uniform(seed: u32, path: u32, stream: u32, block: u32, index: u32): f64 {
  philox(index >> 1, block, path, stream, seed, KEY_TAG);
  return index & 1 ? uniformFromWords(word2, word3) : uniformFromWords(word0, word1);
}
