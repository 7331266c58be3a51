// Powers of ten as ticks of logarithmic axes: not too many, written short.
import { exact } from "./number-format.ts";

/** "0.001", "10", "10⁹". */
export function powerText(value: number): string {
  return exact(value).replace(/^1 × /, "");
}

/** Powers of ten within a range, at most about `most` of them. */
export function powersOfTen(low: number, high: number, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const powers: number[] = [];
  for (let power = Math.ceil(first / step) * step; power <= last; power += step) powers.push(Number(`1e${power}`));
  return powers;
}
