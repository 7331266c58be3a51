// What the losses of a scenario family are scaled by: today's measures there, unless they are next to nothing.
import type { Measures } from "../objective/measure.ts";
import { meanOver, type World } from "./worlds.ts";

/** Least share of today's mean over the families that counts as a scale in each of them. */
const LEAST = 0.1;

/** Baselines of the worlds of a phase. @param today trial 0's measures, one for each world */
export function baselinesOf(worlds: readonly World[], today: readonly Measures[]): readonly Measures[] {
  const mean = meanOver(worlds, today);
  return today.map((own) => baselineIn(own, mean));
}

/**
 * Today's measures in one world, none of them smaller than a tenth of their mean over the families: where today's
 * parameters make hardly any bad debt, a cent of it must not outweigh all other losses in all other families.
 */
export function baselineIn(own: Measures, mean: Measures): Measures {
  const entries = Object.entries(own).map(([name, measure]) => {
    const least = LEAST * Math.abs(mean[name]?.value ?? 0);
    return [name, Math.abs(measure.value) >= least ? measure : { ...measure, value: least }] as const;
  });
  return Object.fromEntries(entries);
}
