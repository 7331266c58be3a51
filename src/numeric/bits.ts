// The few bit operations on 64-bit floats that the elementary functions need. The kernel build swaps this file for
// `simulate/kernel/bits.ts`, which says the same in WebAssembly instructions; both give the same bits.

const float = new Float64Array(1);
const words = new DataView(float.buffer);

/** Sign, exponent and the upper 20 bits of the significand, as a signed 32-bit integer. */
export function highWord(x: f64): i32 {
  float[0] = x;
  return words.getInt32(littleEndian ? 4 : 0, littleEndian);
}

/** `x` with its upper 32 bits replaced. */
export function withHighWord(x: f64, high: i32): f64 {
  float[0] = x;
  words.setInt32(littleEndian ? 4 : 0, high, littleEndian);
  return words.getFloat64(0, littleEndian);
}

/** 2^n for -1022 <= n <= 1023. */
export function powerOfTwo(n: i32): f64 {
  return withHighWord(0, (n + 1023) << 20);
}

/** Integer part of a number that fits 32 bits. */
export function truncate(x: f64): i32 {
  return x | 0;
}

/** An integer as a float (nothing to do in JavaScript). */
export function toFloat(n: i32): f64 {
  return n;
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
