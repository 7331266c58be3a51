// Studies whose loops are state feedback: checked, searched, resumed and replayed, with analytic and identified models.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { kernelModule } from "../../src/simulate/module.ts";
import { slotOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant } from "../../src/simulate/plant.ts";
import { analyticModel } from "../../src/stability/channel-model.ts";
import type { IdentifiedModel } from "../../src/stability/identified-model.ts";
import { candidateVector, todaysVector } from "../../src/study/candidate.ts";
import { forecastSamples } from "../../src/study/forecast-samples.ts";
import { closedLoopValue } from "../../src/study/forecast-value.ts";
import { inertReason } from "../../src/study/inert.ts";
import { outcomesHere, playHere, replayMismatch, trialValues } from "../../src/study/replay.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { session, studyFile, temporaryFolder } from "./small-study.ts";

const set =
  "{ funding.law: controller, funding.structure: state, shock.size: -20 %, shock.block: 100 blocks, book.slots: 100 }";
const tune = "{ funding.integralWeight: { from: 0, to: 1000 }, funding.inputWeight: { from: 1, to: 1e4, scale: log } }";
const tiny = {
  set,
  tune,
  objective: "{ losses: [{ metric: fundingBurden, scale: 1 }] }",
  search: "{ trials: 9, generation: 4, seed: 3 }",
  scenarios: "{ horizon: 20 min, paths: 8, seed: 11, validation: { paths: 8 }, holdout: { paths: 8 }, rescore: 1 }",
};

/** The analytic model as if it had been identified in samples of one block, with its gain times `gain`. */
function recordOf(gain: number, more: Partial<IdentifiedModel> = {}): IdentifiedModel {
  const { perBlock } = analyticModel(todaysVector(readStudy(studyFile(tiny)).spec), "funding");
  const { A, B, C, D, sampleTime } = perBlock;
  return {
    channel: "funding",
    output: "skew",
    point: { name: "base", volatility: 1, skew: 0.25, depth: 1 },
    method: "era",
    order: 1,
    A: A.to2DArray(),
    B: B.mul(gain).to2DArray(),
    C: C.to2DArray(),
    D: D.to2DArray(),
    sampleTime,
    stride: 1,
    fit: 0.9,
    nonlinearity: { scaling: 0.1, asymmetry: 0.1 },
    verdict: { accepted: true, words: "linear model accepted" },
    ...more,
  };
}

function studyWith(models: readonly IdentifiedModel[], more: Readonly<Record<string, string>> = {}): string {
  const file = studyFile({ ...tiny, models: "models.json", ...more });
  writeFileSync(join(dirname(file), "models.json"), JSON.stringify({ models }));
  return file;
}

describe("a study with a state loop", () => {
  test("is searched, resumed and replayed bit for bit, and its weights matter", async () => {
    const file = studyFile(tiny);
    const whole = await session(file, { directory: temporaryFolder() });
    expect(whole.trials.map(({ failure }) => failure)).toEqual(new Array(9).fill(null));
    expect(new Set(whole.trials.map(({ loss }) => loss)).size).toBeGreaterThan(5);
    for (const index of [0, 5]) expect(replayMismatch(whole, index)).toBeNull();
    const directory = temporaryFolder();
    await session(file, { directory, trials: 5 });
    const resumed = await session(file, { directory, resume: true });
    expect(resumed.resultsHash).toBe(whole.resultsHash);
  });

  test("plays the same from its values by name as from its candidate, and otherwise than at rest", () => {
    const { spec } = readStudy(studyFile(tiny));
    const family = { seed: 5, paths: 2 };
    const state = outcomesHere(trialValues(spec, { values: [1, 1] }), family);
    expect(state).toEqual(outcomesHere(trialValues(spec, { values: [1, 1] }), family));
    const resting = { ...trialValues(spec, { values: [1, 1] }), "funding.structure": 0 };
    expect(state.values).not.toEqual(outcomesHere(resting, family).values);
    expect(candidateVector(spec, [1, 1]).length).toBeGreaterThan(slotOf("cap.measurementNoise") ?? Infinity);
  });

  test("is refused where a loop has no model", () => {
    const capless = set.replace("funding.structure", "cap.structure");
    expect(() => readStudy(studyFile({ ...tiny, set: capless, tune: "{ funding.kp: }" }))).toThrow(
      "found no linear model from cap to volatility",
    );
  });

  test("records a candidate whose weights give no stable loop as a failure, with words", () => {
    const values = { ...readStudy(studyFile(tiny)).spec.values, "delay.command": 100 };
    expect(playHere(values, { seed: 1, paths: 1 })).toMatchObject({ ok: false, failure: { name: "no-compensator" } });
  });
});

describe("identified models", () => {
  test("take the place of the analytic one, are part of the study, and replay without their file", () => {
    const file = studyWith([recordOf(3)]);
    const { spec, dataHashes } = readStudy(file);
    expect(spec.models).toEqual([recordOf(3)]);
    expect(dataHashes["models.json"]).toMatch(/^[0-9a-f]{64}$/);
    const analytic = readStudy(studyFile(tiny)).spec;
    expect(todaysVector(spec)).not.toEqual(todaysVector(analytic));
    expect(todaysVector(readStudy(studyWith([recordOf(1)])).spec)).toEqual(todaysVector(analytic));
    const family = { seed: 5, paths: 2 };
    const values = trialValues(spec, { values: [1, 1] });
    const plant = createPlant(kernelModule(), todaysVector(spec), family, 1);
    const outcomes = openPlant(kernelModule(), plant, 0).run(candidateVector(spec, [1, 1]));
    expect(outcomesHere(values, family, spec.models)).toEqual(outcomes);
    expect(outcomesHere(values, family).values).not.toEqual(outcomes.values);
  });

  test("act where forecasters are trained and judged, too", () => {
    const day = { scenarios: "{ horizon: 3 h, paths: 2, seed: 5 }" };
    const { spec } = readStudy(studyWith([recordOf(3)], day));
    const { models: _, ...analytic } = spec;
    const family = { seed: 5, paths: 2 };
    expect(forecastSamples(spec, family).skews).not.toEqual(forecastSamples(analytic, family).skews);
    const deaf = { values: {}, words: "", own: true };
    const [own, other] = [spec, analytic].map((of) => closedLoopValue(of, {}, {}, deaf, family).metrics);
    expect(own).not.toEqual(other);
  });

  test("are chosen by the nearest operating point", () => {
    const far = recordOf(2, { point: { name: "stress", volatility: 1.5, skew: -0.3, depth: 2 } });
    expect(readStudy(studyWith([far, recordOf(3)])).spec.models).toEqual([recordOf(3)]);
  });

  test.each([
    ["refused ones", { verdict: { accepted: false, words: "fit 0.2" } }, "found a model that was refused (fit 0.2)"],
    ["matrices that do not fit", { B: [[1, 2]] }, "found 1 x 2; expected 1 x 1 for order 1"],
    ["samples that are no whole blocks", { sampleTime: 1.5 * (12 / 86400) }, "found samples of 1.5 blocks"],
  ])("refuse %s", (_, more, words) => {
    expect(() => readStudy(studyWith([recordOf(1, more)]))).toThrow(words);
  });

  test("of channels without a state loop are left out", () => {
    const pid = set.replace("state", "pid");
    const file = studyWith([recordOf(3)], { set: pid, tune: "{ funding.kp: { from: 0, to: 1 } }" });
    expect(readStudy(file).spec.models).toEqual([]);
  });
});

describe("parameters without effect", () => {
  const law = { "funding.law": 3 };
  test.each([
    ["funding.inputWeight", 0, "has no effect while funding.structure is pid; set funding.structure: state"],
    ["funding.kp", 2, "has no effect while funding.structure is state; set funding.structure: pid"],
    ["funding.outputCalmBalancedFull", 0, "set funding.structure: schedule"],
  ])("%s under structure %d", (name, structure, words) => {
    expect(inertReason(name, { ...law, "funding.structure": structure, "funding.sensor": 3 }, new Set())).toContain(
      words,
    );
  });

  test.each(["inputWeight", "setpoint", "feedForward", "max"])("%s has one under state feedback", (row) => {
    const values = { ...law, "funding.structure": 2, "funding.sensor": 3, "funding.feedForwardSensor": 4 };
    expect(inertReason(`funding.${row}`, values, new Set())).toBeNull();
  });
});
