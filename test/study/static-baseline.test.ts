// A study with a static baseline: two searches of one budget, one conclusion, and the same bits however it was stopped.
import { join } from "node:path";
import { expect, test } from "vitest";
import { silent } from "../../src/study/progress.ts";
import type { StudyRecord } from "../../src/study/record.ts";
import { runSession, type SessionOptions } from "../../src/study/session.ts";
import type { StudySpec } from "../../src/study/spec.ts";
import { staticFolder } from "../../src/study/static-baseline.ts";
import { createStop, type Stop } from "../../src/study/stop.ts";
import { openStore, readRecord } from "../../src/study/store.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile, temporaryFolder } from "./small-study.ts";

const file = studyFile({
  static: "{ margin.initial: { from: 2 %, to: 10 % }, liquidation.cap: { from: 0.001, to: 1, scale: log } }",
  search: "{ trials: 11, generation: 5, seed: 3 }",
  scenarios: "{ horizon: 1 h, paths: 8, seed: 11, validation: { paths: 16 }, holdout: { paths: 16 }, rescore: 2 }",
});

type Both = readonly [StudyRecord<StudySpec>, StudyRecord<StudySpec>];

/** One session; `tick` is told the search (0 the study's own, 1 the static one) and its number of trials. */
async function session(
  directory: string,
  options: Partial<SessionOptions> = {},
  stop: Stop = createStop(Infinity),
  tick: (search: number, trials: number) => void = () => {},
): Promise<Both> {
  let searches = 0;
  const all = { directory, workers: 1, trials: null, resume: false, fresh: false, ...options };
  const record = await runSession(readStudy(file), all, stop, () => {
    const search = searches++;
    return { ...silent, trials: (recorded) => tick(search, recorded.length) };
  });
  return [withoutTimes(record), withoutTimes(readRecord(staticFolder(directory)))];
}

function withoutTimes({ timings: _, ...record }: StudyRecord<StudySpec>): StudyRecord<StudySpec> {
  return record;
}

const whole = temporaryFolder();

test("both searches get the whole budget, and the static optimum stands beside the tuned one on holdout paths", async () => {
  const [record, constant] = await session(whole, { workers: 2 });
  expect([record.state, constant.state]).toEqual(["finished", "finished"]);
  expect([record.trials.length, constant.trials.length]).toEqual([11, 11]);
  expect(constant.spec.tune.map(({ parameter }) => parameter.name)).toEqual(["margin.initial", "liquidation.cap"]);
  expect(constant.trials[0]?.measures).toEqual(record.trials[0]?.measures);
  const baseline = record.staticBaseline;
  expect(baseline).toMatchObject({ trials: 11, hash: constant.trials[10]?.hash });
  const held = (of: StudyRecord<StudySpec>, trial: number | null | undefined) =>
    of.rescored.find((row) => row.family === "holdout" && row.trial === trial);
  const [tuned, fixed] = [held(record, baseline?.rival), held(constant, baseline?.best)];
  expect(fixed?.loss).toBe(baseline?.holdout);
  expect(baseline?.lossDifference?.value).toBeCloseTo((tuned?.loss ?? 0) - (fixed?.loss ?? 0), 12);
  expect(tuned?.lossDifference?.value).toBeCloseTo((tuned?.loss ?? 0) - (held(record, 0)?.loss ?? 0), 12);
  expect(baseline?.differences.excessDrawdown?.value).toBeCloseTo(
    (tuned?.measures.excessDrawdown?.value ?? 0) - (fixed?.measures.excessDrawdown?.value ?? 0),
    12,
  );
});

test("stopped in either search or before its last word, a study goes on at the right place and ends with the same bits", async () => {
  const directory = join(temporaryFolder(), "stopped");
  for (const [search, interrupts] of [
    [0, 2],
    [1, 1],
  ] as const) {
    const stop = createStop(Infinity);
    const [stopped, constant] = await session(directory, { resume: search === 1 }, stop, (at, trials) => {
      if (at === search && trials === 4) for (let n = 0; n < interrupts; n++) stop.interrupt();
    });
    expect([stopped.state, constant.state]).toEqual(["interrupted", "interrupted"]);
    expect(stopped.trials.length).toBe(search === 0 ? 4 : 11);
    expect(constant.trials.length).toBe(search === 0 ? 0 : 6);
  }
  const ended = await session(directory, { resume: true, workers: 2 });
  const expected = [readRecord(whole), readRecord(staticFolder(whole))].map(withoutTimes);
  expect(ended).toEqual(expected);
  const unsaid = openStore(staticFolder(directory)); // as if killed between the two conclusions
  unsaid.conclude([], { best: null, choice: "", optimism: null });
  unsaid.close();
  expect(await session(directory, { resume: true })).toEqual(expected);
  const older = openStore(directory); // as if the static search had gone on since, with the same candidates
  const { staticBaseline, ...rest } = older.conclusion;
  if (staticBaseline === undefined) throw new Error("it was said");
  older.conclude(older.rescored, { ...rest, staticBaseline: { ...staticBaseline, trials: 6, hash: "another" } });
  older.close();
  expect(await session(directory, { resume: true })).toEqual(expected);
});

/** One session with a time limit, of which half is kept for the re-scoring: of that these few paths need much. */
async function limited(directory: string, limit: number): Promise<Both> {
  let now = 0;
  const stop = createStop(limit, () => now);
  stop.taskTook(100);
  return session(directory, {}, stop, (search) => {
    now += search === 0 ? 100 : 50;
  });
}

test("a static search at its end is not finished before the study that it belongs to", async () => {
  const [record, constant] = await limited(join(temporaryFolder(), "almost"), 3600);
  expect([record.trials.length, constant.trials.length]).toEqual([10, 11]);
  expect([record.state, constant.state]).toEqual(["interrupted", "interrupted"]);
});

test("a time limit is shared, and the static search gets no further than the one it is held against", async () => {
  const directory = join(temporaryFolder(), "limited");
  const [record, constant] = await limited(directory, 3200);
  expect(record.state).toBe("interrupted");
  expect(record.trials.length).toBeGreaterThan(5);
  expect(record.trials.length).toBeLessThan(10);
  expect(constant.trials.length).toBeGreaterThanOrEqual(record.trials.length);
  expect(constant.trials.length).toBeLessThan(11);
  expect(record.staticBaseline?.trials).toBe(record.trials.length);
  const fresh = await session(directory, { fresh: true, trials: 2 });
  expect(fresh.map(({ state, trials }) => [state, trials.length])).toEqual(["finished", "finished"].map((x) => [x, 2]));
});
