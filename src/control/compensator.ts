// State feedback CS3 as it runs: a linear dynamic output feedback with the sent output fed back. Shared subset.
//
//   u_asked = rest - K x - Ky y        x+ = F x + G y + H (u_sent - rest)
//
// With F = A - L C, G = L, H = B this is state feedback on an observer (predictor form). The observer sees what was really
// sent, after bounds, slew and dead band, so a limited output does not wind it up: Åström & Wittenmark, Computer-Controlled
// Systems, 3rd edition, 1997, section 9.4. Specification: control 3.3 CS3.
import { truncate } from "../numeric/bits.ts";
import { cell, setCell } from "../numeric/cells.ts";

/** Most states. */
export const COMPENSATOR_STATES: i32 = 12;
/** Numbers of one compensator: order, Ky, F by rows of twelve, G, H, K. */
export const COMPENSATOR_NUMBERS: i32 = 2 + 12 * (12 + 3);
/** Cells: the state, and room for the next one. */
export const COMPENSATOR_MEMORY: i32 = 24;

const ORDER: i32 = 0;
const DIRECT: i32 = 8;
const F: i32 = 16;
const G: i32 = 16 + 8 * 144;
const H: i32 = 16 + 8 * 156;
const K: i32 = 16 + 8 * 168;
const FROW: i32 = 8 * 12;

/**
 * Output asked for before the guardrails; does not move the state.
 * @param coefficients address of the compensator's numbers  @param memory address of its first cell
 * @param stride bytes between memory cells  @param rest output at rest  @param y measurement minus set point
 */
export function compensatorAsked(coefficients: i32, memory: i32, stride: i32, rest: f64, y: f64): f64 {
  const order = truncate(cell(coefficients + ORDER));
  let asked = rest - cell(coefficients + DIRECT) * y;
  for (let i: i32 = 0; i < order; i++) asked -= cell(coefficients + K + 8 * i) * cell(memory + i * stride);
  return asked;
}

/** Moves the state by one sample. @param y as above  @param deviation the output that was sent, minus the output at rest */
export function compensatorAdvance(coefficients: i32, memory: i32, stride: i32, y: f64, deviation: f64): void {
  const order = truncate(cell(coefficients + ORDER));
  const next = memory + COMPENSATOR_STATES * stride;
  for (let i: i32 = 0; i < order; i++) {
    let sum = cell(coefficients + G + 8 * i) * y + cell(coefficients + H + 8 * i) * deviation;
    for (let j: i32 = 0; j < order; j++) sum += cell(coefficients + F + i * FROW + 8 * j) * cell(memory + j * stride);
    setCell(next + i * stride, sum);
  }
  for (let i: i32 = 0; i < order; i++) setCell(memory + i * stride, cell(next + i * stride));
}
