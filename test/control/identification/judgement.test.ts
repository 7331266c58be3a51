// Fit, order, nonlinearity and verdict: what is said of an identified model.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { era } from "../../../src/control/identification/era.ts";
import { modelFit, nrmseFit } from "../../../src/control/identification/fit.ts";
import { nonlinearity } from "../../../src/control/identification/nonlinearity.ts";
import { chooseOrder } from "../../../src/control/identification/order-choice.ts";
import { subspace } from "../../../src/control/identification/subspace.ts";
import { modelVerdict } from "../../../src/control/identification/verdict.ts";
import { exactMarkov, experimentOn, normalMatrix, thirdOrder, twoByTwo } from "./known-systems.ts";

test("the fit is 1 for the measured output itself, 0 for its mean, and by hand in between", () => {
  expect(nrmseFit([1, 2, 3, 6], [1, 2, 3, 6])).toBe(1);
  expect(nrmseFit([1, 2, 3, 6], [3, 3, 3, 3])).toBe(0);
  expect(nrmseFit([1, 2, 3, 6], [1, 2, 3, 2])).toBe(1 - Math.sqrt(16 / 14));
  expect(nrmseFit([1, 2], [Infinity, 0])).toBe(-Infinity);
  expect(() => nrmseFit([2, 2], [1, 2])).toThrow("measured: found an output that never changes");
  expect(() => nrmseFit([2, 1], [1])).toThrow("predicted: found 1 samples; expected 2");
});

test("a system fits its own response on fresh inputs, output by output, down to the noise", () => {
  const fresh = experimentOn(twoByTwo, normalMatrix(2000, 2, 4), 0, 0);
  expect([...modelFit(twoByTwo, fresh)]).toEqual([1, 1]);
  const noisy = experimentOn(thirdOrder, normalMatrix(4000, 1, 4), 1, 5);
  const signal = Math.sqrt(exactMarkov(thirdOrder, 200).reduce((sum, h) => sum + h.get(0, 0) ** 2, 0)); // input of variance 1
  // the error is the noise: 1 - 1 / sqrt(signal^2 + 1), within the spread of 4000 samples that are correlated
  expect(modelFit(thirdOrder, noisy)[0]).toBeCloseTo(1 - 1 / Math.sqrt(signal ** 2 + 1), 1);
});

test("fresh data choose the true order, without noise and with it", () => {
  const exact = era(exactMarkov(thirdOrder, 41), { rows: 20, columns: 20 }, thirdOrder);
  const choice = chooseOrder(exact, experimentOn(thirdOrder, normalMatrix(500, 1, 20), 0, 0), 8);
  expect(choice).toMatchObject({ order: 3, gapOrder: 3 });
  expect(choice.criterion).toHaveLength(3); // no more orders than the data support
  for (let seed = 1; seed <= 6; seed++) {
    const training = experimentOn(thirdOrder, normalMatrix(1000, 1, 30 + seed), 0.05, seed);
    const fresh = experimentOn(thirdOrder, normalMatrix(1000, 1, 60 + seed), 0.05, 90 + seed);
    const noisy = chooseOrder(subspace(training, 10), fresh, 8);
    expect(noisy.order).toBe(3);
    expect(noisy.criterion).toHaveLength(8);
  }
});

test("an order cannot be chosen from a response that is zero", () => {
  const silent = exactMarkov(thirdOrder, 21).map(() => new Matrix([[0]]));
  const fresh = experimentOn(thirdOrder, normalMatrix(50, 1, 1), 0, 0);
  expect(() => chooseOrder(era(silent, { rows: 10, columns: 10 }, thirdOrder), fresh, 8)).toThrow("found rank 0");
  const good = era(exactMarkov(thirdOrder, 21), { rows: 10, columns: 10 }, thirdOrder);
  expect(() => chooseOrder(good, { ...fresh, output: Matrix.zeros(50, 1) }, 8)).toThrow(
    "output: found column 0 all zero",
  );
});

test("a linear response has no nonlinearity; squares and limits have known amounts", () => {
  const u = Array.from(normalMatrix(200, 1, 2).getColumn(0));
  const responses = (f: (x: number) => number) => ({
    single: u.map(f),
    double: u.map((x) => f(2 * x)),
    opposite: u.map((x) => f(-x)),
  });
  expect(nonlinearity(responses((x) => 3 * x))).toEqual({ scaling: 0, asymmetry: 0 });
  expect(nonlinearity(responses((x) => x * x))).toEqual({ scaling: 1, asymmetry: 1 }); // 4 y against 2 y; even
  expect(nonlinearity(responses(Math.sign))).toEqual({ scaling: 0.5, asymmetry: 0 }); // y against 2 y; odd
  expect(() => nonlinearity({ single: [0, 0], double: [1, 2], opposite: [1, 1] })).toThrow("raise the amplitude");
  expect(() => nonlinearity({ single: [1], double: [1, 2], opposite: [1] })).toThrow("found 1, 2 and 1 samples");
});

test("the verdict accepts above 0.7 only, and its digits never contradict it", () => {
  expect(modelVerdict(0.41)).toEqual({
    accepted: false,
    words: "no valid linear model here: fit 0.41 on fresh seeds; expected above 0.7",
  });
  expect(modelVerdict(0.83).words).toBe("linear model accepted: fit 0.83 on fresh seeds; expected above 0.7");
  expect(modelVerdict(0.7).accepted).toBe(false);
  expect(modelVerdict(0.6999).words).toContain("fit 0.69 ");
  expect(modelVerdict(0.7001)).toMatchObject({ accepted: true, words: expect.stringContaining("fit 0.71 ") });
  expect(modelVerdict(-Infinity).words).toContain("the model diverges on fresh seeds");
});
