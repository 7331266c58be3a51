// The record on disk: what is written is what is read, and what was changed, damaged or foreign is told in words.
import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { expect, test } from "vitest";
import { UserError } from "../../src/numeric/user-error.ts";
import type { Unlinked } from "../../src/study/chain.ts";
import { databaseFile } from "../../src/study/database.ts";
import { createStore, openStore, readRecord } from "../../src/study/store.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { sharedClock } from "../../src/study/task-span.ts";
import { session, studyFile, temporaryFolder } from "./small-study.ts";

const file = studyFile();
const inputs = { spec: readStudy(file).spec, dataHashes: {}, codeVersion: "test", studyFile: file };

function trial(index: number): Unlinked {
  const measures = { maxDrawdown: { value: 0.1 + index, standardError: 0, low: 0, high: Infinity } };
  const base = { index, generation: index, point: [0.5, -0, 1], values: [1, 2, 3], seed: 1, paths: 8 };
  return { ...base, loss: 1 / 3, violation: 0, measures, failure: null };
}

const failure = { name: "non-finite-outcome", message: "badDebtUsd is NaN on path 2 of seed 9", seed: 9, path: 2 };

function complaint(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("no complaint");
}

test("what is appended is read back to the last bit, failures with their name, place and seed", () => {
  const directory = temporaryFolder();
  const store = createStore(directory, inputs);
  store.append([trial(0), { ...trial(1), loss: null, violation: null, measures: {}, failure }]);
  store.append([trial(2)]);
  const live = readRecord(directory);
  expect(live.state).toBe("running");
  store.close();
  const record = readRecord(directory);
  expect(record.trials).toEqual(store.trials);
  expect(record.trials[1]?.failure).toEqual(failure);
  expect(Object.is(record.trials[0]?.point[1], -0)).toBe(true);
  expect(record.trials[0]?.measures.maxDrawdown?.high).toBe(Infinity);
  expect(record.state).toBe("interrupted");
  expect(record.spec).toEqual(inputs.spec);
});

test("what the search's trials say against the choice is said of all that are recorded, once it was made", () => {
  const directory = temporaryFolder();
  const store = createStore(directory, inputs);
  const lost = (index: number): Unlinked => ({ ...trial(index), loss: null, violation: null, measures: {}, failure });
  store.append([trial(0), lost(1)]);
  expect(readRecord(directory).choice).toBe("not chosen yet: the search has not ended");
  const today = { trial: 0, family: "validation", seed: 2, paths: 16, loss: 1, violation: 0 } as const;
  const record = { ...today, measures: {}, differences: {}, failure: null };
  store.conclude([record], { best: 0, choice: "Today's set stays.", optimism: null });
  expect(readRecord(directory).choice).toMatch(
    /^Today's set stays\. All 1 candidates failed .*, so nothing was compared\.$/,
  );
  store.append([lost(2)]);
  store.close();
  expect(readRecord(directory).choice).toContain(" All 2 candidates failed ");
});

test("when trials ran is kept beside the results and changes no hash, and a record without it goes on", () => {
  const directory = temporaryFolder();
  const store = createStore(directory, inputs);
  const now = sharedClock();
  store.ran(1, "search", { thread: 1, start: now, end: now + 0.25 });
  store.ran(0, "search", null);
  store.append([trial(0), trial(1)]);
  store.close();
  const { timings = [], resultsHash } = readRecord(directory);
  expect(timings).toMatchObject([{ trial: 1, family: "search", session: 1, thread: 1 }]);
  expect((timings[0]?.end ?? 0) - (timings[0]?.start ?? 0)).toBeCloseTo(0.25, 3);
  const resumed = openStore(directory);
  resumed.ran(2, "search", { thread: 0, start: now, end: now + 1 });
  resumed.append([trial(2)]);
  resumed.close();
  expect(readRecord(directory).timings?.map(({ session }) => session)).toEqual([1, 2]);
  const database = new Database(databaseFile(directory));
  database.exec("DROP TABLE timing; DELETE FROM trial WHERE idx = 2");
  database.close();
  expect(readRecord(directory)).toMatchObject({ timings: [], resultsHash });
  openStore(directory).close();
  expect(readRecord(directory).resultsHash).toBe(resultsHash);
});

test("a record that other hands changed is refused by its hash", () => {
  const directory = temporaryFolder();
  const store = createStore(directory, inputs);
  store.append([trial(0), trial(1)]);
  store.close();
  const database = new Database(databaseFile(directory));
  database.exec("UPDATE trial SET record = replace(record, '0.1', '0.2') WHERE idx = 0");
  database.close();
  expect(complaint(() => readRecord(directory)).message).toContain("trial 0 does not match its hash");
});

test("a database of another program, a text, an empty file and an empty folder are told apart", () => {
  const directory = temporaryFolder();
  expect(complaint(() => readRecord(directory)).message).toContain("no study here");
  writeFileSync(databaseFile(directory), "");
  expect(complaint(() => openStore(directory)).message).toContain("an empty file");
  writeFileSync(databaseFile(directory), "name: study\n".repeat(200));
  expect(complaint(() => openStore(directory)).message).toContain("not a database");
  rmSync(databaseFile(directory));
  const foreign = new Database(databaseFile(directory));
  foreign.exec("CREATE TABLE trials (id INTEGER); PRAGMA user_version = 12");
  foreign.close();
  for (const open of [openStore, readRecord]) {
    const { message, exitCode } = complaint(() => open(directory));
    expect(message).toContain("a database that is not a study of ours");
    expect(exitCode).toBe(2);
  }
  const text = readFileSync(databaseFile(directory));
  complaint(() => openStore(directory));
  expect(readFileSync(databaseFile(directory))).toEqual(text);
});

test("a damaged file is told as damaged, and a study of a later format as such", async () => {
  const directory = temporaryFolder();
  await session(file, { directory, trials: 20 });
  const copy = temporaryFolder();
  copyFileSync(databaseFile(directory), databaseFile(copy));
  truncateSync(databaseFile(copy), 8192);
  expect(complaint(() => readRecord(copy)).message).toMatch(/damaged|does not match/);
  const later = new Database(databaseFile(directory));
  later.exec("PRAGMA user_version = 2");
  later.close();
  expect(complaint(() => readRecord(directory)).message).toContain("found a study of format 2; expected format 1");
});

test("a folder that cannot be made is told with the remedy", () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const { message, exitCode } = complaint(() => createStore(join(file, "study"), inputs));
  expect(message).toContain("choose another folder with --results");
  expect(exitCode).toBe(2);
});

test.skipIf(process.platform !== "linux")("a file system that takes no folders is told with the remedy", () => {
  const { message, exitCode } = complaint(() => createStore("/proc/flyball/study", inputs));
  expect(message).toContain("cannot write here");
  expect(exitCode).toBe(2);
});

test("a creation that was killed half way leaves nothing that stands in the way", () => {
  const directory = temporaryFolder();
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${databaseFile(directory)}.new`, "half a database");
  createStore(directory, inputs).close();
  expect(readRecord(directory).trials).toEqual([]);
});
