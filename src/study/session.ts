// One session of a study: starts it or goes on with it, searches, re-scores, and says how it ended.
import { statfsSync } from "node:fs";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { codeVersion } from "./code-version.ts";
import { diskBytes } from "./cost.ts";
import { guarded, holdsStudy } from "./database.ts";
import type { Progress } from "./progress.ts";
import type { Family, StudyRecord } from "./record.ts";
import { fieldOf, isRescored, rescore } from "./rescore.ts";
import { runSearch } from "./run.ts";
import { refuseOversize } from "./scenario-plant.ts";
import { changes, type Inputs } from "./signature.ts";
import type { StudySpec } from "./spec.ts";
import { countedStatic, type StaticSearch, staticFolder, staticSpec, timedBy } from "./static-baseline.ts";
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
  const budgeted = withBudget(study, options.trials);
  const store = storeFor(budgeted, options);
  try {
    const constant = staticStoreFor(budgeted, options.directory);
    try {
      await play({ store, constant, workers: options.workers, stop, progressFor });
    } finally {
      constant?.close();
    }
  } finally {
    store.close();
  }
  return readRecord(options.directory);
}

interface Session {
  readonly store: Store;
  /** Store of the static search; null where the study asks for none. */
  readonly constant: Store | null;
  readonly workers: number;
  readonly stop: Stop;
  readonly progressFor: (total: number, before: number) => Progress;
}

/** The search, the static search with the same budget, then the re-scoring of both. */
async function play(session: Session): Promise<void> {
  const { store, constant, workers, stop } = session;
  const { spec } = store.inputs;
  store.setState("running");
  const progress = progressOf(session, store);
  const reserve = (): number => rescoreSeconds(spec, workers, stop.longest);
  const catchingUp = (): number =>
    constant === null ? 0 : (Math.max(0, store.trials.length - constant.trials.length) * stop.longest) / workers;
  const shared = timedBy(stop, (seconds) => stop.outOfTime(seconds, catchingUp()));
  try {
    const end = await runSearch({ store, workers, stop: shared, progress, reserve });
    const complete = end === "complete";
    const fixed = constant === null ? null : await searchStatic(session, constant, complete, progress, reserve);
    const counted = fixed?.counted ?? null;
    const field = fieldOf(store, counted);
    let done = isRescored(field, store, counted);
    if (!done && !stop.asked && store.trials.length > 1) {
      progress.note("scoring the best candidates again on fresh paths");
      done = await rescore(field, store, counted, workers, stop);
    }
    const state = complete && (fixed?.complete ?? true) && done ? "finished" : "interrupted";
    constant?.setState(state);
    store.setState(state);
  } finally {
    progress.end();
  }
}

function progressOf({ progressFor }: Session, { inputs, trials }: Store): Progress {
  return progressFor(inputs.spec.search.trials, trials.length);
}

/** While the search itself is not at its end, no further than that has come. */
async function searchStatic(
  session: Session,
  constant: Store,
  complete: boolean,
  above: Progress,
  reserve: () => number,
): Promise<{ counted: StaticSearch; complete: boolean }> {
  const { store, workers, stop } = session;
  const enough = (): boolean => !complete && constant.trials.length >= store.trials.length;
  const within = timedBy(stop, (seconds) => enough() || stop.outOfTime(seconds));
  let end: "complete" | "stopped" = "stopped";
  constant.setState("running");
  if (!stop.asked) {
    above.note("searching the best constant parameters with the same budget");
    const progress = progressOf(session, constant);
    try {
      end = await runSearch({ store: constant, workers, stop: within, progress, reserve });
    } finally {
      progress.end();
    }
  }
  return { counted: countedStatic(store, constant, complete), complete: end === "complete" };
}

/** Time the re-scoring will take, from the longest search task. */
function rescoreSeconds(spec: StudySpec, workers: number, task: number): number {
  const paths = (phase: Family): number => worldsOf(spec, phase).length * spec.scenarios[phase].paths;
  const rounds = (count: number): number => Math.ceil(count / workers) + 1;
  const searches = spec.static === undefined ? 1 : 2;
  const again =
    paths("validation") * rounds(searches * spec.scenarios.rescore + 1) + paths("holdout") * rounds(searches + 1);
  return (task * again) / paths("search");
}

function storeFor(study: StudyFile, { directory, resume, fresh }: SessionOptions): Store {
  const inputs: Inputs = { spec: study.spec, dataHashes: study.dataHashes, codeVersion, studyFile: study.path };
  if (fresh) for (const folder of [staticFolder(directory), directory]) if (holdsStudy(folder)) removeStudy(folder);
  if (!holdsStudy(directory)) {
    const store = createStore(directory, inputs);
    refuseFullDisk(directory, study.spec, () => store.close());
    return store;
  }
  if (resume) return resumed(directory, inputs);
  const message = "found a study here; go on with it by --resume, choose another --results, or start over with --fresh";
  throw new UserError(directory, [{ place: "", message }]);
}

/** The store of the static search, begun or gone on with; it begins, goes on and ends with the study it belongs to. */
function staticStoreFor(study: StudyFile, above: string): Store | null {
  const spec = staticSpec(study.spec);
  if (spec === null) return null;
  const directory = staticFolder(above);
  const inputs: Inputs = { spec, dataHashes: study.dataHashes, codeVersion, studyFile: study.path };
  return holdsStudy(directory) ? resumed(directory, inputs) : createStore(directory, inputs);
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
