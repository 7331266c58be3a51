// A crew: the plant of one family of paths and the threads that play candidates on it.
import type { Evaluated } from "./evaluate.ts";
import { createPool } from "./pool.ts";
import { scenarioPlant } from "./scenario-plant.ts";
import type { SeedFamily } from "./spec.ts";
import type { Stop } from "./stop.ts";
import type { TaskSpan } from "./task-span.ts";

export interface Crew {
  /**
   * Plays every vector; `done` is called once for each, in whatever order they end, with when it ran (null where its
   * thread died). Begins no further ones once `ended` says so; a halt throws away what is under way.
   */
  play(
    vectors: readonly Float64Array[],
    ended: () => boolean,
    done: (index: number, result: Evaluated, span: TaskSpan | null) => void,
  ): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param vector decides the world of the plant; candidates may not change that
 * @param keepOutcomes true where paired differences are wanted
 */
export function createCrew(
  vector: Float64Array,
  family: SeedFamily,
  workers: number,
  keepOutcomes: boolean,
  stop: Stop,
): Crew {
  const pool = createPool(scenarioPlant(vector, family, workers));
  stop.onHalt(() => void pool.close());
  return {
    async play(vectors, ended, done) {
      let next = 0;
      let broken = false;
      const lane = async (): Promise<void> => {
        while (next < vectors.length && !broken && !stop.halted && !ended()) {
          const index = next++;
          const start = performance.now();
          let span: TaskSpan | null = null;
          const job = { vector: vectors[index] ?? vector, seed: family.seed, keepOutcomes };
          const result = await pool.evaluate(job, (ran) => {
            span = ran;
          });
          stop.taskTook((performance.now() - start) / 1000);
          if (broken || stop.halted) return;
          try {
            done(index, result, span);
          } catch (error) {
            broken = true;
            throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(pool.ahead, vectors.length) }, lane));
    },
    close: () => pool.close(),
  };
}
