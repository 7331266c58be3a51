// A crew: the plants of the worlds that a candidate is judged in, and the threads that play candidates on them.
import type { PathRange } from "../simulate/plant.ts";
import type { Evaluated } from "./evaluate.ts";
import { createPool } from "./pool.ts";
import { scenarioPlant } from "./scenario-plant.ts";
import type { Stop } from "./stop.ts";
import type { TaskSpan } from "./task-span.ts";
import { inWorld, type World } from "./worlds.ts";

/** What is wanted of a candidate that is played. */
export interface Asked {
  /** True where the outcomes of every path are wanted back, for paired differences. */
  readonly keepOutcomes: boolean;
  /** Paths of every world; left out for all. */
  readonly range?: PathRange;
}

export interface Crew {
  /** One vector in every world, in their order. @param ran is told when each task of it ran, unless its thread died */
  evaluate(vector: Float64Array, asked: Asked, ran?: (span: TaskSpan) => void): Promise<readonly Evaluated[]>;
  /**
   * Does `work` for every item, several at a time; `done` is called once for each, in whatever order they end. Begins
   * no further ones once `ended` says so; a halt throws away what is under way.
   */
  each<Item, Result>(
    items: readonly Item[],
    work: (item: Item) => Promise<Result>,
    ended: () => boolean,
    done: (item: Item, result: Result) => void,
  ): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param vector decides, with the values of each world, its plant; candidates may not change that
 * @param worlds at least one
 */
export function createCrew(vector: Float64Array, worlds: readonly World[], workers: number, stop: Stop): Crew {
  const [first, ...others] = worlds.map((world) => scenarioPlant(inWorld(vector, world), world, workers));
  if (first === undefined) throw new RangeError("a crew needs at least one world");
  const pool = createPool(first, ...others);
  stop.onHalt(() => void pool.close());
  return {
    evaluate: (candidate, asked, ran) =>
      Promise.all(
        worlds.map((world, plant) =>
          pool.evaluate({ vector: inWorld(candidate, world), seed: world.seed, ...asked }, plant, ran),
        ),
      ),
    async each(items, work, ended, done) {
      const waiting = items.values();
      let broken = false;
      const lane = async (): Promise<void> => {
        while (!broken && !stop.halted && !ended()) {
          const { value: item, done: empty } = waiting.next();
          if (empty === true) return;
          const start = performance.now();
          try {
            const result = await work(item);
            stop.taskTook((performance.now() - start) / 1000);
            if (broken || stop.halted) return;
            done(item, result);
          } catch (error) {
            broken = true;
            throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(pool.ahead, items.length) }, lane));
    },
    close: () => pool.close(),
  };
}
