// The evidence: a vector that the model cannot play has no figure; anything else that fails ends the proposal.
import { expect, test } from "vitest";
import { gatherEvidence, type Play, type Played } from "../../src/governance/evidence.ts";
import { withValues } from "../../src/stability/setting.ts";
import { certificateMeasures } from "../../src/study/certified.ts";
import { wholeVector } from "../../src/study/model.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile } from "../study/small-study.ts";

const { spec } = readStudy(studyFile());
const vectors = { today: spec.values, optimum: spec.values, proposed: { ...spec.values, "margin.stressRise": 1 } };
const worlds = [
  { name: "playable", world: { "price.volatility": 1 } },
  { name: "beyond the model", world: { "price.volatility": 9 } },
];
const measures = { excessDrawdown: { value: 1, standardError: 0, low: 1, high: 1 } };
const result: Played = { measures, differences: measures };

test("a nudge and a world that cannot be played are null, and their neighbours have their figures", async () => {
  const beyond = (values: Readonly<Record<string, number>>): boolean =>
    values["price.volatility"] === 9 || (values["margin.stressRise"] ?? 0) > 1;
  const play: Play = async (asked, _, world) =>
    asked.map((values) => (beyond({ ...values, ...world }) ? null : result));
  const { families, sensitivity, stresses } = await gatherEvidence(spec, vectors, worlds, play);
  expect(families).toHaveLength(2);
  const nudged = sensitivity.filter(({ parameter }) => parameter === "margin.stressRise");
  expect(nudged.map(({ value, differences }) => [value, differences])).toEqual([
    [0.8, measures],
    [1.2, null],
  ]);
  expect(stresses.map(({ comparison }) => comparison !== null)).toEqual([true, false]);
});

test("goals that are not among the losses have their figures off the optimum and in harsher worlds too", async () => {
  const goals = [{ metric: "peakGap", atMost: 0.1 }];
  const both = { measures: { ...measures, peakGap: measures.excessDrawdown }, differences: {} };
  const play: Play = async (asked) => asked.map(() => both);
  const { stresses } = await gatherEvidence({ ...spec, goals, choose: "loss" }, vectors, worlds, play);
  expect(Object.keys(stresses[0]?.comparison?.today ?? {})).toContain("peakGap");
});

test("a failure of the machine is no figure: it is not taken for a world beyond the model", async () => {
  const play: Play = async (asked, _, world) => {
    if (world["price.volatility"] === 9) throw new Error("worker-died: out of memory");
    return asked.map(() => result);
  };
  await expect(gatherEvidence(spec, vectors, worlds, play)).rejects.toThrow("worker-died");
});

test("today's or proposed parameters that cannot be played are told with the family", async () => {
  const play: Play = async (asked) => asked.map(() => null);
  await expect(gatherEvidence(spec, vectors, [], play)).rejects.toThrow("validation seeds: today's or the proposed");
});

test("a harsher world is not told to what was made for the study's own", async () => {
  const state = readStudy(
    studyFile({
      set: "{ funding.law: controller, funding.structure: state, book.slots: 100 }",
      tune: "{ funding.inputWeight: { from: 1e3, to: 1e8, scale: log } }",
      objective:
        "{ losses: [{ metric: excessDrawdown }], constraints: [{ metric: tolerableLatency, atLeast: 10 blocks }] }",
    }),
  ).spec;
  const world = { "traders.fundingResponse": 5 * (state.values["traders.fundingResponse"] ?? Number.NaN) };
  const same = { today: state.values, optimum: state.values, proposed: state.values };
  const asked: Readonly<Record<string, number>>[] = [];
  const play: Play = async (vectors, _, changed) => {
    if (changed === world) asked.push(...vectors);
    return vectors.map(() => result);
  };
  const { stresses } = await gatherEvidence(state, same, [{ name: "five times", world }], play);
  expect(asked).toEqual([state.values, state.values]);
  const latency = (vector: Float64Array) => certificateMeasures(state, vector).tolerableLatency;
  expect(stresses[0]?.comparison?.today.tolerableLatency).toEqual(
    latency(withValues(wholeVector(state.values), world)),
  );
  expect(latency(wholeVector(state.values, [], world))).not.toEqual(
    latency(wholeVector({ ...state.values, ...world })),
  );
});
