// State feedback of control/compensator.ts in 18-decimal integers.
import { inWord, ONE, quotient, type Rounding, toFixed } from "./fixed.ts";

/** u = rest - K x - Ky y, x+ = F x + G y + H (u sent - rest); 18 decimals. */
export interface FixedCompensator {
  /** Rows. */
  readonly F: readonly (readonly bigint[])[];
  readonly G: readonly bigint[];
  readonly H: readonly bigint[];
  readonly K: readonly bigint[];
  readonly Ky: bigint;
}

/** The same in doubles. */
export interface CompensatorRows {
  readonly F: readonly (readonly number[])[];
  readonly G: readonly number[];
  readonly H: readonly number[];
  readonly K: readonly number[];
  readonly Ky: number;
}

/** @throws RangeError for a number that is not finite */
export function fixedCompensator({ F, G, H, K, Ky }: CompensatorRows): FixedCompensator {
  return {
    F: F.map((row) => row.map(toFixed)),
    G: G.map(toFixed),
    H: H.map(toFixed),
    K: K.map(toFixed),
    Ky: toFixed(Ky),
  };
}

/** Output asked for before the guardrails. @param y measurement minus set point */
export function fixedCompensatorAsked(
  { K, Ky }: FixedCompensator,
  state: readonly bigint[],
  rest: bigint,
  y: bigint,
  rounding: Rounding,
): bigint {
  return quotient(inWord(inWord(rest * ONE) - inWord(Ky * y) - dot(K, state)), ONE, rounding);
}

/** State after a block, each entry rounded toward zero once. @param deviation output sent, minus the output at rest */
export function fixedCompensatorState(
  { F, G, H }: FixedCompensator,
  state: readonly bigint[],
  y: bigint,
  deviation: bigint,
): readonly bigint[] {
  return F.map((row, i) => {
    const driven = inWord(inWord((G[i] ?? 0n) * y) + inWord((H[i] ?? 0n) * deviation));
    return quotient(inWord(dot(row, state) + driven), ONE, "towardZero");
  });
}

/** 36 decimals. */
function dot(a: readonly bigint[], b: readonly bigint[]): bigint {
  return a.reduce((sum, x, i) => inWord(sum + inWord(x * (b[i] ?? 0n))), 0n);
}
