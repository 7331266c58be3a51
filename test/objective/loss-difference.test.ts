// The bound behind a race: a candidate that is no worse is seldom taken for a worse one, however the paths look.
import { expect, test } from "vitest";
import { pairedDifferences } from "../../src/objective/difference.ts";
import { lossDifference, lowerBound, sharedDifference } from "../../src/objective/loss-difference.ts";
import { firstPaths } from "../../src/simulate/outcome.ts";
import { normals, outcomesFrom } from "./outcomes-from.ts";

const terms = [
  { metric: "maxDrawdown", weight: 2, scale: 1 },
  { metric: "lpReturn", weight: 1, scale: 2 },
];

test("the difference of one loss with two terms is that of the paths' losses", () => {
  const columns = [0, 2].map((stream) => ({ maxDrawdown: normals(stream, 64), lpReturn: normals(stream + 1, 64) }));
  const [candidate, reference] = columns.map((column) => outcomesFrom(column));
  if (candidate === undefined || reference === undefined) throw new Error("two sets of outcomes were made");
  // One column that holds the loss of each path: the mean of it is the loss, and its paired error the error.
  const losses = columns.map(({ maxDrawdown, lpReturn }) =>
    outcomesFrom({ maxDrawdown: maxDrawdown.map((x, path) => 2 * x - 0.5 * (lpReturn[path] ?? 0)) }),
  );
  const [own = candidate, other = reference] = losses;
  const paired = pairedDifferences(own, other, ["maxDrawdown"]).maxDrawdown;
  const { value, standardError } = lossDifference(candidate, reference, terms, null);
  expect(value).toBeCloseTo(paired?.value ?? 0, 14);
  expect(standardError).toBeCloseTo(paired?.standardError ?? 0, 14);
});

test("independent families add their errors as squares", () => {
  const families = [
    { value: 1, standardError: 3 },
    { value: 3, standardError: 4 },
  ];
  expect(sharedDifference(families, [0.5, 0.5])).toEqual({ value: 2, standardError: 2.5 });
});

/**
 * Share of 2000 candidates that one of two rungs takes for worse than an incumbent on 128 paths, at an equal part of
 * the risk each. @param make bad debt of a candidate on the first 64 paths
 */
function dropped(make: (run: number) => readonly number[], incumbent: readonly number[], risk: number): number {
  const rungs = [16, 64];
  const reference = outcomesFrom({ badDebtUsd: incumbent });
  const lost = Array.from({ length: 2000 }, (_, run) => {
    const candidate = outcomesFrom({ badDebtUsd: make(run) });
    return rungs.some((paths) => {
      const losses = [{ metric: "badDebt", weight: 1, scale: 1 }];
      const difference = lossDifference(firstPaths(candidate, paths), reference, losses, null);
      return lowerBound(difference, paths, risk / rungs.length) > 0;
    });
  });
  return lost.filter((yes) => yes).length / lost.length;
}

test("of 2000 equal candidates no larger share is dropped than the risk, and not a much smaller one", () => {
  const incumbent = normals(7, 128);
  const equal = (run: number) => normals(100 + run, 64).map((x, path) => (incumbent[path] ?? 0) + 0.3 * x);
  for (const risk of [0.01, 0.1]) {
    const share = dropped(equal, incumbent, risk);
    expect(share).toBeLessThanOrEqual(risk);
    expect(share).toBeGreaterThan(risk / 4); // a bound that drops nothing would save nothing
  }
});

test("a candidate that pays for the end of rare losses is not dropped before they could be seen", () => {
  // The incumbent loses 100 on 2 of 128 paths, none of them among the first 64; candidates lose as much, evenly.
  const incumbent = normals(8, 128).map((x, path) => 0.1 * x + (path === 90 || path === 120 ? 100 : 0));
  const equal = (run: number) => normals(5000 + run, 64).map((x) => (2 * 100) / 128 + 0.1 * x);
  expect(dropped(equal, incumbent, 0.05)).toBeLessThanOrEqual(0.05);
});

test("paths that all say the same are no proof", () => {
  expect(lowerBound({ value: 1, standardError: 0 }, 64, 0.01)).toBe(-Infinity);
});
