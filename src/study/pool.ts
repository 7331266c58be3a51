// Threads that evaluate candidates on plants they share: one candidate on one plant per task.
import { Piscina } from "piscina";
import type { Plant } from "../simulate/plant.ts";
import { type Evaluated, failed, type Job } from "./evaluate.ts";
import { createPlaces, freeTask } from "./scratch-places.ts";
import type { TaskSpan } from "./task-span.ts";
import type { Task, ThreadData, TimedResult } from "./worker.ts";
import { workerEntry } from "./worker-entry.ts";

export interface Pool {
  /**
   * On the plant of that number, the first where none is given. Never rejects: a thread that dies is a failure of its
   * candidate, and `ran` is not told of it.
   */
  evaluate(job: Job, plant?: number, ran?: (span: TaskSpan) => void): Promise<Evaluated>;
  readonly threads: number;
  /** Tasks that are worth having under way at once. */
  readonly ahead: number;
  /** Ends the threads at once; tasks under way end as failures, and so do all that are asked for later. */
  close(): Promise<void>;
}

/** Threads on plants that were all made for as many. */
export function createPool(...plants: readonly [Plant, ...Plant[]]): Pool {
  const threads = plants[0].workers;
  const data: ThreadData = { plants, places: createPlaces(threads) };
  const piscina = new Piscina({
    filename: workerEntry("worker", import.meta.url),
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: data,
  });
  let count = 0;
  let closed = false;
  piscina.on("error", (error) => {
    if (!closed) throw error; // of a closed pool it is a result that came too late
  });
  return {
    threads,
    ahead: 2 * threads,
    async evaluate(job, plant = 0, ran = undefined) {
      if (closed) return failed("stopped", "the threads have ended", job.seed, -1);
      count += 1;
      const task: Task = { ...job, task: count, plant };
      try {
        const { result, span }: TimedResult = await piscina.run(task);
        ran?.(span);
        return result;
      } catch (error) {
        freeTask(data.places, task.task);
        return failed("worker-died", error instanceof Error ? error.message : String(error), job.seed, -1);
      }
    },
    close: () => {
      closed = true;
      return piscina.destroy();
    },
  };
}
