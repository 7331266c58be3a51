// Worst-case growth: a world that hurts the winner more than the known ones becomes a family of the next round.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runHardened } from "../../src/study/hardening.ts";
import { silent } from "../../src/study/progress.ts";
import { playHere, trialValues } from "../../src/study/replay.ts";
import { createStop } from "../../src/study/stop.ts";
import { readRecord } from "../../src/study/store.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { worldsOf } from "../../src/study/worlds.ts";
import { studyFile, temporaryFolder } from "./small-study.ts";

const file = studyFile({
  objective: "{ losses: [{ metric: maxDrawdown }, { metric: badDebt, weight: 0.1 }] }",
  search: "{ trials: 10, generation: 8, seed: 5 }",
  scenarios: `{ horizon: 30 min, paths: 32, seed: 11, validation: { paths: 32 }, holdout: { paths: 32 }, rescore: 2,
    families: [{ name: calm, set: { shock.size: -5 % } }, { name: crash }],
    adversary: { vary: { depth.initial: { from: 1e8, to: 1e10 } }, rounds: 1, budget: 4 } }`,
});

const directory = temporaryFolder();
afterAll(() => {
  for (const path of [directory, dirname(file)]) rmSync(path, { recursive: true });
});

test("the found world is harder than the families there were, and is found again on two threads", async () => {
  const options = { directory, workers: 1, trials: null, resume: false, fresh: false };
  const run = (more: object) =>
    runHardened(readStudy(file), { ...options, ...more }, createStop(Infinity), () => silent);
  const hardened = await run({});
  expect(hardened).toMatchObject({ directory: `${directory}/round-1`, complete: true });
  const [before, { spec, trials }] = [readRecord(directory), hardened.record];
  const [today, best] = [before.trials[0], before.trials[before.best ?? 0]];
  if (today === undefined || best === undefined) throw new Error("the first round has a best trial");
  expect(best.index).toBeGreaterThan(0);
  expect(spec.search.start).toEqual(best.values);
  expect(["search", "validation", "holdout"].map((phase) => worldsOf(spec, phase as "search").length)).toEqual([
    3, 3, 2,
  ]);

  const world = worldsOf(spec, "search")[2];
  expect(world?.name).toBe("worst-1");
  const depth = world?.values["depth.initial"] ?? Number.NaN;
  expect(depth).toBeGreaterThanOrEqual(1e8);
  expect(depth).toBeLessThanOrEqual(1e10);
  const family = { seed: world?.seed ?? 0, paths: 32 };
  const [own, other] = [best, today].map((trial) => playHere(trialValues(spec, trial), family, [], world?.values));
  if (!own?.ok || !other?.ok) throw new Error("both can be played there");
  const regret = ["maxDrawdown", "badDebt"].reduce((sum, metric, term) => {
    const [mean, there] = [today.measures[metric]?.value ?? 0, other.measures[metric]?.value ?? 0];
    return sum + ((term === 0 ? 1 : 0.1) * ((own.measures[metric]?.value ?? 0) - there)) / Math.max(there, mean / 10);
  }, 0);
  const known = ["calm", "crash"].map(
    (name) => (best.families?.[name]?.loss ?? 0) - (today.families?.[name]?.loss ?? 0),
  );
  expect(regret).toBeGreaterThan(Math.max(...known));
  expect(trials[0]?.families?.["worst-1"]?.measures.maxDrawdown).toEqual(other.measures.maxDrawdown);

  expect(await run({ resume: true, workers: 2 })).toEqual(hardened); // refused if another world were found
});
