// What a thread does: plays one search on TB-1 and gives back what it reached.
import { createSearcher, type SearchOptions } from "../../../src/search/strategy.ts";
import { openTuningPlant, type TuningPlant } from "./open-plant.ts";
import { playTuning, type SearchCurve, type TuningProblem } from "./search-run.ts";

export interface ThreadTask {
  readonly plant: TuningPlant;
  /** Whose place in the plant's memory: no other task under way may have it. */
  readonly worker: number;
  readonly problem: TuningProblem;
  readonly options: SearchOptions;
}

export default function playTask({ plant, worker, problem, options }: ThreadTask): SearchCurve {
  return playTuning(problem, createSearcher(options), openTuningPlant(plant, worker));
}
