// One candidate of the search played on every path of every world, and judged.
import type { Measures } from "../objective/measure.ts";
import type { Crew } from "./crew.ts";
import type { Evaluated } from "./evaluate.ts";
import { failedWith, type Judged, judgedIn, measuresOf } from "./judged.ts";
import type { TrialRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import type { TaskSpan } from "./task-span.ts";
import type { World } from "./worlds.ts";

/** A candidate that its certificates do not refuse. */
export interface Candidate {
  readonly index: number;
  readonly vector: Float64Array;
  /** What its certificates say: known before it is played. */
  readonly certified: Measures;
}

/** What a trial's record says of the playing. */
export type Result = Judged & Pick<TrialRecord, "paths" | "dropped">;

/** What candidates are played in and judged by. */
export interface Stage {
  readonly spec: StudySpec;
  readonly worlds: readonly World[];
  readonly crew: Crew;
  /** Trial 0; undefined while it is played itself. */
  readonly baseline: () => TrialRecord | undefined;
  /** Is told when each task of a trial ran. */
  readonly ran: (trial: number, span: TaskSpan) => void;
}

export async function playWhole(stage: Stage, { index, vector, certified }: Candidate): Promise<Result> {
  const results = await stage.crew.evaluate(vector, { keepOutcomes: false }, (span) => stage.ran(index, span));
  return { ...judgedResults(stage, results, certified), paths: stage.spec.scenarios.search.paths };
}

/** Results on all paths that the trial is to be judged by. */
export function judgedResults(stage: Stage, results: readonly Evaluated[], certified: Measures): Judged {
  const { spec, worlds } = stage;
  const found = measuresOf(worlds, results);
  if ("message" in found) return failedWith(found);
  const played = found.map((own) => {
    const measures = { ...own, ...certified };
    return { measures, judged: measures };
  });
  return judgedIn(spec, worlds, played, todayIn(stage));
}

/** Trial 0's measures, one for each world; null while it is played itself. */
export function todayIn({ worlds, baseline }: Stage): readonly Measures[] | null {
  const first = baseline();
  return first === undefined ? null : worlds.map((world) => recordedIn(first, world));
}

/** What a trial's record says of it in one world. */
export function recordedIn({ measures, families }: TrialRecord, world: World | undefined): Measures {
  return families?.[world?.name ?? ""]?.measures ?? measures;
}
