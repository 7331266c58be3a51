// Likelihood of self-exciting (Hawkes) jump times with an exponential kernel, observed with interruptions.
import { exp, expm1, log } from "../numeric/elementary.ts";
import type { Watch } from "./jump-detection.ts";

/** Intensity lambda(t) = base + branching * decay * sum over earlier jumps of exp(-decay (t - t_i)). */
export interface HawkesParameters {
  /** Intensity without excitation, 1/s. */
  readonly base: number;
  /** Mean number of jumps that one jump triggers directly, in [0, 1). */
  readonly branching: number;
  /** Rate at which excitation fades, 1/s. */
  readonly decay: number;
}

/** Jump times in order, and the watches in order; every time lies in (from, to] of a watch. */
export interface ObservedJumps {
  readonly times: Float64Array;
  readonly watches: readonly Watch[];
}

/** What a decay rate alone says about the observation; the likelihood needs no more. */
export interface Excitation {
  /** sum over earlier jumps of decay exp(-decay (t - t_i)), at each jump, 1/s. */
  readonly felt: Float64Array;
  /** Integral of the same over the watched time: the number of jumps expected per unit of branching. */
  readonly spent: number;
  /** Watched time, s. */
  readonly exposure: number;
}

/** Log-likelihood; Ogata's recursion makes it linear in the number of jumps (Ozaki, "Maximum likelihood estimation of Hawkes' self-exciting point processes", 1979). */
export function hawkesLogLikelihood(observed: ObservedJumps, { base, branching, decay }: HawkesParameters): number {
  const { felt, spent, exposure } = excitation(observed, decay);
  const logs = felt.reduce((sum, excited) => sum + log(base + branching * excited), 0);
  return logs - base * exposure - branching * spent;
}

/**
 * Excitation of jumps seen before an interruption goes on fading through it; jumps inside it are unknown and excite nothing,
 * and its time is no exposure.
 */
export function excitation({ times, watches }: ObservedJumps, decay: number): Excitation {
  const felt = new Float64Array(times.length);
  let level = 0; // sum of exp(-decay (now - t_i))
  let now = watches[0]?.from ?? 0;
  let spent = 0;
  let exposure = 0;
  let i = 0;
  for (const { from, to } of watches) {
    level *= exp(-decay * (from - now));
    now = from;
    exposure += to - from;
    for (; i < times.length && (times[i] ?? Number.NaN) <= to; i++) {
      const time = times[i] ?? Number.NaN;
      spent -= level * expm1(-decay * (time - now));
      level *= exp(-decay * (time - now));
      felt[i] = decay * level;
      level += 1;
      now = time;
    }
    spent -= level * expm1(-decay * (to - now));
    level *= exp(-decay * (to - now));
    now = to;
  }
  return { felt, spent, exposure };
}
