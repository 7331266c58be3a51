// Distance to the fold on the real plant: arbitrage, refill, latency, cap, traders and controllers all at work.
import type { ScenarioFamily } from "../simulate/plant.ts";
import { LARGEST_SHOCK } from "./analysis.ts";
import { scriptedFall } from "./scripted-fall.ts";

/** How exactly the shock is found, log. */
const PRECISION = 1e-4;

/**
 * Smallest sudden fall (log) after which the venue itself adds more than `addedFall` (log) to it and to the fall of a day
 * without shock, mean over the paths; Infinity when shocks of 1, 2, 4 ... 64 % do not. On the real plant the total fall rises
 * steeply instead of jumping, so that the size that counts as running away is the caller's: half the jump of the static map,
 * for instance. The search doubles the shock until the fall runs away and halves the last step; it takes the fall to grow
 * with the shock.
 * @param vector the venue and its loops; horizon as in the vector  @param family a few paths: only traders differ by path
 */
export function foldBySimulation(vector: Float64Array, addedFall: number, family: ScenarioFamily): number {
  const quiet = scriptedFall(vector, 0, family); // what the venue's own traders do on a day without a fall
  const runsAway = (shock: number): boolean => scriptedFall(vector, shock, family) - shock - quiet > addedFall;
  let low = 0;
  let high = 0.01;
  while (!runsAway(high)) {
    if (high >= LARGEST_SHOCK) return Infinity;
    low = high;
    high *= 2;
  }
  while (high - low > PRECISION) {
    const middle = 0.5 * (low + high);
    if (runsAway(middle)) high = middle;
    else low = middle;
  }
  return high;
}
