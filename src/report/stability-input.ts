// What the stability pages, texts and figures are made from: the analysis of today's set and, where there is one, of the tuned.
import type { StabilityAnalysis } from "../stability/analysis.ts";
import type { DrawnSet } from "./stability-look.ts";

/** One analysed parameter set. */
export interface AnalysedSet {
  readonly set: DrawnSet;
  /** "today's parameters", "trial 12". */
  readonly title: string;
  readonly analysis: StabilityAnalysis;
}

/** Today's set first; at most one more. */
export type StabilityInput = readonly [AnalysedSet, ...AnalysedSet[]];
