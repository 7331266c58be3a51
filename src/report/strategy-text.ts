// The search of a study in words: its strategy, chosen by whom, and the size of its generations.

import type { StudySpec } from "../study/spec.ts";
import { fixed } from "./number-format.ts";

type Search = StudySpec["search"];

/** "cma-es", or "auto (turbo: for 10 parameters and 2000 evaluations …)". */
export function strategyText({ strategy, why }: Search): string {
  return why === undefined ? strategy : `auto (${why})`;
}

/** After "generations of". */
export function generationText({ generation }: Search): string {
  return generation === 0 ? "the strategy's own size" : fixed(generation, 0);
}
