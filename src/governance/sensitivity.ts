// The proposed values moved one at a time by a fifth: how much depends on hitting each of them.
import type { Parameter } from "../numeric/parameter.ts";
import type { Values } from "./on-chain.ts";

/** Relative size of a nudge. */
const NUDGE = 0.2;

export interface Nudge {
  readonly parameter: string;
  /** Value that is played, in the parameter's unit. */
  readonly value: number;
}

/** Two nudges per tuned parameter, cut at the parameter's range; none for a value that a fifth does not move. */
export function nudgedVectors(tuned: readonly Parameter[], proposed: Values): readonly Nudge[] {
  return tuned.flatMap(({ name, min, max, integer }) => {
    const middle = proposed[name] ?? Number.NaN;
    const moved = (factor: number): number => {
      const value = Math.min(max, Math.max(min, middle * factor));
      return integer === true ? Math.round(value) : value;
    };
    const nudges = [moved(1 - NUDGE), moved(1 + NUDGE)].filter((value) => Number.isFinite(value) && value !== middle);
    return nudges.map((value) => ({ parameter: name, value }));
  });
}
