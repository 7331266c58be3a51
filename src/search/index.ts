// The search strategies as a library: ask for points of the unit cube, tell what they cost.
//
//   const searcher = createSearcher({ strategy: "cma-es", dimension: 4, seed: 1, generation: 0, trials: 1000, start: null });
//   for (let points = searcher.ask(); points.length > 0; points = searcher.ask()) searcher.tell(points.map(evaluate));
//
// The same seed and the same told values give the same asked points. Searches for whole fronts read `objectives` of an
// evaluation; measures of a front and ways to choose from it follow below.
export { type AutoChoice, autoChoice } from "./auto.ts";
export { kneeOf } from "./choice/knee.ts";
export { lexicographicBest, type Priority } from "./choice/lexicographic.ts";
export { leastRegret } from "./choice/minimax-regret.ts";
export { closestToWishes } from "./choice/reference-point.ts";
export { dominates, type Front, type Objectives } from "./front.ts";
export { additiveEpsilon, invertedDistance, invertedDistancePlus } from "./front-distance.ts";
export { hypervolume } from "./hypervolume.ts";
export { hypervolumeContributions } from "./hypervolume-contributions.ts";
export { constrainedRanks, nondominatedIndices, nondominatedRanks } from "./nondominated-sort.ts";
export { createNsga2 } from "./nsga2.ts";
export { createNsga3, type Nsga3Options } from "./nsga3.ts";
export type { Member, PopulationOptions, PopulationSearcher } from "./population.ts";
export { simplexDirections, twoLayerDirections } from "./reference-directions.ts";
export { compareEvaluations, type Evaluation, type Searcher } from "./searcher.ts";
export { createSmsEgo, SMS_EGO_DEFAULTS, type SmsEgoOptions } from "./sms-ego.ts";
export { createSmsEmoa, SMS_EMOA_DEFAULTS, type SmsEmoaOptions } from "./sms-emoa.ts";
export { createSearcher, type SearchOptions, type Strategy, strategies } from "./strategy.ts";
export { createTurbo, TURBO_DEFAULTS, type TurboOptions } from "./turbo.ts";
