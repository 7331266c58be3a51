// The multi-objective benchmark problems on their fronts, which are known in closed form.
import { expect, test } from "vitest";
import { bnh, tnk } from "../../scripts/bench/multi/constrained.ts";
import { c2dtlz2, dtlz1, dtlz2, dtlz3, dtlz4, dtlz7 } from "../../scripts/bench/multi/dtlz.ts";
import { judge } from "../../scripts/bench/multi/problem.ts";
import { zdt1, zdt2, zdt3, zdt4, zdt6 } from "../../scripts/bench/multi/zdt.ts";
import { numberStream } from "../search/landscape.ts";

const next = numberStream(14);
const shares = Array.from({ length: 20 }, next);

test("with all but the first variable at its best, ZDT problems lie on their curves", () => {
  for (const u of shares) {
    const rest = Array<number>(9).fill(0);
    const at = (problem: ReturnType<typeof zdt1>) => problem.evaluate([u, ...rest]);
    expect(at(zdt1(10))[1]).toBeCloseTo(1 - Math.sqrt(u), 12);
    expect(at(zdt2(10))[1]).toBeCloseTo(1 - u * u, 12);
    expect(at(zdt3(10))[1]).toBeCloseTo(1 - Math.sqrt(u) - u * Math.sin(10 * Math.PI * u), 12);
    expect(at(zdt4(10))[1]).toBeCloseTo(1 - Math.sqrt(u), 12);
    const [f = 0, g = 0] = at(zdt6(10));
    expect(g).toBeCloseTo(1 - f * f, 12);
  }
});

test("with the distance variables at 1/2, DTLZ1 lies on a plane and DTLZ2 to 4 on the sphere", () => {
  for (let k = 0; k + 1 < shares.length; k++) {
    const x = [shares[k] ?? 0, shares[k + 1] ?? 0, ...Array<number>(10).fill(0.5)];
    expect(
      dtlz1(12, 3)
        .evaluate(x)
        .reduce((sum, v) => sum + v, 0),
    ).toBeCloseTo(0.5, 12);
    for (const problem of [dtlz2(12, 3), dtlz3(12, 3), dtlz4(12, 3)]) {
      expect(problem.evaluate(x).reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(1, 12);
    }
  }
});

test("DTLZ7 at zero is the corner (0, 0, 2 M)", () => {
  expect(dtlz7(22, 3).evaluate(Array<number>(22).fill(0))).toEqual([0, 0, 6]);
});

test("C2-DTLZ2 allows the corners and the middle of the front and nothing between", () => {
  const problem = c2dtlz2(12, 3);
  const violationAt = (a: number, b: number) =>
    judge(problem, Float64Array.of(a, b, ...Array<number>(10).fill(0.5))).violation;
  expect([violationAt(0, 0), violationAt(1, 0.5), violationAt(0, 1)]).toEqual([0, 0, 0]);
  expect(violationAt((2 / Math.PI) * Math.acos(Math.sqrt(2 / 3)), 0.5)).toBe(0); // f1 = f2 = f3
  expect(violationAt(0.5, 0)).toBeGreaterThan(0.1);
});

test("the front of BNH is feasible: along the diagonal to (3, 3), then along the upper bound", () => {
  for (const u of shares) {
    for (const x of [
      [3 * u, 3 * u],
      [3 + 2 * u, 3],
    ])
      expect(Math.max(...bnh.constraints(x))).toBeLessThanOrEqual(0);
  }
  expect(bnh.evaluate([3, 3])).toEqual([72, 8]);
});

test("TNK excludes the inside of its wave and all far from (1/2, 1/2)", () => {
  expect(Math.max(...tnk.constraints([0.8, 0.8]))).toBeLessThan(0);
  expect(tnk.constraints([0.5, 0.5])[0]).toBeGreaterThan(0);
  expect(tnk.constraints([1.3, 1])[1]).toBeGreaterThan(0);
  expect(tnk.constraints([0, 1.05])[0]).toBeCloseTo(1.1 - 1.05 ** 2, 12); // cos 0 on the axis
});
