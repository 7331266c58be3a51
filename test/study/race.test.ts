// A race over scenario families gives one result for any number of threads and after any stop, and says what it saved.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, expect, test } from "vitest";
import { riskShares } from "../../src/objective/risk-shares.ts";
import { playHere, replayMismatch, trialValues } from "../../src/study/replay.ts";
import { createStop } from "../../src/study/stop.ts";
import { worldsOf } from "../../src/study/worlds.ts";
import { session, studyFile, temporaryFolder } from "./small-study.ts";

const file = studyFile({
  objective: "{ losses: [{ metric: maxDrawdown }, { metric: badDebt, weight: 0.1 }] }",
  search: "{ trials: 24, generation: 8, seed: 5, race: { rungs: [16, 96], risk: 10 % } }",
  scenarios: `{ horizon: 30 min, paths: 96, seed: 11, validation: { paths: 16 }, holdout: { paths: 16 }, rescore: 3,
    aggregate: { cvar: 25 % }, families: [{ name: calm, weight: 2, set: { shock.size: -5 % } }, { name: crash },
    { name: thin, set: { depth.initial: 2e8 }, use: [search] }] }`,
});

const folders = [dirname(file)];
const folder = (): string => folders[folders.push(temporaryFolder()) - 1] ?? "";
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true });
});

test("the race is the same on one thread and on two, interrupted at once and resumed", async () => {
  const whole = await session(file, { directory: folder() });
  const directory = folder();
  const stop = createStop(Infinity);
  const progress = {
    trials: (trials: readonly unknown[]) => {
      if (trials.length >= 20) for (const _ of [1, 2]) stop.interrupt();
    },
    note: () => {},
    end: () => {},
  };
  const stopped = await session(file, { directory }, stop, progress);
  expect(stopped).toMatchObject({ state: "interrupted" });
  const resumed = await session(file, { directory, resume: true, workers: 2 });
  expect(resumed.resultsHash).toBe(whole.resultsHash);
  expect(resumed.rescored).toEqual(whole.rescored);

  const { spec, trials, rescored } = whole;
  const dropped = trials.filter((trial) => trial.dropped !== undefined);
  const better = trials.filter(({ violation, loss, dropped: out }) => !out && violation === 0 && (loss ?? 9) < 1.04);
  expect(dropped.length).toBeGreaterThan(3);
  expect(better.length).toBeGreaterThan(1); // the incumbent changed on the way

  const worlds = worldsOf(spec, "search");
  const weights = worlds.map(({ weight }) => weight);
  for (const { loss, violation, families = {} } of trials) {
    const each = worlds.map(({ name }) => families[name ?? ""]);
    const losses = each.map((family) => family?.loss ?? Number.NaN);
    const shares = riskShares(losses, weights, { kind: "cvar", level: 0.25 });
    expect(loss).toBeCloseTo(
      losses.reduce((sum, x, at) => sum + x * (shares[at] ?? Number.NaN), 0),
      14,
    );
    expect(violation).toBe(Math.max(...each.map((family) => family?.violation ?? Number.NaN)));
  }

  for (const trial of dropped) {
    const incumbent = trials[trial.dropped?.incumbent ?? -1];
    expect(trial.paths).toBe(16);
    expect(incumbent).toMatchObject({ paths: 96, violation: 0 });
    expect(incumbent?.generation).toBeLessThan(trial.generation);
    expect(trial.loss).toBeGreaterThan(incumbent?.loss ?? Infinity);
  }
  const validated = rescored.filter(({ family }) => family === "validation");
  expect(validated.map(({ families }) => Object.keys(families ?? {}).sort())).toEqual(
    validated.map(() => ["calm", "crash"]),
  );
  expect(validated.some(({ trial }) => trials[trial]?.dropped)).toBe(better.length < 3);

  for (const index of [0, dropped[0]?.index ?? -1, trials.length - 1]) expect(replayMismatch(whole, index)).toBe(null);

  // An estimate by hand: the incumbent's recorded loss in a family plus the difference of means on 16 paths.
  const [first] = dropped;
  const incumbent = trials[first?.dropped?.incumbent ?? -1];
  const [, crash] = worlds;
  if (first === undefined || incumbent === undefined || crash === undefined) throw new Error("checked above");
  const family = { seed: crash.seed, paths: 16 };
  const [own, control] = [first, incumbent].map((trial) =>
    playHere(trialValues(spec, trial), family, [], crash.values),
  );
  if (!own?.ok || !control?.ok) throw new Error("both were played before");
  const baseline = trials[0]?.families?.crash?.measures ?? {};
  const by = (metric: string): number =>
    ((own.measures[metric]?.value ?? 0) - (control.measures[metric]?.value ?? 0)) / (baseline[metric]?.value ?? 0);
  const expected = (incumbent.families?.crash?.loss ?? 0) + by("maxDrawdown") + 0.1 * by("badDebt");
  expect(first.families?.crash?.loss).toBeCloseTo(expected, 12);
});
