// Measures of independent scenario families as one measure.
import { expect, test } from "vitest";
import { metricNamed } from "../../src/objective/metrics.ts";
import { pooledMeasures } from "../../src/objective/pooled.ts";
import { normals, outcomesFrom } from "./outcomes-from.ts";

const families = [1, 2, 3].map((stream) => {
  const spread = outcomesFrom({ maxDrawdown: normals(stream, 400).map((x) => 0.4 + 0.01 * stream * x) });
  return { maxDrawdown: metricNamed("maxDrawdown").evaluate(spread) };
});

test("the weighted mean has the error of a sum of independent numbers, and an interval of as many errors", () => {
  const weights = [0.5, 0.25, 0.25];
  const pooled = pooledMeasures(families, weights).maxDrawdown;
  const sum = (term: (family: { value: number; standardError: number }, weight: number) => number): number =>
    families.reduce((total, { maxDrawdown }, at) => total + term(maxDrawdown, weights[at] ?? 0), 0);
  const error = Math.sqrt(sum(({ standardError }, weight) => (weight * standardError) ** 2));
  expect(pooled?.value).toBeCloseTo(
    sum(({ value }, weight) => weight * value),
    15,
  );
  expect(pooled?.standardError).toBeCloseTo(error, 15);
  expect((pooled?.high ?? 0) - (pooled?.value ?? 0)).toBeCloseTo(1.9659272 * error, 8); // Student, 399 degrees
});

test("each end has the distances of its own side, added as squares", () => {
  const lopsided = [
    { chance: { value: 1, standardError: 0, low: 0.4, high: 2.2 } },
    { chance: { value: 3, standardError: 0, low: 2.2, high: 4.6 } },
  ];
  const { value, low, high } = pooledMeasures(lopsided, [0.5, 0.5]).chance ?? {};
  expect(value).toBe(2);
  expect(low).toBeCloseTo(2 - 0.5, 14); // half of 0.6 and 0.8
  expect(high).toBeCloseTo(2 + 1, 14); // half of 1.2 and 1.6
});

test("the interval covers the weighted mean of two probabilities at least as often as it says", () => {
  const [first, second] = [0.03, 0.2];
  const truth = 0.5 * first + 0.5 * second;
  let covered = 0;
  for (let run = 0; run < 400; run++) {
    const measures = [first, second].map((chance, family) => {
      const events = normals(1000 + 2 * run + family, 60).map((x) => (x < quantile(chance) ? 1 : 0));
      return { insolvency: metricNamed("insolvency").evaluate(outcomesFrom({ insolvent: events })) };
    });
    const { low = 1, high = 0 } = pooledMeasures(measures, [0.5, 0.5]).insolvency ?? {};
    if (low <= truth && truth <= high) covered += 1;
  }
  expect(covered / 400).toBeGreaterThanOrEqual(0.95);
});

test("only what every family has measured is pooled", () => {
  expect(Object.keys(pooledMeasures([{ ...families[0] }, {}], [0.5, 0.5]))).toEqual([]);
});

/** Standard normal quantiles of the two chances. */
function quantile(chance: number): number {
  return chance === 0.03 ? -1.880793608151251 : -0.8416212335729143;
}
