// The record of a study on disk: trials in index order, the re-scored ones, and what was concluded.
import { rmSync } from "node:fs";
import { UserError } from "../numeric/user-error.ts";
import { canonical, readCanonical } from "./canonical.ts";
import { link, resultsHash, trialText, type Unlinked } from "./chain.ts";
import {
  createDatabase,
  createFolder,
  type Database,
  databaseFile,
  guarded,
  openDatabase,
  openForReading,
} from "./database.ts";
import type { Family, RescoreRecord, StudyRecord, TrialRecord } from "./record.ts";
import { searchFaults } from "./search-faults.ts";
import { type Inputs, specHash } from "./signature.ts";
import type { StudySpec } from "./spec.ts";
import type { TaskSpan } from "./task-span.ts";
import { createTimingLog, readTimings } from "./timing-log.ts";
import { hasWriter, takeWriterLock } from "./writer-lock.ts";

/** What the re-scoring came to. */
export type Conclusion = Pick<
  StudyRecord<StudySpec>,
  "best" | "choice" | "optimism" | "selection" | "beatsToday" | "staticBaseline"
>;

export interface Store {
  readonly directory: string;
  readonly inputs: Inputs;
  /** Trials recorded so far, in index order; grows with `append`. */
  readonly trials: readonly TrialRecord[];
  readonly rescored: readonly RescoreRecord[];
  readonly conclusion: Conclusion;
  /** Records trials whose indices go on where the record ends, all or none; durable when it returns. */
  append(trials: readonly Unlinked[]): void;
  /** Replaces what was re-scored before. */
  conclude(rescored: readonly RescoreRecord[], conclusion: Conclusion): void;
  /** Notes when a trial was played; written with what is recorded next. */
  ran(trial: number, family: Family, span: TaskSpan | null): void;
  setState(state: StudyRecord<StudySpec>["state"]): void;
  /** A study may be given more trials than it was started with. */
  setBudget(trials: number): void;
  close(): void;
}

/** A new study in `directory`. Throws UserError where it cannot be written or is being written. */
export function createStore(directory: string, inputs: Inputs): Store {
  createFolder(directory);
  const lock = takeWriterLock(directory);
  try {
    const database = createDatabase(directory, (empty) => {
      writeMeta(empty, "spec", inputs.spec);
      writeMeta(empty, "dataHashes", inputs.dataHashes);
      writeMeta(empty, "codeVersion", inputs.codeVersion);
      writeMeta(empty, "studyFile", inputs.studyFile);
      writeMeta(empty, "state", "running");
      writeMeta(empty, "conclusion", unconcluded);
    });
    return storeOf(directory, database, lock, { inputs, trials: [], rescored: [], conclusion: unconcluded });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A recorded study, to go on with. Throws UserError where it is damaged, foreign or being written. */
export function openStore(directory: string): Store {
  const database = openDatabase(directory);
  try {
    const lock = takeWriterLock(directory);
    try {
      return storeOf(directory, database, lock, contentOf(directory, database));
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Everything a report or a proposal needs, from a study that may be running. */
export function readRecord(directory: string): StudyRecord<StudySpec> {
  const database = openForReading(directory);
  try {
    const { inputs, trials, rescored, conclusion } = contentOf(directory, database);
    const state = readMeta(database, "state") as StudyRecord<StudySpec>["state"]; // written by `setState`
    return {
      ...inputs,
      trials,
      rescored,
      ...conclusion,
      choice: [conclusion.choice, ...(rescored.length === 0 ? [] : searchFaults(trials, inputs.spec))].join(" "),
      specHash: specHash(inputs.spec),
      resultsHash: resultsHash(trials.at(-1)?.hash ?? specHash(inputs.spec), rescored, conclusion.staticBaseline),
      state: state === "running" && !hasWriter(directory) ? "interrupted" : state,
      timings: guarded(directory, () => readTimings(database)),
    };
  } finally {
    database.close();
  }
}

/** Removes the study of a folder and nothing else. Throws UserError while it is being written. */
export function removeStudy(directory: string): void {
  const lock = takeWriterLock(directory);
  try {
    guarded(directory, () => {
      for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${databaseFile(directory)}${end}`, { force: true });
    });
  } finally {
    lock.release();
  }
}

const unconcluded: Conclusion = { best: null, choice: "not chosen yet: the search has not ended", optimism: null };

interface Content {
  readonly inputs: Inputs;
  readonly trials: readonly TrialRecord[];
  readonly rescored: readonly RescoreRecord[];
  readonly conclusion: Conclusion;
}

function storeOf(directory: string, database: Database.Database, lock: { release(): void }, content: Content): Store {
  const trials = [...content.trials];
  let { inputs, rescored, conclusion } = content;
  const insert = database.prepare("INSERT INTO trial VALUES (?, ?, ?, ?, ?, ?, ?)");
  const timings = guarded(directory, () => createTimingLog(database));
  const write = (work: () => void): void =>
    guarded(directory, () => {
      database.exec("BEGIN IMMEDIATE");
      try {
        work();
        timings.write();
        database.exec("COMMIT");
      } catch (error) {
        if (database.inTransaction) database.exec("ROLLBACK");
        throw error;
      }
    });
  return {
    directory,
    get inputs() {
      return inputs;
    },
    trials,
    get rescored() {
      return rescored;
    },
    get conclusion() {
      return conclusion;
    },
    append(fresh) {
      const linked: TrialRecord[] = [];
      let previous = trials.at(-1)?.hash ?? specHash(inputs.spec);
      write(() => {
        for (const trial of fresh) {
          const text = trialText(trial);
          previous = link(previous, text);
          const { index, generation, loss, violation, failure } = trial;
          insert.run(
            index,
            generation,
            failure !== null ? "failed" : loss === null ? "refused" : "complete",
            loss,
            violation,
            previous,
            text,
          );
          linked.push({ ...trial, hash: previous });
        }
      });
      trials.push(...linked);
    },
    conclude(records, reached) {
      write(() => {
        database.exec("DELETE FROM rescored");
        const row = database.prepare("INSERT INTO rescored VALUES (?, ?, ?)");
        for (const record of records) row.run(record.trial, record.family, canonical(record));
        writeMeta(database, "conclusion", reached);
      });
      rescored = records;
      conclusion = reached;
    },
    ran(trial, family, span) {
      if (span !== null) timings.note(trial, family, span);
    },
    setState(state) {
      write(() => writeMeta(database, "state", state));
    },
    setBudget(budget) {
      inputs = { ...inputs, spec: { ...inputs.spec, search: { ...inputs.spec.search, trials: budget } } };
      write(() => writeMeta(database, "spec", inputs.spec));
    },
    close() {
      try {
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch {
        // a reader holds the log, or the disk is full: the log stays and is read at the next opening
      }
      database.close();
      lock.release();
    },
  };
}

/** Reads everything and follows the chain of hashes from the spec to the last trial. */
function contentOf(directory: string, database: Database.Database): Content {
  return guarded(directory, () => {
    database.exec("BEGIN"); // one moment of a study that may be written right now
    const spec = readMeta(database, "spec") as StudySpec; // written by `createStore`
    const dataHashes = readMeta(database, "dataHashes") as Inputs["dataHashes"];
    const codeVersion = String(readMeta(database, "codeVersion"));
    const studyFile = String(readMeta(database, "studyFile"));
    const rows = database.prepare("SELECT idx, hash, record FROM trial ORDER BY idx").raw().all();
    const again = database.prepare("SELECT record FROM rescored ORDER BY rowid").raw().all();
    const conclusion = readMeta(database, "conclusion") as Conclusion; // written by `conclude`
    database.exec("COMMIT");
    return {
      inputs: { spec, dataHashes, codeVersion, studyFile },
      trials: chainedTrials(directory, rows, specHash(spec)),
      rescored: again.map((row) => readCanonical(cellText(row, 0)) as RescoreRecord), // written by `conclude`
      conclusion,
    };
  });
}

function chainedTrials(directory: string, rows: readonly unknown[], start: string): TrialRecord[] {
  let previous = start;
  return rows.map((row, at) => {
    const [hash, text] = [cellText(row, 1), cellText(row, 2)];
    if (cellText(row, 0) !== String(at) || link(previous, text) !== hash) {
      const message = `trial ${at} does not match its hash: the record was changed by other hands; start over with --fresh`;
      throw new UserError(directory, [{ place: "", message }]);
    }
    previous = hash;
    return { ...(readCanonical(text) as Unlinked), hash }; // written by `append`, unchanged by its hash
  });
}

function cellText(row: unknown, column: number): string {
  return Array.isArray(row) ? String(row[column]) : "";
}

function writeMeta(database: Database.Database, key: string, value: unknown): void {
  database
    .prepare("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
    .run(key, canonical(value));
}

function readMeta(database: Database.Database, key: string): unknown {
  const row = database.prepare("SELECT value FROM meta WHERE key = ?").raw().get(key);
  if (!Array.isArray(row)) throw new Error(`database disk image is malformed: no ${key}`);
  return readCanonical(String(row[0]));
}
