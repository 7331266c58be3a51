// A flat memory of floats addressed in bytes, for laws that keep state. The kernel build swaps this file for
// `simulate/kernel/cells.ts`, where the memory is the module's own.

let memory: Float64Array = new Float64Array(0);

/** Sets the memory that `cell` and `setCell` work on (analysis and tests only). */
export function useCells(cells: Float64Array): void {
  memory = cells;
}

/** Number at a byte address (a multiple of 8). */
export function cell(address: i32): f64 {
  return memory[address >> 3] ?? Number.NaN;
}

export function setCell(address: i32, value: f64): void {
  memory[address >> 3] = value;
}
