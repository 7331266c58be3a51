// A study begins where it is told to: at named sets and at the best of an earlier study.
import { join } from "node:path";
import { expect, test } from "vitest";
import { contendersOf } from "../../src/study/contenders.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { session, studyFile, temporaryFolder } from "./small-study.ts";

test("named sets are tried right after today's, in their order; an earlier study's best sets follow", async () => {
  const enqueue = "[{ margin.stressRise: 2.5 }, { funding.kp: 50 %/day, cap.stressRelief: 10 }]";
  const search = `trials: 12, generation: 6, seed: 3, enqueue: ${enqueue}`;
  const directory = join(temporaryFolder(), "first");
  const first = await session(studyFile({ search: `{ ${search} }` }), { directory });
  const [today, one, two] = first.trials.map(({ values }) => values);
  expect(today).toEqual([0, 0, 0]);
  expect(one).toEqual([2.5, 0.001, 0]); // no gain is below the range of funding.kp
  expect(two).toEqual([0, expect.closeTo(0.5, 14), expect.closeTo(10, 12)]);
  expect(first.trials.map(({ generation }) => generation)).toEqual([0, 1, 1, ...Array(6).fill(2), 3, 3, 3]);

  const only = "only: [margin.stressRise, cap.stressRelief]";
  const warm = `{ trials: 5, ${only}, warmStart: { results: ${directory}, best: 3 } }`;
  const { spec, dataHashes } = readStudy(studyFile({ search: warm }));
  const best = contendersOf(first.trials, { scenarios: { ...first.spec.scenarios, rescore: 3 } }).slice(1);
  expect(spec.tune.map(({ parameter }) => parameter.name)).toEqual(["margin.stressRise", "cap.stressRelief"]);
  expect(spec.search.enqueued).toEqual(best.map(({ values }) => [values[0], values[2]]));
  expect(dataHashes[directory]).toBe(first.resultsHash);
});

test("the strategy starts from the best of what was tried before it, and a rule may end it before its budget is spent", async () => {
  const enqueue = "[{ cap.stressRelief: 10 }, { funding.kp: 1 }]";
  const search = `{ strategy: pattern-search, trials: 90, enqueue: ${enqueue}, stop: { patience: 1, noise: 1000 } }`;
  const objective = "{ losses: [{ metric: liquidatedShare }] }";
  const record = await session(studyFile({ objective, search }), { directory: join(temporaryFolder(), "early") });
  const begun = record.trials.slice(0, 3);
  const best = begun.reduce((a, b) => ((b.loss ?? Infinity) < (a.loss ?? Infinity) ? b : a));
  expect(best.index).toBeGreaterThan(0);
  expect(record.trials[3]?.point).toEqual(best.point); // a pattern search asks for its start first
  expect(record.state).toBe("finished");
  expect(record.trials.at(-1)?.generation).toBe(2);
  expect(record.trials.length).toBeLessThan(12);
});

test("names that are not tuned, values out of range and folders without a study are all told at once", () => {
  const enqueue = "[{ margin.stressRise: 7 }, { funding.ki: 1 }]";
  const search = `{ enqueue: ${enqueue}, only: [margin.stressRise, depth.kp], warmStart: { results: nowhere } }`;
  const read = () => readStudy(studyFile({ search }));
  expect(read).toThrow("search > enqueue[0] > margin.stressRise: found 7; expected a value in its range");
  expect(read).toThrow("search > enqueue[1] > funding.ki: is not tuned; expected one of margin.stressRise");
  expect(read).toThrow("search > only: found depth.kp; expected names of `tune`: margin.stressRise");
  expect(read).toThrow("search > warmStart > results (nowhere)");
});
