// What reading a study gathers on the way: hashes of the files it names, and everything that is wrong.
import { type Problem, UserError } from "../numeric/user-error.ts";

export interface Findings {
  readonly dataHashes: Record<string, string>;
  readonly problems: Problem[];
}

/** Runs a reader; its problems are listed under `place` beside those of the study. */
export function attempt(place: string, problems: Problem[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const problem of error.problems) {
      problems.push({ place: problem.place === "" ? place : `${place} > ${problem.place}`, message: problem.message });
    }
  }
}
