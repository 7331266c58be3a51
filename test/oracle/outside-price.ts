// The price without this venue, log relative to the start: a diffusion, self-exciting jumps, one scripted shock.
import { normalQuantile } from "../../src/numeric/normal.ts";
import { type Draw, poissonCount, streams } from "./draws.ts";
import type { Setting } from "./settings.ts";

const YEAR = 365 * 86400;

export function outsideLogPrices(set: Setting, draw: Draw): number[] {
  const dt = set("time.block");
  const variance = (set("price.volatility") ** 2 * dt) / YEAR;
  const base = set("jump.rate");
  const decay = set("jump.decay");
  const prices: number[] = [];
  let intensity = base;
  let x = 0;
  for (let k = 0; k < set("time.blocks"); k++) {
    intensity = base + (intensity - base) * Math.exp(-decay * dt);
    const jumps = poissonCount(draw(streams.jumps, k, 0), intensity * dt);
    for (let j = 0; j < jumps; j++)
      x += set("jump.mean") + set("jump.deviation") * normalQuantile(draw(streams.jumps, k, 1 + j));
    intensity += jumps * set("jump.branching") * decay;
    x += (set("price.drift") * dt) / YEAR - variance / 2;
    x += Math.sqrt(variance) * normalQuantile(draw(streams.diffusion, k, 0));
    x += shockAt(set, k);
    prices.push(x);
  }
  return prices;
}

/** Part of the scripted shock that falls into block k. */
function shockAt(set: Setting, k: number): number {
  const first = set("shock.block");
  const blocks = set("shock.blocks");
  return k >= first && k < first + blocks ? set("shock.size") / blocks : 0;
}
