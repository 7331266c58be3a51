// A loop closed and played block by block: what it leaves of a signal at its command. Its delay costs nothing, however long.
import type { TransferFunction } from "../control/linear/transfer-function.ts";

/**
 * The signal e with e = d - L e, block by block without end: what is left of d where the loop L is closed by negative
 * feedback. L has more poles than zeros or a delay.
 * @param disturbance d at block 0, 1, ...; asked for once each
 */
export function* closedResponse(
  { num, den, delay }: TransferFunction,
  disturbance: (block: number) => number,
): Generator<number> {
  const order = den.length - 1;
  const lead = den[0] ?? Number.NaN;
  const behind = delay + order - (num.length - 1); // blocks by which the first coefficient of num lies back
  const length = delay + order + 1;
  const [left, fed] = [new Float64Array(length), new Float64Array(length)]; // e and L e of the last blocks, as rings
  const past = (ring: Float64Array, block: number): number => (block < 0 ? 0 : (ring[block % length] ?? Number.NaN));
  for (let k = 0; ; k++) {
    let sum = 0;
    for (let i = 0; i < num.length; i++) sum += (num[i] ?? 0) * past(left, k - behind - i);
    for (let i = 1; i <= order; i++) sum -= (den[i] ?? 0) * past(fed, k - i);
    fed[k % length] = sum / lead;
    const remaining = disturbance(k) - sum / lead;
    left[k % length] = remaining;
    yield remaining;
  }
}
