// The exogenous scenario set of a seed family: outside log prices and the uniforms of the book's event counts.
// It depends on nothing a candidate can change, so it is generated once and shared by all of them and all threads.
import { diffusionStep, fadedIntensity } from "../../market/exogenous.ts";
import { exp } from "../../numeric/elementary.ts";
import { normalQuantile } from "../../numeric/normal-draw.ts";
import { poissonQuantile } from "../../numeric/poisson-draw.ts";
import { FIRST_SLOTS, LANES, ROW, SCENARIO_ROWS } from "./layout.ts";
import { nextUniform, uniform } from "./philox.ts";
import { blocks, blockTime, parameter, slots } from "./plant.ts";

const YEAR: f64 = 31536000;
const DIFFUSION: u32 = 10;
const JUMPS: u32 = 11;
const CLOSES: u32 = 12; // long; then short, opens long, opens short

/** Sum of the jumps of one block, log. */
function jumpSum(seed: u32, path: u32, block: u32, count: i32): f64 {
  const mean = parameter(slot("jump.mean"));
  const deviation = parameter(slot("jump.deviation"));
  let sum: f64 = 0;
  for (let j = 0; j < count; j++) sum += mean + deviation * normalQuantile(uniform(seed, path, JUMPS, block, 1 + j));
  return sum;
}

/** Fills one lane of a group at `target`, block by block. */
function generateLane(target: usize, lane: usize, seed: u32, path: u32): void {
  const volatility = parameter(slot("price.volatility"));
  const sigma = volatility * sqrt(blockTime / YEAR);
  const drift = (parameter(slot("price.drift")) * blockTime) / YEAR;
  const base = parameter(slot("jump.rate"));
  const decay = parameter(slot("jump.decay"));
  const keep = exp(-decay * blockTime);
  const kick = parameter(slot("jump.branching")) * decay;
  const shockBlock = <i32>parameter(slot("shock.block"));
  const shockEnd = shockBlock + <i32>parameter(slot("shock.blocks"));
  const shock = parameter(slot("shock.size")) / parameter(slot("shock.blocks"));
  let intensity = base;
  let x: f64 = 0;
  for (let k = 0; k < blocks; k++, target += SCENARIO_ROWS * ROW) {
    if (shock != 0 && k >= shockBlock && k < shockEnd) x += shock;
    intensity = fadedIntensity(intensity, base, keep);
    let jumps: f64 = 0;
    if (intensity > 0) {
      const count = poissonQuantile(uniform(seed, path, JUMPS, k, 0), intensity * blockTime);
      if (count > 0) {
        jumps = jumpSum(seed, path, k, count);
        intensity += <f64>count * kick;
      }
    }
    const normal = sigma > 0 ? normalQuantile(uniform(seed, path, DIFFUSION, k, 0)) : 0;
    x += diffusionStep(sigma, drift, normal) + jumps;
    store<f64>(target, x);
    for (let i: u32 = 0; i < 4; i++) {
      store<f64>(target + (1 + i) * ROW, uniform(seed, path, CLOSES + i, k, 0));
      store<i32>(target + FIRST_SLOTS - (lane << 2) + i * (ROW / 2), <i32>floor(nextUniform() * <f64>slots));
    }
  }
}

/** Fills `groups` groups of eight paths, starting with path `firstPath`. */
export function generateGroups(target: usize, seed: u32, firstPath: u32, groups: i32): void {
  const bytes = <usize>blocks * SCENARIO_ROWS * ROW;
  for (let g = 0; g < groups; g++)
    for (let lane = 0; lane < LANES; lane++)
      generateLane(target + <usize>g * bytes + (<usize>lane << 3), <usize>lane, seed, firstPath + <u32>(g * LANES + lane));
}
