// One session of a study: starts it or goes on with it, searches, re-scores, and says how it ended.
import { statfsSync } from "node:fs";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { codeVersion } from "./code-version.ts";
import { diskBytes } from "./cost.ts";
import { guarded, holdsStudy } from "./database.ts";
import type { Progress } from "./progress.ts";
import type { Family, StudyRecord } from "./record.ts";
import { candidatesOf, rescore } from "./rescore.ts";
import { runSearch } from "./run.ts";
import { refuseOversize } from "./scenario-plant.ts";
import { changes, type Inputs } from "./signature.ts";
import type { StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import { createStore, openStore, readRecord, removeStudy, type Store } from "./store.ts";
import { requireSearch, type StudyFile } from "./study-file.ts";
import { worldsOf } from "./worlds.ts";

export interface SessionOptions {
  readonly directory: string;
  readonly workers: number;
  /** Trials in all; null for what the study says. */
  readonly trials: number | null;
  readonly resume: boolean;
  readonly fresh: boolean;
}

/** Throws UserError where the study cannot be started; the record is safe however it ends. */
export async function runSession(
  study: StudyFile,
  options: SessionOptions,
  stop: Stop,
  progressFor: (total: number, before: number) => Progress,
): Promise<StudyRecord<StudySpec>> {
  requireSearch(study);
  refuseOversize(study.spec, options.workers);
  const store = storeFor(withBudget(study, options.trials), options);
  try {
    await play(store, options.workers, stop, progressFor(store.inputs.spec.search.trials, store.trials.length));
  } finally {
    store.close();
  }
  return readRecord(options.directory);
}

async function play(store: Store, workers: number, stop: Stop, progress: Progress): Promise<void> {
  const { spec } = store.inputs;
  store.setState("running");
  const reserve = (): number => rescoreSeconds(spec, workers, stop.longest);
  try {
    const end = await runSearch({ store, workers, stop, progress, reserve });
    let done = isRescored(store);
    if (!done && !stop.asked && store.trials.length > 1) {
      progress.note("scoring the best candidates again on fresh paths");
      done = await rescore(store, workers, stop);
    }
    store.setState(end === "complete" && done ? "finished" : "interrupted");
  } finally {
    progress.end();
  }
}

/** Time the re-scoring will take, from the longest search task. */
function rescoreSeconds(spec: StudySpec, workers: number, task: number): number {
  const paths = (phase: Family): number => worldsOf(spec, phase).length * spec.scenarios[phase].paths;
  const rounds = (count: number): number => Math.ceil(count / workers) + 1;
  const again = paths("validation") * rounds(spec.scenarios.rescore + 1) + paths("holdout") * rounds(2);
  return (task * again) / paths("search");
}

/** True where what would be re-scored now has been. */
function isRescored(store: Store): boolean {
  const asked = candidatesOf(store.trials, store.inputs.spec).map(({ index }) => index);
  const done = store.rescored.filter(({ family }) => family === "validation").map(({ trial }) => trial);
  return done.length > 0 && asked.join() === done.join();
}

function storeFor(study: StudyFile, { directory, resume, fresh }: SessionOptions): Store {
  const inputs: Inputs = { spec: study.spec, dataHashes: study.dataHashes, codeVersion, studyFile: study.path };
  if (fresh && holdsStudy(directory)) removeStudy(directory);
  if (!holdsStudy(directory)) {
    const store = createStore(directory, inputs);
    refuseFullDisk(directory, study.spec, () => store.close());
    return store;
  }
  if (resume) return resumed(directory, inputs);
  const message = "found a study here; go on with it by --resume, choose another --results, or start over with --fresh";
  throw new UserError(directory, [{ place: "", message }]);
}

function resumed(directory: string, inputs: Inputs): Store {
  const store = openStore(directory);
  const problems: Problem[] = changes(store.inputs, inputs).map((message) => ({ place: "", message }));
  const { trials } = inputs.spec.search;
  if (problems.length > 0)
    problems.push({
      place: "",
      message: "a study goes on only unchanged: undo this, choose another --results, or use --fresh",
    });
  else if (trials < store.trials.length) {
    const message = `found ${trials}; expected at least ${store.trials.length}: so many are recorded`;
    problems.push({ place: "search > trials", message });
  }
  if (problems.length > 0) {
    store.close();
    throw new UserError(`${directory} cannot be resumed`, problems);
  }
  if (trials !== store.inputs.spec.search.trials) store.setBudget(trials);
  return store;
}

function withBudget(study: StudyFile, trials: number | null): StudyFile {
  if (trials === null) return study;
  return { ...study, spec: { ...study.spec, search: { ...study.spec.search, trials } } };
}

function refuseFullDisk(directory: string, spec: StudySpec, close: () => void): void {
  const { bavail, bsize } = guarded(directory, () => statfsSync(directory));
  const needed = diskBytes(spec);
  if (bavail * bsize >= needed) return;
  close();
  removeStudy(directory);
  const message = `found ${megabytes(bavail * bsize)} free; expected ${megabytes(needed)} for ${spec.search.trials} trials; make room or choose another --results`;
  throw new UserError(directory, [{ place: "", message }]);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toPrecision(3)} MB`;
}
