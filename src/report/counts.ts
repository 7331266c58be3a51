// Trials of a study by what became of them.
import type { StudyRecord } from "../study/record.ts";

export interface Counts {
  readonly complete: number;
  /** Complete and within every constraint on the search paths. */
  readonly feasible: number;
  readonly failed: number;
  /** Not simulated, because their certificates break a constraint. */
  readonly refused: number;
}

export function countsOf({ trials }: Pick<StudyRecord<unknown>, "trials">): Counts {
  const failed = trials.filter(({ failure }) => failure !== null).length;
  const refused = trials.filter(({ loss, failure }) => loss === null && failure === null).length;
  const feasible = trials.filter(({ violation }) => violation === 0).length;
  return { complete: trials.length - failed - refused, feasible, failed, refused };
}
