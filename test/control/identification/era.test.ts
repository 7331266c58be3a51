// ERA and the Hankel matrix it is built on.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { era } from "../../../src/control/identification/era.ts";
import { blockHankel } from "../../../src/control/identification/hankel.ts";
import { distance, exactMarkov, normals, responseDistance, thirdOrder, twoByTwo } from "./known-systems.ts";

const sampling = { sampleTime: 12, timeUnit: "s" } as const;

test("a block Hankel matrix repeats each block along its antidiagonal", () => {
  const blocks = [0, 1, 2, 3, 4].map((k) => new Matrix([[k, 10 * k]]));
  expect(blockHankel(blocks, 1, 2, 3).to2DArray()).toEqual([
    [1, 10, 2, 20, 3, 30],
    [2, 20, 3, 30, 4, 40],
  ]);
});

test.each([
  ["one input and output", thirdOrder],
  ["two inputs and outputs", twoByTwo],
])("exact Markov parameters give back the response of %s to rounding", (_, system) => {
  const found = era(exactMarkov(system, 31), { rows: 15, columns: 12 }, sampling);
  expect(found.rank).toBe(3);
  // responses are of order 1 and beyond the parameters given (40 > 31); rounding grows with the Hankel condition, about 1e3
  expect(responseDistance(found.model(3), system, 40)).toBeLessThan(1e-11);
  expect(found.model(3).sampleTime).toBe(12);
});

test("the model is balanced over the Hankel window: controllability and observability both have the singular values", () => {
  const { model, singularValues } = era(exactMarkov(thirdOrder, 41), { rows: 20, columns: 20 }, sampling);
  const { A, B, C } = model(3);
  const gramian = (F: Matrix, G: Matrix): Matrix => {
    let [sum, power] = [Matrix.zeros(3, 3), G];
    for (let k = 0; k < 20; k++) {
      sum = Matrix.add(sum, power.mmul(power.transpose()));
      power = F.mmul(power);
    }
    return sum;
  };
  const wanted = Matrix.diag(Array.from(singularValues.subarray(0, 3)));
  expect(distance(gramian(A, B), wanted)).toBeLessThan(1e-11); // rounding of sums of order 10
  expect(distance(gramian(A.transpose(), C.transpose()), wanted)).toBeLessThan(1e-11);
});

test("noise on the parameters moves the response by no more than the noise", () => {
  for (let seed = 1; seed <= 5; seed++) {
    const noise = normals(41, seed);
    const markov = exactMarkov(thirdOrder, 41).map((h, k) => Matrix.add(h, 1e-3 * (noise[k] ?? 0)));
    const found = era(markov, { rows: 20, columns: 20 }, sampling).model(3);
    // D keeps its own draw (below 4 sd with 5 draws); the rest is averaged by the truncation
    expect(responseDistance(found, thirdOrder, 40)).toBeLessThan(4e-3);
  }
});

test("an order above the rank, too few parameters and odd shapes are refused with a remedy", () => {
  const markov = exactMarkov(thirdOrder, 21);
  expect(() => era(markov, { rows: 10, columns: 10 }, sampling).model(4)).toThrow(
    "Hankel matrix: found rank 3 for order 4; expected an order from 1 to 3; lower the order",
  );
  expect(() => era(markov, { rows: 10, columns: 11 }, sampling)).toThrow(
    "Markov parameters: found 21; expected at least 22 for 10 x 11 blocks; record a longer response",
  );
  expect(() => era([...markov.slice(0, 20), new Matrix(2, 2)], { rows: 10, columns: 10 }, sampling)).toThrow("h(20)");
  const nothing = markov.map(() => new Matrix([[0]]));
  expect(() => era(nothing, { rows: 10, columns: 10 }, sampling).model(1)).toThrow(
    "expected a response that is not zero",
  );
});
