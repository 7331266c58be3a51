// How much of the space in which every goal is met the trials had conquered by when.
import { scrambledSobolPoint } from "../numeric/sobol.ts";
import type { Objectives } from "../search/front.ts";
import { boxMeasure, hypervolume } from "../search/hypervolume.ts";
import { nondominatedIndices } from "../search/nondominated-sort.ts";
import type { GoalTrial } from "./objective-front.ts";

/** The hypervolume of all trials up to and with `index`. */
export interface VolumeStep {
  readonly index: number;
  readonly volume: number;
}

export interface VolumeHistory {
  /** Where it was looked at and had grown, in order; empty while no trial meets every goal. */
  readonly steps: readonly VolumeStep[];
  /** Quasi-random points it was estimated from; null where it is exact. */
  readonly points: number | null;
}

/**
 * Hypervolume against the reference point of ones, where each goal is just met. Exact for two and three goals, looked at
 * some `looks` times; estimated from quasi-random points for more, whose exact volume costs too much. Linear in the
 * number of trials, but for a logarithm.
 * @param feasible in the order of the trials
 */
export function volumeHistory(feasible: readonly GoalTrial[], looks = 200): VolumeHistory {
  const inside = feasible.filter(({ at }) => at.every((value) => value < 1));
  const goals = inside[0]?.at.length ?? 0;
  return goals <= 3
    ? { steps: exactSteps(inside, looks), points: null }
    : { steps: estimatedSteps(inside, goals), points: POINTS };
}

/** The trials that are still in the front are carried from one look to the next; the others cannot count again. */
function exactSteps(inside: readonly GoalTrial[], looks: number): readonly VolumeStep[] {
  const steps: VolumeStep[] = [];
  const stride = Math.max(1, Math.ceil(inside.length / looks));
  let front: readonly Objectives[] = [];
  for (let first = 0; first < inside.length; first += stride) {
    const fresh = inside.slice(first, first + stride);
    const all = [...front, ...fresh.map(({ at }) => at)];
    front = nondominatedIndices(all).map((place) => all[place] ?? []);
    const ones = fresh[0]?.at.map(() => 1) ?? [];
    record(steps, fresh.at(-1)?.trial.index ?? 0, hypervolume(front, ones));
  }
  return steps;
}

const POINTS = 4096;
const SEED = 1;

/** Share of the points between the best values and the ones that some trial dominates, times the volume between. */
function estimatedSteps(inside: readonly GoalTrial[], goals: number): readonly VolumeStep[] {
  const ones = new Array<number>(goals).fill(1);
  const ideal = ones.map((one, k) => inside.reduce((least, { at }) => Math.min(least, at[k] ?? one), one));
  let free = Array.from({ length: POINTS }, (_, point) =>
    [...scrambledSobolPoint(point, goals, SEED)].map((share, k) => (ideal[k] ?? 0) + share * (1 - (ideal[k] ?? 0))),
  );
  const steps: VolumeStep[] = [];
  for (const { trial, at } of inside) {
    const beyond = (point: Objectives): boolean => point.some((value, k) => value < (at[k] ?? 1));
    if (free.every(beyond)) continue;
    free = free.filter(beyond);
    record(steps, trial.index, (1 - free.length / POINTS) * boxMeasure(ideal, ones));
  }
  return steps;
}

function record(steps: VolumeStep[], index: number, volume: number): void {
  if (volume > (steps.at(-1)?.volume ?? 0)) steps.push({ index, volume });
}
