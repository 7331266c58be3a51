// The winner's curse, against means that are known and against the expected lowest of K normal numbers.
import { expect, test } from "vitest";
import { meanOf, standardErrorOfMean } from "../../src/numeric/mean-interval.ts";
import type { Estimate } from "../../src/objective/estimate.ts";
import { normalDraws } from "../../src/search/addressed-draw.ts";
import { selectionOf } from "../../src/study/selection-bias.ts";

const PATHS = 64;

/** Normal paths about known means: each mean has a noise of 1 of its own, and one ten times as large that all share. */
function drawn(means: readonly number[], seed: number): Estimate[] {
  const shared = normalDraws(PATHS, seed, 99, 0, 1000);
  return means.map((mean, k) => {
    const own = normalDraws(PATHS, seed, 99, 0, k);
    const noise = own.map((x, path) => Math.sqrt(PATHS) * (x + 10 * (shared[path] ?? 0)));
    const value = mean + meanOf(noise);
    return { value, influence: noise.map((x) => x + mean - value) };
  });
}

function lowest(losses: readonly Estimate[]): number {
  return losses.reduce((best, { value }, k) => (value < (losses[best]?.value ?? Infinity) ? k : best), 0);
}

/** Mean error of the lowest loss, naive and corrected, without the noise that all share. */
function errors(means: readonly number[], studies: number): { naive: number; corrected: number } {
  const both = Array.from({ length: studies }, (_, seed) => {
    const losses = drawn(means, seed);
    const chosen = lowest(losses);
    const shared = meanOf(losses.map(({ value }, k) => value - (means[k] ?? 0)));
    const truth = (means[chosen] ?? 0) + shared;
    return {
      naive: (losses[chosen]?.value ?? 0) - truth,
      corrected: selectionOf(losses, chosen, seed).corrected - truth,
    };
  });
  return { naive: meanOf(both.map(({ naive }) => naive)), corrected: meanOf(both.map(({ corrected }) => corrected)) };
}

test("on average over studies the corrected loss is right where the lowest one is too good", () => {
  const alike = [0, 0, 0, 0, 0];
  for (const means of [alike, [0, 0.5, 1, 1.5, 2]]) {
    const { naive, corrected } = errors(means, 60);
    expect(naive).toBeLessThan(means === alike ? -1 : -0.7);
    expect(Math.abs(corrected)).toBeLessThan(0.25); // of 60 studies, each with an error of about 0.7: 2.5 of their mean's
  }
});

test("equal losses are too good by the expected lowest of as many normal numbers", () => {
  const expected = { 2: -0.56419, 3: -0.84628, 5: -1.16296, 8: -1.4236 }; // H. L. Harter, Biometrika 48, 1961, table 1
  for (const [count, size] of Object.entries(expected)) {
    const zeros = Array.from({ length: Number(count) }, () => 0);
    const losses = drawn(zeros, 5).map(({ influence }) => ({ value: 1, influence }));
    const own = losses.map(({ influence }) =>
      influence.map((x, path) => x - meanOf(losses.map((other) => other.influence[path] ?? 0))),
    );
    const variances = own.map((column) => standardErrorOfMean(column) ** 2);
    const noise = Math.sqrt(variances.reduce((sum, x) => sum + x, 0) / (zeros.length - 1));
    const { bias, corrected } = selectionOf(losses, 0, 3);
    expect(bias / noise / size).toBeGreaterThan(0.93); // unequal and correlated noise of 64 paths, 2000 replicates
    expect(bias / noise / size).toBeLessThan(1.05);
    expect(corrected).toBe(1 - bias);
  }
});

test("one candidate needs no correction, and one far ahead next to none", () => {
  const alone = drawn([3], 1);
  expect(selectionOf(alone, 0, 1)).toEqual({
    candidates: 1,
    bias: 0,
    corrected: alone[0]?.value,
    regret: 0,
    chance: 1,
  });
  const ahead = selectionOf(drawn([-20, 0, 0, 0], 1), 0, 1);
  expect(Math.abs(ahead.bias)).toBeLessThan(0.1);
  expect(ahead).toMatchObject({ regret: 0, chance: 1 });
});

test("of two that are alike, the chosen one is the best with a chance of about one half, and its regret is known", () => {
  const losses = drawn([0, 0], 5).map(({ influence }) => ({ value: 1, influence }));
  const [a, b] = losses;
  const error = standardErrorOfMean(
    (a?.influence ?? new Float64Array()).map((x, path) => x - (b?.influence[path] ?? 0)),
  );
  const { chance, regret } = selectionOf(losses, 0, 3);
  expect(Math.abs(chance - 0.5)).toBeLessThan(0.04); // 2000 replicates
  expect(regret / error).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 1); // mean of the positive part of a normal number
});

test("the same seed gives the same bits, another one nearly the same", () => {
  const losses = drawn([0, 0, 1], 7);
  const chosen = lowest(losses);
  const once = selectionOf(losses, chosen, 1);
  expect(selectionOf(losses, chosen, 1)).toEqual(once);
  const other = selectionOf(losses, chosen, 2).bias;
  expect(other).not.toBe(once.bias);
  expect(Math.abs(other - once.bias)).toBeLessThan(0.1);
});
