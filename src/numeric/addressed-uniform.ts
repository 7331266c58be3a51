// Uniform draws by address for laws that are random: same number for the same address, in any order of asking. The kernel
// build swaps this file for `simulate/kernel/addressed-uniform.ts`; both give the same bits.
import { philox4x32 } from "./philox.ts";
import { uniformFromWords } from "./uniform.ts";

const KEY_TAG = 0x666c7962;
const words = new Uint32Array(4);

/** Uniform number `index` in (0, 1) of a path's stream in a block; words are taken as unsigned. */
export function addressedUniform(seed: i32, path: i32, stream: i32, block: i32, index: i32): f64 {
  philox4x32(index >>> 1, block >>> 0, path >>> 0, stream >>> 0, seed >>> 0, KEY_TAG, words);
  const [a = 0, b = 0, c = 0, d = 0] = words;
  return (index & 1) === 0 ? uniformFromWords(a, b) : uniformFromWords(c, d);
}
