// A study gives one result whatever happens on its way: killed, stopped, resumed, on one thread or on many.
import { spawn } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { UserError } from "../../src/numeric/user-error.ts";
import { holdsStudy } from "../../src/study/database.ts";
import { replayMismatch } from "../../src/study/replay.ts";
import { createStop } from "../../src/study/stop.ts";
import { readRecord } from "../../src/study/store.ts";
import { cli } from "../commands/run-cli.ts";
import { session, studyFile, temporaryFolder } from "./small-study.ts";

const file = studyFile();

/** The study in one go: what every interrupted one has to end as. Played once. */
let inOneGo: ReturnType<typeof session> | null = null;
function whole(): ReturnType<typeof session> {
  inOneGo ??= session(file, { directory: temporaryFolder() });
  return inOneGo;
}

/** Trials recorded by whoever writes there. */
function recorded(directory: string): number {
  return holdsStudy(directory) ? readRecord(directory).trials.length : 0;
}

async function complaint(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "no complaint";
}

test("1, 2 and 4 threads give one hash, and every trial can be played again bit for bit", async () => {
  const records = [];
  records.push(await whole());
  for (const workers of [2, 4]) records.push(await session(file, { directory: temporaryFolder(), workers }));
  const [one, ...others] = records;
  expect(one?.state).toBe("finished");
  expect(one?.trials).toHaveLength(40);
  expect(one?.trials.filter(({ failure }) => failure !== null)).toEqual([]);
  for (const [place, { timings = [] }] of [one, ...others].flatMap((record) => record ?? []).entries()) {
    expect(
      timings
        .filter(({ family }) => family === "search")
        .map(({ trial }) => trial)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 40 }, (_, index) => index));
    for (const { thread, start, end } of timings) {
      expect(thread).toBeLessThan(2 ** place);
      expect(end).toBeGreaterThan(start);
    }
  }
  for (const other of others) {
    expect(other.resultsHash).toBe(one?.resultsHash);
    expect(other.rescored).toEqual(one?.rescored);
    expect(other.best).toBe(one?.best);
  }
  if (one !== undefined) expect([0, 7, 39].map((index) => replayMismatch(one, index))).toEqual([null, null, null]);
});

test.each([
  ["", ""],
  [" in a race, where some are dropped", ", race: { rungs: [16, 48], risk: 10 % }"],
])("40 trials are 20 trials, kill -9, and 20 more, bit for bit%s", async (_, race) => {
  const slow = studyFile({
    search: `{ trials: 40, generation: 8, seed: 3${race} }`,
    scenarios: "{ horizon: 8 h, paths: 48, seed: 11, validation: { paths: 16 }, holdout: { paths: 16 }, rescore: 3 }",
  });
  const directory = temporaryFolder();
  const command = [cli, "optimize", slow, "--results", directory, "--workers", "2"];
  const child = spawn(process.execPath, command, { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
  while (recorded(directory) < 20) await sleep(5);
  child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
  const left = readRecord(directory);
  expect(left.state).toBe("interrupted");
  expect(left.trials.length).toBeLessThan(40);
  const resumed = await session(slow, { directory, resume: true, workers: 2 });
  const whole = await session(slow, { directory: temporaryFolder(), workers: 1 });
  expect(whole.trials.some(({ dropped }) => dropped !== undefined)).toBe(race !== "");
  expect(resumed.resultsHash).toBe(whole.resultsHash);
  expect(resumed.trials).toEqual(whole.trials);
  expect(resumed.rescored).toEqual(whole.rescored);
});

test("a finished study may be given more trials, and ends as if it had had them from the start", async () => {
  const directory = temporaryFolder();
  const short = await session(file, { directory, trials: 21 });
  expect(short).toMatchObject({ state: "finished" });
  expect(short.trials).toHaveLength(21);
  const longer = await session(file, { directory, trials: 40, resume: true });
  expect(longer.resultsHash).toBe((await whole()).resultsHash);
  expect(await complaint(session(file, { directory, trials: 30, resume: true }))).toContain("expected at least 40");
});

test("a finished study resumed again does nothing and says the same", async () => {
  const directory = temporaryFolder();
  const first = await session(file, { directory, trials: 10 });
  expect(await session(file, { directory, trials: 10, resume: true })).toEqual(first);
});

test("a first interrupt ends the generation, a second ends at once, and both can be resumed to the same end", async () => {
  for (const interrupts of [1, 2]) {
    const directory = temporaryFolder();
    const stop = createStop(Infinity);
    const progress = {
      trials: (trials: readonly unknown[]) => {
        if (trials.length === 12) for (let n = 0; n < interrupts; n++) stop.interrupt();
      },
      note: () => {},
      end: () => {},
    };
    const stopped = await session(file, { directory }, stop, progress);
    expect(stopped.state).toBe("interrupted");
    if (interrupts === 1) expect(stopped.trials).toHaveLength(17);
    else expect(stopped.trials.length).toBeLessThan(17);
    const resumed = await session(file, { directory, resume: true, workers: 2 });
    expect(resumed.resultsHash).toBe((await whole()).resultsHash);
  }
});

test("a time limit stops in time, resumable", async () => {
  let now = 0;
  const directory = temporaryFolder();
  const stop = createStop(1000, () => now); // so long that the real time of a trial is nothing beside it
  const tick = () => {
    now += 100;
  };
  const progress = { trials: tick, note: () => {}, end: () => {} };
  const stopped = await session(file, { directory }, stop, progress);
  expect(stopped.state).toBe("interrupted");
  expect(stopped.trials.length).toBeGreaterThan(5);
  expect(stopped.trials.length).toBeLessThan(40);
  const resumed = await session(file, { directory, resume: true });
  expect(resumed.resultsHash).toBe((await whole()).resultsHash);
});

test("a study that exists is neither overwritten nor resumed unasked, and starts over when asked", async () => {
  const directory = temporaryFolder();
  const first = await session(file, { directory, trials: 10 });
  expect(await complaint(session(file, { directory, trials: 10 }))).toContain("found a study here");
  expect(readRecord(directory)).toEqual(first);
  const again = await session(file, { directory, trials: 10, fresh: true });
  expect({ ...again, timings: first.timings }).toEqual(first);
});

test("a study goes on only unchanged, and is told everything that changed", async () => {
  const market = join(temporaryFolder(), "market.yaml");
  const text = "name: m\nvalues: { price.volatility: 0.9 }\nprovenance: made for a test\n";
  writeFileSync(market, text);
  const own = studyFile({ market });
  const directory = temporaryFolder();
  const first = await session(own, { directory, trials: 10 });
  appendFileSync(market, "notes: another word\n");
  writeFileSync(own, readFileSync(own, "utf8").replace("to: 5 }", "to: 6 }").replace("seed: 3", "seed: 4"));
  const message = await complaint(session(own, { directory, trials: 10, resume: true }));
  expect(message).toContain("tune > margin.stressRise > to: was 5, is 6");
  expect(message).toContain("search > seed: was 3, is 4");
  expect(message).toContain(`data file ${market}: was sha256`);
  expect(message).toMatch(/4 problems/);
  expect(readRecord(directory)).toEqual(first);
});

test("a study that already runs is not written by another", async () => {
  const directory = temporaryFolder();
  let second = "";
  const progress = {
    trials: (trials: readonly unknown[]) => {
      if (trials.length === 5)
        void complaint(session(file, { directory, resume: true })).then((text) => (second = text));
    },
    note: () => {},
    end: () => {},
  };
  const record = await session(file, { directory }, createStop(Infinity), progress);
  expect(second).toContain("another process is writing this study");
  expect(record.state).toBe("finished");
});

test("today's parameters that cannot be played end the study with the name and the place of the failure", async () => {
  const impossible = studyFile({ set: "{ funding.law: controller, depth.initial: 1 USD, depth.depletion: 0 }" });
  expect(await complaint(session(impossible, { directory: temporaryFolder() }))).toMatch(
    /trial 0: non-finite-outcome: .* on path \d+/,
  );
});
