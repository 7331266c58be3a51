// exp, log, log1p and expm1: errors in units of the last place against 320-bit arithmetic, and the same bits in the kernel.
import { describe, expect, test } from "vitest";
import { exp, expm1, log, log1p } from "../../src/numeric/elementary.ts";
import { normalQuantile } from "../../src/numeric/normal-draw.ts";
import { poissonQuantile } from "../../src/numeric/poisson-draw.ts";
import { instantiate, kernelModule } from "../../src/simulate/module.ts";
import { drawsOf } from "../oracle/draws.ts";
import { bigExp, bigLog, fixed, ONE_FIXED, ulps } from "./big-real.ts";

const COUNT = 3000;

/** Numbers in (0, 1), the same in every run. */
const draws = Array.from({ length: COUNT }, (_, i) => drawsOf(20260501, i)(3, 0, 0));

const between = (low: number, high: number): number[] => draws.map((u) => low + (high - low) * u);
const powers = (low: number, high: number): number[] =>
  between(low, high).map((e) => 2 ** Math.floor(e) * (1 + (e % 1) ** 2));

const worst = (points: readonly number[], error: (x: number) => number): number => Math.max(...points.map(error));

describe("the worst error, in units of the last place", () => {
  test("of exp is below 1 where results are normal numbers", () => {
    const error = (x: number): number => ulps(exp(x), bigExp(fixed(x)));
    expect(worst([...between(-708, 709.7), ...between(-1, 1), ...between(-1e-3, 1e-3)], error)).toBeLessThan(1);
  });

  test("of log is below 1", () => {
    const error = (x: number): number => ulps(log(x), { value: bigLog(fixed(x)), power: 0n });
    expect(worst([...powers(-200, 200), ...between(0.5, 2), ...between(0.99, 1.01)], error)).toBeLessThan(1);
  });

  test("of log1p is below 2", () => {
    const error = (x: number): number => ulps(log1p(x), { value: bigLog(ONE_FIXED + fixed(x)), power: 0n });
    const small = powers(-60, -2);
    expect(worst([...between(-0.999, 3), ...small, ...small.map((x) => -x)], error)).toBeLessThan(2);
  });

  test("of expm1 is below 2", () => {
    const error = (x: number): number => {
      const { value, power } = bigExp(fixed(x));
      return ulps(expm1(x), { value: (power >= 0n ? value << power : value >> -power) - ONE_FIXED, power: 0n });
    };
    const small = powers(-60, -2);
    expect(worst([...between(-30, 30), ...between(-1, 1), ...small, ...small.map((x) => -x)], error)).toBeLessThan(2);
  });
});

test("edges are those of the functions: zeros, infinities, overflow, and NaN where there is no value", () => {
  expect([exp(-Infinity), exp(Infinity), exp(0), exp(710), exp(-746)]).toEqual([0, Infinity, 1, Infinity, 0]);
  expect([log(0), log(Infinity), log(1), log1p(-1), log1p(0)]).toEqual([-Infinity, Infinity, 0, -Infinity, 0]);
  expect([expm1(-Infinity), expm1(Infinity), expm1(0)]).toEqual([-1, Infinity, 0]);
  expect([exp(Number.NaN), log(-1), log1p(-2), expm1(Number.NaN)].every(Number.isNaN)).toBe(true);
});

describe("the kernel", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
  const kernel = instantiate(kernelModule(), memory);
  const same = (points: readonly number[], ours: (x: number) => number, theirs: (x: number) => number): void => {
    const wrong = points.filter((x) => !Object.is(ours(x), theirs(x)));
    expect(wrong).toEqual([]);
  };
  const edges = [0, -0, 1, -1, 1e-300, 5e-324, 709.8, -745.2, Infinity, -Infinity, Number.NaN];

  test("gives the bits of TypeScript for exp, log, log1p and expm1", () => {
    same([...between(-760, 720), ...edges], exp, kernel.exp);
    same([...powers(-1000, 1000), ...edges], log, kernel.log);
    same([...between(-1.1, 3), ...powers(-60, 60), ...edges], log1p, kernel.log1p);
    same([...between(-60, 720), ...powers(-60, -2), ...edges], expm1, kernel.expm1);
  });

  test("gives the bits of exp for two lanes at once, within 700 of zero", () => {
    same([...between(-700, 700), ...between(-1, 1), 0, 1, -1], exp, kernel.expOfPair);
  });

  test("draws the same uniforms, Gaussians and counts", () => {
    same(draws, normalQuantile, kernel.normalQuantile);
    for (const rate of [0.001, 0.3, 4, 30])
      same(
        draws,
        (u) => poissonQuantile(u, rate),
        (u) => kernel.poissonQuantile(u, rate),
      );
    for (const i of [0, 1, 7, 4095]) expect(kernel.uniformAt(7, i, 9, 5, i * 3)).toBe(drawsOf(7, i)(9, 5, i * 3));
  });
});
