// A thread that plays one search on TB-1 and sends back what it reached.
import { parentPort, workerData } from "node:worker_threads";
import { createSearcher, type SearchOptions } from "../../../src/search/strategy.ts";
import type { Plant } from "../../../src/simulate/plant.ts";
import { openTuningPlant } from "./plant.ts";
import { playTuning, type TuningProblem } from "./search-run.ts";

/** What a thread is given at its start. */
export interface ThreadTask {
  readonly plant: Plant;
  readonly worker: number;
  readonly problem: TuningProblem;
  readonly options: SearchOptions;
}

const { plant, worker, problem, options }: ThreadTask = workerData; // the parse boundary between two threads
parentPort?.postMessage(playTuning(problem, createSearcher(options), openTuningPlant(plant, worker)));
