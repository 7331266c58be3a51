// WebAssembly twin of `numeric/cells.ts`: the memory is the module's own.

// @ts-ignore: decorator
@inline
export function cell(address: i32): f64 {
  return load<f64>(<usize>address);
}

// @ts-ignore: decorator
@inline
export function setCell(address: i32, value: f64): void {
  store<f64>(<usize>address, value);
}
