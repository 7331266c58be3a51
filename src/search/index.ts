// The search strategies as a library: ask for points of the unit cube, tell what they cost.
//
//   const searcher = createSearcher({ strategy: "cma-es", dimension: 4, seed: 1, generation: 0, trials: 1000, start: null });
//   for (let points = searcher.ask(); points.length > 0; points = searcher.ask()) searcher.tell(points.map(evaluate));
//
// The same seed and the same told values give the same asked points.
export { compareEvaluations, type Evaluation, type Searcher } from "./searcher.ts";
export { createSearcher, type SearchOptions } from "./strategy.ts";
