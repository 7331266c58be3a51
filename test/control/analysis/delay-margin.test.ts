// Tolerable delays against a closed form and against eigenvalues of the loop with its delay line.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { closedLoop, isStableClosed, unstablePoleCount } from "../../../src/control/analysis/closed-loop.ts";
import { spectralRadiusScan, tolerableDelay } from "../../../src/control/analysis/delay-margin.ts";
import { loopMargins } from "../../../src/control/analysis/loop-margins.ts";
import type { TransferFunction } from "../../../src/control/linear/transfer-function.ts";
import { magnitude } from "../../../src/numeric/complex.ts";
import { eigenvalues } from "../../../src/numeric/eigenvalues.ts";
import { polynomialOf } from "../../../src/numeric/polynomial-roots.ts";
import { UserError } from "../../../src/numeric/user-error.ts";
import { amplified, delayed, numbers, stableSystem } from "./random-loops.ts";

function integrator(gain: number, delay: number): TransferFunction {
  return { num: [gain], den: [1, -1], delay, sampleTime: 12, timeUnit: "s" };
}

test("an integrator with delay is stable exactly while its gain is below 2 sin(pi / (4 d + 2))", () => {
  // z^(d+1) - z^d + k = 0 (Levin and May, "A note on difference-delay equations", Theor. Popul. Biol. 9, 1976).
  for (const gain of [1.9, 0.5, 0.1, 0.01, 0.001]) {
    let d = 0;
    while (gain < 2 * Math.sin(Math.PI / (4 * (d + 1) + 2))) d++;
    const found = tolerableDelay(integrator(gain, 0), 5000);
    expect(found).toMatchObject({ isStable: true, samples: d, firstUnstable: d + 1, time: 12 * d, timeUnit: "s" });
    expect(tolerableDelay(integrator(gain, d), 10).samples).toBe(0);
    expect(tolerableDelay(integrator(gain, d + 1), 10)).toMatchObject({ isStable: false, firstUnstable: 0 });
  }
});

test("a delay of the critical length exactly, with poles on the unit circle, is not tolerated", () => {
  // k = 1, d = 1: z^2 - z + 1 has the roots e^(+-j pi/3).
  expect(tolerableDelay(integrator(1, 0), 10).firstUnstable).toBe(1);
  expect(unstablePoleCount(integrator(1, 1))).toBeGreaterThan(0);
});

test("the scan by gain crossovers and the scan by spectral radius agree on random loops", () => {
  const draw = numbers(7);
  const seen = new Set<number | null>();
  for (let k = 0; k < 60; k++) {
    const plant = stableSystem(1 + (k % 4), 1, 0.3 + 0.69 * Math.abs(draw()), draw);
    const direct = k % 3 === 0 ? 0.6 * draw() : 0;
    const loop = amplified({ ...plant, D: Matrix.eye(1).mul(direct) }, 0.7);
    const found = tolerableDelay(loop, 12);
    const dense = spectralRadiusScan((d) => closedLoop(delayed(loop, d)).A, 12, loop);
    expect({ ...found, method: "" }).toEqual({ ...dense, method: "" });
    seen.add(found.firstUnstable);
  }
  expect(seen.size).toBeGreaterThan(4); // the loops are not all alike
});

test("the number of unstable poles of a delayed loop is that of its eigenvalues, also where delay makes it stable again", () => {
  const draw = numbers(11);
  for (let k = 0; k < 60; k++) {
    const size = 1 + (k % 3);
    const den = polynomialOf(
      Array.from({ length: size }, () => ({ re: 1.1 * draw(), im: 0 })),
      1,
    );
    const num = Array.from({ length: size }, () => 1.5 * draw());
    for (const delay of [0, 1, 4, 9]) {
      const loop: TransferFunction = { num, den, delay, sampleTime: 1, timeUnit: "block" };
      expect(unstablePoleCount(loop)).toBe(rootsOutside(den, num, delay));
    }
  }
});

/** Of z^delay den + num, by the companion matrix. */
function rootsOutside(den: readonly number[], num: readonly number[], delay: number): number {
  const whole = [...den, ...Array.from({ length: delay }, () => 0)];
  const sum = whole.map((c, i) => c + (num[i - whole.length + num.length] ?? 0));
  const n = sum.length - 1;
  const companion = Matrix.zeros(n, n);
  for (let j = 0; j < n; j++) companion.set(0, j, -(sum[j + 1] ?? 0) / (sum[0] ?? 1));
  for (let j = 0; j + 1 < n; j++) companion.set(j + 1, j, 1);
  return eigenvalues(companion).filter((z) => magnitude(z) >= 1).length;
}

test("a loop with gain below one at all frequencies tolerates every delay, and one without gain too", () => {
  for (const gain of [0.4, 0]) {
    const loop: TransferFunction = { num: [gain], den: [1, -0.5], delay: 2, sampleTime: 1, timeUnit: "block" };
    expect(tolerableDelay(loop, 3000)).toMatchObject({ samples: 3000, firstUnstable: null });
  }
});

test("the whole number of tolerable samples lies just below the delay margin of the crossovers", () => {
  const loop: TransferFunction = {
    num: [0.0021, -0.002],
    den: [1, -1.99, 0.99],
    delay: 3,
    sampleTime: 12,
    timeUnit: "s",
  };
  const exact = loopMargins(loop).delaySamples ?? 0;
  expect(tolerableDelay(loop, 5000).samples).toBe(Math.ceil(exact) - 1);
  expect(isStableClosed({ ...loop, delay: 3 + Math.floor(exact) })).toBe(true);
  expect(isStableClosed({ ...loop, delay: 4 + Math.floor(exact) })).toBe(false);
});

test("continuous loops and limits that are no number of samples are refused with a remedy", () => {
  const continuous: TransferFunction = { num: [1], den: [1, 1], delay: 0, sampleTime: 0, timeUnit: "s" };
  expect(() => tolerableDelay(continuous, 10)).toThrow(/delayMargin of loopMargins/);
  expect(() => tolerableDelay(integrator(0.1, 0), 2.5)).toThrow(UserError);
  expect(() => tolerableDelay({ ...integrator(0.1, 0), delay: 0.5 }, 2)).toThrow(/whole number of samples/);
  expect(() => tolerableDelay({ num: [-1, 0], den: [1, 0.5], delay: 0, sampleTime: 1, timeUnit: "s" }, 2)).toThrow(
    /add one sample of delay/,
  );
});
