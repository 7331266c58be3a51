// Trials of a study by what became of them.
import type { StudyRecord } from "../study/record.ts";

export interface Counts {
  readonly complete: number;
  /** Complete and within every constraint on the search paths. */
  readonly feasible: number;
  readonly failed: number;
}

export function countsOf({ trials }: Pick<StudyRecord<unknown>, "trials">): Counts {
  const failed = trials.filter(({ failure }) => failure !== null).length;
  const feasible = trials.filter(({ violation }) => violation === 0).length;
  return { complete: trials.length - failed, feasible, failed };
}
