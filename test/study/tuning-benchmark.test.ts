// TB-1 as a study: the loss, the goals and the limits of its two files against the check points of its specification.
import { expect, test } from "vitest";
import { score } from "../../src/objective/score.ts";
import { playHere } from "../../src/study/replay.ts";
import { readStudy } from "../../src/study/study-file.ts";

const one = readStudy("configs/bench/tb1s.yaml").spec;
const several = readStudy("configs/bench/tb1m.yaml").spec;

/** Values in the order of the ten variables, f1, f2, f3, J, and the insurance fund's excess loss g1. */
const points = {
  centre: {
    x: [1.5, 0.125, 0.5, 1, 1.75, 10, 0.001, 0.25, 0.25, 2.5],
    f: [0.00180841141208139, 0.08073001857785411, 0.8440462633264348],
    loss: 4.3803211291523665,
    g1: -0.877274387142295,
    insolvent: 0,
  },
  zero: {
    x: [0, 0.1, 0, 0, 2, 0, 0.001, 0, 0, 0],
    f: [0.021154132096311142, 0, 0],
    loss: 8.461652838524456,
    g1: 15.713756186276953,
    insolvent: 2,
  },
};

const variables = [
  "margin.stressRise",
  "margin.max",
  "maintenance.stressRise",
  "depth.stressRise",
  "depth.max",
  "cap.stressRelief",
  "cap.min",
  "funding.kp",
  "funding.ki",
  "funding.feedForward",
];

test.each(Object.entries(points))("%s: loss, goals and limits are those of the specification", (_, point) => {
  const x = Object.fromEntries(variables.map((name, at) => [name, point.x[at] ?? Number.NaN]));
  const played = playHere({ ...one.values, ...x }, one.scenarios.search);
  if (!played.ok) throw new Error(played.failure.message);
  const { loss, limits } = score(played.measures, one, null);
  expect(loss).toBeCloseTo(point.loss, 9);
  const { objectives } = score(played.measures, several, null);
  expect(objectives).toEqual(point.f.map((value, k) => expect.closeTo(value / ([0.006, 0.12, 0.9][k] ?? 0), 9)));
  const [fund, insolvency] = limits;
  expect((fund?.limit ?? 0) - (fund?.judged ?? 0)).toBeCloseTo(5000 * point.g1, 3);
  expect((insolvency?.violation ?? 0) > 0).toBe(point.insolvent > 0);
  expect(played.measures.insolvency?.value).toBe(point.insolvent / 128);
});

test("both files tune the ten variables over the ranges of the specification", () => {
  const ranges = one.tune.map(({ parameter, from, to, scale }) => [parameter.name, from, to, scale]);
  expect(new Set(one.tune.map(({ parameter }) => parameter.name))).toEqual(new Set(variables));
  expect(ranges).toEqual(several.tune.map(({ parameter, from, to, scale }) => [parameter.name, from, to, scale]));
  expect(ranges).toContainEqual(["cap.min", 0.0001, 0.01, "log"]);
  expect(ranges.filter(([, , , scale]) => scale === "linear")).toHaveLength(9);
});
