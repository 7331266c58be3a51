// Two lanes at a time: what a running sum or extreme does with them.

// @ts-ignore: decorator
@inline
export function addPair(address: usize, amount: v128): void {
  v128.store(address, f64x2.add(v128.load(address), amount));
}

/** Running maximum. */
// @ts-ignore: decorator
@inline
export function raisePair(address: usize, value: v128): void {
  v128.store(address, f64x2.pmax(v128.load(address), value));
}

/** Running minimum. */
// @ts-ignore: decorator
@inline
export function lowerPair(address: usize, value: v128): void {
  v128.store(address, f64x2.pmin(v128.load(address), value));
}
