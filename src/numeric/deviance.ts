// The deviance term of Loader's saddle-point expansion: x ln(x/m) + m − x without cancellation.
import { log } from "./elementary.ts";

/**
 * D(x, m) = x ln(x/m) + m − x for x >= 0, m > 0; never negative, 0 at x = m.
 * C. Loader, Fast and accurate computation of binomial probabilities, 2000, equation (5).
 */
export function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x === 0 ? m : x * log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 3; j < 2001; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
