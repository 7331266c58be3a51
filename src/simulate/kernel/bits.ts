// WebAssembly twin of `numeric/bits.ts`: the same five functions as single instructions.

// @ts-ignore: decorator
@inline
export function highWord(x: f64): i32 {
  return <i32>(reinterpret<u64>(x) >> 32);
}

// @ts-ignore: decorator
@inline
export function withHighWord(x: f64, high: i32): f64 {
  return reinterpret<f64>((reinterpret<u64>(x) & 0xffffffff) | ((<u64>(<u32>high)) << 32));
}

// @ts-ignore: decorator
@inline
export function powerOfTwo(n: i32): f64 {
  return reinterpret<f64>((<u64>(n + 1023)) << 52);
}

// @ts-ignore: decorator
@inline
export function truncate(x: f64): i32 {
  return <i32>x;
}

// @ts-ignore: decorator
@inline
export function toFloat(n: i32): f64 {
  return <f64>n;
}
