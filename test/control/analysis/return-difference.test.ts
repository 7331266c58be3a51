// The return difference of loops with several channels.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { closedLoop, closedLoopPoles } from "../../../src/control/analysis/closed-loop.ts";
import {
  multivariableSensitivity,
  returnDeterminant,
  returnDistance,
} from "../../../src/control/analysis/return-difference.ts";
import { type Complex, divide, multiply, subtract } from "../../../src/numeric/complex.ts";
import { eigenvalues } from "../../../src/numeric/eigenvalues.ts";
import { amplified, numbers, stableSystem } from "./random-loops.ts";

const loop = amplified(stableSystem(5, 2, 0.85, numbers(21)), 0.1);

test("det(I + L) is the closed-loop over the open-loop characteristic polynomial", () => {
  for (const w of [0, 0.1, 1, 2.5, Math.PI]) {
    const z = { re: Math.cos(w), im: Math.sin(w) };
    const at = (roots: readonly Complex[]): Complex =>
      roots.reduce((product, root) => multiply(product, subtract(z, root)), { re: 1, im: 0 });
    const expected = divide(at(closedLoopPoles(loop)), at(eigenvalues(loop.A)));
    const found = returnDeterminant(loop, w);
    expect(found.re).toBeCloseTo(expected.re, 11);
    expect(found.im).toBeCloseTo(expected.im, 11);
  }
});

test("Ms is one over the smallest singular value of I + L over all frequencies", () => {
  const { value, frequency } = multivariableSensitivity(loop);
  expect(1 / returnDistance(loop, frequency) / value).toBeCloseTo(1, 9);
  for (let i = 0; i <= 200; i++) {
    expect(returnDistance(loop, (i * Math.PI) / 200)).toBeGreaterThanOrEqual((1 / value) * (1 - 1e-9));
  }
});

test("a loop that is unstable when closed has infinite Ms; one that is not square or is algebraic is refused", () => {
  expect(multivariableSensitivity(amplified(loop, 40)).value).toBe(Infinity);
  expect(() => multivariableSensitivity({ ...loop, D: Matrix.zeros(2, 1) })).toThrow(/as many outputs as inputs/);
  expect(() => closedLoop({ ...loop, D: Matrix.eye(2).mul(-1) })).toThrow(/add one sample of delay/);
});
