// A crew that begins with its first task: a search that is only replayed needs none.
import type { Crew } from "./crew.ts";

/** Paths are drawn and threads started only when there is something to evaluate. */
export function lazyCrew(create: () => Crew): Crew {
  let crew: Crew | null = null;
  return {
    evaluate: (vector, asked, ran) => {
      crew ??= create();
      return crew.evaluate(vector, asked, ran);
    },
    each: async (items, work, ended, done) => {
      crew ??= create();
      await crew.each(items, work, ended, done);
    },
    close: async () => {
      await crew?.close();
    },
  };
}
