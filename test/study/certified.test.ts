// Constraints on certificates: a candidate that breaks one is never simulated, and everything else goes on as usual.
import { describe, expect, test } from "vitest";
import { statusOf } from "../../src/report/status.ts";
import { summaryText } from "../../src/report/summary-text.ts";
import { compareEvaluations } from "../../src/search/searcher.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { foldDistance } from "../../src/stability/fold.ts";
import { openingBook } from "../../src/stability/venue-book.ts";
import { fastCascade } from "../../src/stability/venue-cascade.ts";
import { evaluationOf } from "../../src/study/candidate.ts";
import { certificateMeasures, refusal } from "../../src/study/certified.ts";
import { contendersOf } from "../../src/study/contenders.ts";
import { playHere, replayMismatch, trialValues } from "../../src/study/replay.ts";
import { session, studyFile, temporaryFolder } from "./small-study.ts";

const limit = 0.04;
const constraints = [{ metric: "foldDistance", atLeast: limit }];
const distance = (margin: number): number => {
  const vector = vectorOf({ "margin.initial": margin, "book.openInterestLong": 4e8 });
  return foldDistance(fastCascade(vector, openingBook(vector)), 0).distance;
};

const file = studyFile({
  set: "{ book.openInterestLong: 400e6, shock.size: -10 %, shock.block: 100 blocks, shock.blocks: 5 blocks, book.slots: 100 }",
  tune: "{ margin.initial: { from: 2 %, to: 20 % } }",
  objective: `{ losses: [{ metric: excessDrawdown }], constraints: [{ metric: foldDistance, atLeast: ${limit} }] }`,
});

describe("a study with a limit on a certificate", async () => {
  const record = await session(file, { directory: temporaryFolder() });
  const others = record.trials.slice(1);
  const refused = others.filter(({ loss }) => loss === null);

  test("simulates exactly the candidates that keep it, and today's parameters whatever they are", () => {
    expect(distance(0.05)).toBeLessThan(limit);
    expect(record.trials[0]?.loss).not.toBeNull();
    expect(record.trials[0]?.violation).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(others.length);
    for (const { values, loss } of others) expect(loss === null).toBe(distance(values[0] ?? Number.NaN) < limit);
  });

  test("records what was certified, of the refused nothing else", () => {
    for (const { measures, failure } of refused) {
      expect(failure).toBeNull();
      expect(Object.keys(measures)).toEqual(["foldDistance"]);
    }
    for (const { values, measures } of others) {
      const value = distance(values[0] ?? Number.NaN);
      expect(measures.foldDistance).toEqual({ value, standardError: 0, low: value, high: value });
    }
  });

  test("ranks every refused candidate behind every simulated one, the nearest to the limit first", () => {
    const ranked = [...others].sort((a, b) => compareEvaluations(evaluationOf(a), evaluationOf(b)));
    const firstRefused = ranked.findIndex(({ loss }) => loss === null);
    const tail = ranked.slice(firstRefused);
    expect(tail).toHaveLength(refused.length);
    const distances = tail.map(({ measures }) => measures.foldDistance?.value ?? Number.NaN);
    expect(distances).toEqual([...distances].sort((a, b) => b - a));
  });

  test("chooses a candidate that keeps the limit and never re-scores a refused one", () => {
    expect(
      contendersOf(record.trials, { scenarios: { ...record.spec.scenarios, rescore: 1000 } })
        .slice(1)
        .some(({ loss }) => loss === null),
    ).toBe(false);
    const best = record.trials[record.best ?? -1];
    expect(best?.measures.foldDistance?.value).toBeGreaterThanOrEqual(limit);
    for (const row of record.rescored) expect(row.measures.foldDistance).toBeDefined();
  });

  test("finds every trial as recorded when it is played again, those never simulated by their certificates", () => {
    const [one] = refused;
    const simulated = others.find(({ loss }) => loss !== null);
    if (one === undefined || simulated === undefined) throw new Error("one of each");
    for (const { index } of [one, simulated]) {
      expect(replayMismatch(record, index)).toBeNull();
      const trials = record.trials.map((trial) => {
        const { foldDistance } = trial.measures;
        if (trial.index !== index || foldDistance === undefined) return trial;
        return { ...trial, measures: { ...trial.measures, foldDistance: { ...foldDistance, value: 1 } } };
      });
      expect(replayMismatch({ ...record, trials }, index)).toBe("foldDistance");
    }
  });

  test("counts the refused apart from complete and failed ones", () => {
    const { counts } = statusOf(record).facts;
    expect(counts).toEqual({ complete: 40 - refused.length, dropped: 0, failed: 0, refused: refused.length });
    expect(summaryText(record)).toContain(`${refused.length} not simulated`);
  });

  test("plays a simulated candidate as if there were no certificates", () => {
    const trial = others.find(({ loss }) => loss !== null);
    if (trial === undefined) throw new Error("no simulated candidate");
    const again = playHere(trialValues(record.spec, trial), { seed: trial.seed, paths: trial.paths });
    const { foldDistance: _, ...simulated } = trial.measures;
    expect(again.ok && again.measures).toEqual(simulated);
  });
});

test("nothing is certified or refused where no constraint asks for it", () => {
  const vector = vectorOf({ "margin.initial": 0.02 });
  expect(certificateMeasures({ constraints: [] }, vector)).toEqual({});
  expect(refusal({ constraints: [] }, {})).toBeNull();
  expect(refusal({ constraints }, certificateMeasures({ constraints }, vector))).toBeGreaterThan(1e6);
});

test("what was certified of a loop of state feedback in the search holds on fresh paths, too", async () => {
  const state = studyFile({
    set: "{ funding.law: controller, funding.structure: state, book.slots: 100 }",
    tune: "{ funding.inputWeight: { from: 1e3, to: 1e8, scale: log } }",
    objective:
      "{ losses: [{ metric: excessDrawdown }], constraints: [{ metric: tolerableLatency, atLeast: 10 blocks }] }",
    search: "{ trials: 12, generation: 8, seed: 3 }",
  });
  const record = await session(state, { directory: temporaryFolder() });
  const latencies = record.rescored.map(({ trial, measures }) => [
    record.trials[trial]?.measures.tolerableLatency?.value,
    measures.tolerableLatency?.value,
  ]);
  expect(latencies.length).toBeGreaterThan(2);
  for (const [searched, fresh] of latencies) expect(fresh).toBe(searched);
  expect(new Set(latencies.map(([searched]) => searched)).size).toBeGreaterThan(1); // it depends on the weight
});
