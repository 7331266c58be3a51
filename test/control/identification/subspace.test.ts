// Subspace identification from records of inputs and outputs.
import type { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { subspace } from "../../../src/control/identification/subspace.ts";
import { experimentOn, normalMatrix, responseDistance, thirdOrder, twoByTwo } from "./known-systems.ts";

test.each([
  ["one input and output", thirdOrder, 1],
  ["two inputs and outputs of very different size", twoByTwo, 2],
])("a noise-free record gives back the response of %s to rounding", (_, system, inputs) => {
  const found = subspace(experimentOn(system, normalMatrix(300, inputs, 7), 0, 0), 6);
  expect(found.rank).toBe(3);
  expect(responseDistance(found.model(3), system, 40)).toBeLessThan(1e-11); // responses of order 1, condition about 1e3
  expect(found.model(3).timeUnit).toBe(system.timeUnit);
});

test("a record that does not begin at rest gives the same model", () => {
  const { input, output, ...sampling } = experimentOn(thirdOrder, normalMatrix(400, 1, 8), 0, 0);
  const late = { input: input.subMatrix(50, 399, 0, 0), output: output.subMatrix(50, 399, 0, 0), ...sampling };
  expect(responseDistance(subspace(late, 6).model(3), thirdOrder, 40)).toBeLessThan(1e-11); // as above
});

test("measurement noise moves the response within its standard error, shrinking as one over the root of the length", () => {
  const rms = (length: number) => {
    let squares = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const noisy = experimentOn(thirdOrder, normalMatrix(length, 1, 100 + seed), 0.1, seed);
      squares += responseDistance(subspace(noisy, 8).model(3), thirdOrder, 20) ** 2 / 8;
    }
    return Math.sqrt(squares);
  };
  const [short, long] = [rms(300), rms(2700)];
  expect(short).toBeLessThan((4 * 0.1) / Math.sqrt(300)); // each parameter alone has a standard error of 0.1 / sqrt(300)
  expect(short / long).toBeGreaterThan(2); // 3 for nine times the data, with 8 seeds on each side
  expect(short / long).toBeLessThan(4.5);
});

test("constant inputs, inputs that copy each other, short records and silent outputs are refused by name", () => {
  const good = experimentOn(twoByTwo, normalMatrix(200, 2, 9), 0, 0);
  const withInput = (input: Matrix) => ({ ...good, input });
  const constant = good.input.clone().setColumn(1, new Array(200).fill(3));
  expect(() => subspace(withInput(constant), 5)).toThrow(
    "input: found column 1 constant at 3; expected a persistently exciting input; use a pseudo-random binary sequence",
  );
  const copied = good.input.clone().setColumn(1, good.input.getColumn(0));
  expect(() => subspace(withInput(copied), 5)).toThrow("block Hankel matrix of the input: found column u1 at lag 0");
  const wave = good.input.clone().apply(function (this: Matrix, i, j) {
    this.set(i, j, j === 0 ? (i % 2 === 0 ? 1 : -1) : this.get(i, j));
  });
  expect(() => subspace(withInput(wave), 5)).toThrow("found column u0 at lag 1 dependent");
  const short = { ...good, input: good.input.subMatrix(0, 40, 0, 1), output: good.output.subMatrix(0, 40, 0, 1) };
  expect(() => subspace(short, 5)).toThrow("input: found 41 samples; expected at least 50; lengthen the experiment");
  expect(() => subspace({ ...good, output: good.output.clone().mulRowVector([0, 1]) }, 5)).toThrow(
    "output: found column 0 all zero",
  );
  expect(() => subspace(good, 5).model(9)).toThrow("found rank 3 for order 9; expected an order from 1 to 3");
});
