// A piscina thread: opens the plants it is sent once per scratch area; one task is one candidate on one of them.
import { workerData } from "node:worker_threads";
import { kernelModule } from "../simulate/module.ts";
import { openPlant, type Plant, type Simulator } from "../simulate/plant.ts";
import { type Evaluated, evaluate, failed, type Job } from "./evaluate.ts";
import { claimPlace, freePlace } from "./scratch-places.ts";
import { sharedClock, type TaskSpan } from "./task-span.ts";

/** What a task holds. */
export interface Task extends Job {
  /** Number of the task, > 0, unique in its pool. */
  readonly task: number;
  /** Which of the pool's plants. */
  readonly plant: number;
}

/** What a thread is given at its start. */
export interface ThreadData {
  /** All made for as many threads. */
  readonly plants: readonly Plant[];
  readonly places: Int32Array;
}

const { plants, places } = threadData(workerData);
/** By plant, then by scratch area. */
const opened = plants.map(() => new Map<number, Simulator>());
let favourite = 0;

/** What a thread sends back. */
export interface TimedResult {
  readonly result: Evaluated;
  readonly span: TaskSpan;
}

export default function evaluateTask(task: Task): TimedResult {
  const start = sharedClock();
  const area = claimPlace(places, task.task, favourite);
  favourite = area;
  const result = played(task, area);
  return { result, span: { thread: area, start, end: sharedClock() } };
}

function played(task: Task, area: number): Evaluated {
  try {
    return evaluate(simulatorOf(task.plant, area), task);
  } catch (error) {
    return failed("evaluation-error", error instanceof Error ? error.message : String(error), task.seed, -1);
  } finally {
    freePlace(places, area);
  }
}

function simulatorOf(number: number, area: number): Simulator {
  const [plant, simulators] = [plants[number], opened[number]];
  if (plant === undefined || simulators === undefined) throw new RangeError(`plant ${number} of ${plants.length}`);
  const simulator = simulators.get(area) ?? openPlant(kernelModule(), plant, area);
  simulators.set(area, simulator);
  return simulator;
}

/** Piscina hands a pair to its threads: its own message port and what the pool was made with. */
function threadData(data: unknown): ThreadData {
  const own: unknown = Array.isArray(data) ? data[1] : data;
  return own as ThreadData; // the parse boundary between two threads of one program
}
