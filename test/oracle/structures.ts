// The other structures of a loop, as control 3.3 words them: a table (CS1), a linear compensator (CS3), a vote (CS6).
import { normalQuantile } from "../../src/numeric/normal.ts";
import type { Draw } from "./draws.ts";
import type { Setting } from "./settings.ts";

/** What a table held last: its variables and output; blocks in which nothing may change. */
export interface TableMemory {
  held: readonly number[] | null;
  output: number;
  pause: number;
}

const clamp = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));

/** Weight of each node of an axis at x: a hat over the node, flat beyond the ends. */
function hats(axis: readonly number[], x: number): number[] {
  return axis.map((node, i) => {
    const [before, after] = [axis[i - 1], axis[i + 1]];
    if (x === node) return axis.indexOf(node) === i ? 1 : 0;
    if (before !== undefined && x > before && x < node) return (x - before) / (node - before);
    if (after !== undefined && x > node && x < after) return (after - x) / (after - node);
    return 0;
  });
}

/** Output of the table after one more block; `node` gives a node's output by the words of its axes. */
export function tableSample(
  set: Setting,
  node: (words: string) => number,
  memory: TableMemory,
  now: { readonly volatility: number; readonly skew: number; readonly insurance: number },
): number {
  const on = (name: string): number => set(`schedule.${name}`);
  const axes = [
    ["Calm", "Raised", "Stressed"].map((word) => on(`volatility${word}`)),
    ["Balanced", "OneSided"].map((word) => on(`skew${word}`)),
    ["Drained", "Full"].map((word) => on(`insurance${word}`)),
  ];
  const seen = [now.volatility, Math.abs(now.skew), now.insurance];
  const ends = axes.map((axis) => [axis[0] ?? 0, axis.at(-1) ?? 0] as const);
  const inside = ends.map(([low, high], i) => clamp(seen[i] ?? 0, low, high));
  const { held } = memory;
  const next = inside.map((x, i) => {
    const [low, high] = ends[i] ?? [0, 0];
    const before = held?.[i];
    return before !== undefined && Math.abs(x - before) <= on("hysteresis") * (high - low) ? before : x;
  });
  memory.held = next;
  const [volatility = [], skew = [], insurance = []] = axes.map((axis, i) => hats(axis, next[i] ?? 0));
  let output = 0;
  ["Calm", "Raised", "Stressed"].forEach((a, i) => {
    ["Balanced", "OneSided"].forEach((b, j) => {
      ["Drained", "Full"].forEach((c, l) => {
        output += (volatility[i] ?? 0) * (skew[j] ?? 0) * (insurance[l] ?? 0) * node(a + b + c);
      });
    });
  });
  if (held !== null && memory.pause > 0) memory.pause -= 1;
  else if (held === null || Math.abs(output - memory.output) > 1e-13 * Math.abs(output)) {
    memory.output = output;
    memory.pause = on("dwell");
  }
  return memory.output;
}

/** x+ = F x + G y + H (u - rest), u = rest - K x - Ky y. */
export interface StateFeedback {
  readonly F: readonly (readonly number[])[];
  readonly G: readonly number[];
  readonly H: readonly number[];
  readonly K: readonly number[];
  readonly Ky: number;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);

export function feedbackOutput({ K, Ky }: StateFeedback, x: readonly number[], y: number): number {
  return -dot(K, x) - Ky * y;
}

export function nextState({ F, G, H }: StateFeedback, x: readonly number[], y: number, deviation: number): number[] {
  return F.map((row, i) => dot(row, x) + (G[i] ?? 0) * y + (H[i] ?? 0) * deviation);
}

/** A vote: what is in force, and what waits with the time (s) at which it takes effect. */
export interface VoteMemory {
  inForce: number | null;
  time: number;
  proposals: number;
  readonly waiting: { readonly at: number; readonly output: number }[];
}

/** Output in force in this block; `present` is that of the block before, `asked` what the law wants. */
export function voteSample(
  set: Setting,
  draw: (proposal: number, number: number) => number,
  memory: VoteMemory,
  present: number,
  asked: number,
): number {
  memory.inForce ??= present;
  while (memory.waiting[0] !== undefined && memory.waiting[0].at <= memory.time)
    memory.inForce = memory.waiting.shift()?.output ?? memory.inForce;
  if (memory.time >= memory.proposals * set("governance.period")) {
    const number = memory.proposals;
    memory.proposals += 1;
    if (memory.waiting.length < 4) {
      const spread = set("governance.amplitudeError");
      const factor = Math.exp(spread * normalQuantile(draw(number, 0)) - spread ** 2 / 2);
      const direction = draw(number, 1) < set("governance.wrongSign") ? -1 : 1;
      const [shortest, longest] = [set("governance.shortestDelay"), set("governance.longestDelay")];
      const at = memory.time + shortest + draw(number, 2) * (longest - shortest);
      memory.waiting.push({ at, output: present + direction * factor * (asked - present) });
    }
  }
  memory.time += set("time.block");
  return memory.inForce;
}

/** Draws of a loop's proposals. */
export function proposalDraws(draw: Draw, loop: number): (proposal: number, number: number) => number {
  return (proposal, number) => draw(20, proposal, 4 * loop + number);
}
