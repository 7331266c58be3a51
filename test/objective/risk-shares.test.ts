// How scenario families become one loss: the mean, the worst, and between both the mean of the worst share.
import fc from "fast-check";
import { expect, test } from "vitest";
import { conditionalValueAtRisk } from "../../src/numeric/tail.ts";
import { type Aggregate, riskShares } from "../../src/objective/risk-shares.ts";

const losses = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 5, maxLength: 5 });
const counts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 });
const level = fc.integer({ min: 0, max: 19 }).map((n) => n / 20);

function weightsOf(parts: readonly number[]): readonly number[] {
  const total = parts.reduce((sum, x) => sum + x, 0);
  return parts.map((x) => x / total);
}

function sumOf(shares: readonly number[], values: readonly number[]): number {
  return shares.reduce((sum, share, at) => sum + share * (values[at] ?? Number.NaN), 0);
}

test("the mean of the worst share is that of a sample in which each family stands as often as it weighs", () => {
  fc.assert(
    fc.property(losses, counts, level, (values, parts, at) => {
      const sample = values.flatMap((value, family) => Array.from({ length: parts[family] ?? 0 }, () => value));
      const shares = riskShares(values, weightsOf(parts), { kind: "cvar", level: at });
      expect(sumOf(shares, values)).toBeCloseTo(conditionalValueAtRisk(sample, at), 9); // sums of 20 numbers below 10
      expect(
        sumOf(
          shares,
          values.map(() => 1),
        ),
      ).toBeCloseTo(1, 12);
    }),
  );
});

test("it goes from the mean at level 0 to the worst family, which of two equal ones is the first", () => {
  const weights = weightsOf([1, 2, 1]);
  expect(riskShares([3, 1, 2], weights, { kind: "mean" })).toEqual([0.25, 0.5, 0.25]);
  expect(riskShares([3, 1, 2], weights, { kind: "cvar", level: 0 })).toEqual([0.25, 0.5, 0.25]);
  expect(riskShares([3, 1, 2], weights, { kind: "cvar", level: 0.75 })).toEqual([1, 0, 0]);
  expect(riskShares([1, 3, 3], weights, { kind: "worst" })).toEqual([0, 1, 0]);
});

test("no candidate's aggregate is below what another's shares give it: what a race over families relies on", () => {
  const aggregate: fc.Arbitrary<Aggregate> = fc.oneof(
    fc.constantFrom({ kind: "mean" as const }, { kind: "worst" as const }),
    level.map((at) => ({ kind: "cvar" as const, level: at })),
  );
  fc.assert(
    fc.property(losses, losses, counts, aggregate, (own, other, parts, kind) => {
      const weights = weightsOf(parts);
      const value = sumOf(riskShares(own, weights, kind), own);
      expect(sumOf(riskShares(other, weights, kind), own)).toBeLessThanOrEqual(value + 1e-12); // rounding of sums
    }),
  );
});
