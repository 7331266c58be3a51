// Metrics, losses and constraints as a library: outcomes of many paths in, numbers with intervals out.
//
//   const measures = measureAll(outcomes);
//   const { loss, violation } = score(measures, { losses, constraints }, baselineMeasures);
export { pairedDifferences } from "./difference.ts";
export { type Estimate, pairedMeasure } from "./estimate.ts";
export { findNonFinite, type NonFinite } from "./finite.ts";
export { lossEstimate } from "./loss-estimate.ts";
export type { Measure, Measures } from "./measure.ts";
export { measureAll } from "./measures.ts";
export { type Metric, metricNamed, metricNames, metrics } from "./metrics.ts";
export {
  type Constraint,
  type Goal,
  type Goals,
  type JudgedLimit,
  type LossTerm,
  type Score,
  type ScoredTerm,
  score,
} from "./score.ts";
