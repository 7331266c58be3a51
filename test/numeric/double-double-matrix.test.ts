// Matrices of twice the precision against exact integer arithmetic.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { narrowed, widened, wideProduct, wideSum, wideTranspose } from "../../src/numeric/double-double-matrix.ts";

test("a product that cancels to its last digits keeps them", () => {
  // (2^27 + 1)^2 - (2^54 + 2^28) = 1: the products need 55 bits, a number has 53.
  const L = widened(new Matrix([[2 ** 27 + 1, -(2 ** 27)]]));
  const R = widened(new Matrix([[2 ** 27 + 1], [2 ** 27 + 2]]));
  expect(narrowed(wideProduct(L, R)).get(0, 0)).toBe(1);
});

test("products and sums of integers agree with exact arithmetic", () => {
  const entries = (seed: number): number[] =>
    Array.from({ length: 9 }, (_, k) => ((seed * (k + 3) * 7919) % 2 ** 40) * 4093 + k);
  const L = new Matrix([entries(3).slice(0, 3), entries(5).slice(3, 6), entries(7).slice(6)]);
  const R = new Matrix([entries(11).slice(0, 3), entries(13).slice(3, 6), entries(17).slice(6)]);
  const square = wideProduct(widened(L), widened(R));
  const cube = wideSum(wideProduct(square, widened(L)), square, -1);
  const exact = (M: Matrix): bigint[][] => M.to2DArray().map((row) => row.map(BigInt));
  const times = (a: bigint[][], b: bigint[][]): bigint[][] =>
    a.map((row) => row.map((_, j) => row.reduce((sum, entry, k) => sum + entry * (b[k]?.[j] ?? 0n), 0n)));
  const exactSquare = times(exact(L), exact(R));
  times(exactSquare, exact(L)).forEach((row, i) => {
    row.forEach((entry, j) => {
      const wanted = entry - (exactSquare[i]?.[j] ?? 0n);
      const found = BigInt(cube.high[3 * i + j] ?? 0) + BigInt(Math.round(cube.low[3 * i + j] ?? 0));
      // Two chained dot products of length 3: a few units of 2^-104.
      expect(Number(found - wanted) / Number(wanted)).toBeLessThan(2 ** -98);
      expect(Number(wanted - found) / Number(wanted)).toBeLessThan(2 ** -98);
    });
  });
});

test("transposing turns both parts", () => {
  const M = wideProduct(
    widened(new Matrix([[0.1, 0.2]])),
    widened(
      new Matrix([
        [0.3, 0.7],
        [0.9, 1.1],
      ]),
    ),
  );
  const turned = wideTranspose(M);
  expect([...turned.high]).toEqual([...M.high]);
  expect([turned.rows, turned.columns]).toEqual([2, 1]);
  expect(turned.low.some((entry) => entry !== 0)).toBe(true);
});
