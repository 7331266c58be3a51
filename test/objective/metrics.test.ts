// Metrics of made-up outcomes against hand arithmetic, and their standard errors against repeated samples.
import { describe, expect, test } from "vitest";
import { findNonFinite } from "../../src/objective/finite.ts";
import { measureAll } from "../../src/objective/measures.ts";
import { metricNamed, metricNames, metrics } from "../../src/objective/metrics.ts";
import { outcomeNames } from "../../src/simulate/outcome.ts";
import { normals, outcomesFrom, standardDeviation } from "./outcomes-from.ts";

describe("the metric table", () => {
  test("names are unique, every metric says what it means, and the default measures all of them in order", () => {
    expect(new Set(metricNames).size).toBe(metrics.length);
    for (const metric of metrics) expect(metric.meaning.length).toBeGreaterThan(10);
    const outcomes = outcomesFrom({ maxDrawdown: [0.1, 0.2] });
    expect(Object.keys(measureAll(outcomes))).toEqual(metricNames);
    expect(() => metricNamed("sharpe")).toThrow(/no metric is called sharpe/);
  });

  test("every measure of outcomes that are all 0 is finite", () => {
    for (const measure of Object.values(measureAll(outcomesFrom({ maxDrawdown: [0, 0, 0, 0] })))) {
      for (const number of Object.values(measure)) expect(Number.isFinite(number)).toBe(true);
    }
  });
});

describe("single metrics", () => {
  test("a mean carries Gosset's interval", () => {
    const found = metricNamed("excessDrawdown").evaluate(outcomesFrom({ excessDrawdown: [1, 2, 3, 4] }));
    expect(found.value).toBe(2.5);
    expect(found.standardError).toBeCloseTo(0.6454972243679028, 14);
    expect(found.high - 2.5).toBeCloseTo(3.182446305284263 * 0.6454972243679028, 12);
  });

  test("no insolvency in 300 paths still leaves a chance of 1.2 %", () => {
    const found = metricNamed("insolvency").evaluate(outcomesFrom({ insolvent: new Array<number>(300).fill(0) }));
    expect(found.value).toBe(0);
    expect(found.low).toBe(0);
    expect(found.high).toBeCloseTo(1 - 0.025 ** (1 / 300), 14);
    expect(found.standardError).toBe(0);
  });

  test("three hard insolvencies in 100 paths have the printed Clopper–Pearson interval", () => {
    const insolventHard = Array.from({ length: 100 }, (_, i) => (i < 3 ? 1 : 0));
    const found = metricNamed("insolvencyHard").evaluate(outcomesFrom({ insolventHard }));
    expect(found.value).toBe(0.03);
    expect(found.low).toBeCloseTo(0.00622997, 8);
    expect(found.high).toBeCloseTo(0.08517605, 8);
  });

  test("the tail of bad debt is the mean of the worst paths", () => {
    const badDebtUsd = Array.from({ length: 200 }, (_, i) => (i >= 190 ? i : 0));
    const measures = measureAll(outcomesFrom({ badDebtUsd }), ["badDebt", "badDebtTail95", "badDebtTail99"]);
    expect(measures.badDebt?.value).toBeCloseTo((194.5 * 10) / 200, 12);
    expect(measures.badDebtTail95?.value).toBeCloseTo(194.5, 10);
    expect(measures.badDebtTail99?.value).toBeCloseTo(198.5, 10);
  });

  test("the drawdown quantile of 500 paths lies between two of them", () => {
    const maxDrawdown = Array.from({ length: 500 }, (_, i) => (i + 1) / 1000);
    const found = metricNamed("drawdownQuantile99").evaluate(outcomesFrom({ maxDrawdown }));
    expect(found.value).toBe(0.495);
    expect(maxDrawdown).toContain(found.low);
    expect(found.high).toBe(0.5);
  });

  test("the endogenous share is one minus the ratio of mean variations", () => {
    const outcomes = outcomesFrom({ variationMark: [1, 3], variationExogenous: [1, 1] });
    expect(metricNamed("endogeneityShare").evaluate(outcomes).value).toBe(0.5);
    const still = outcomesFrom({ variationMark: [0, 0], variationExogenous: [0, 0] });
    expect(metricNamed("endogeneityShare").evaluate(still)).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
  });
});

describe("standard errors", () => {
  test.each(["excessDrawdown", "endogeneityShare", "drawdownTail99", "drawdownQuantile99"])(
    "that of %s is the spread over 150 independent samples of 2000 paths",
    (name) => {
      const [repeats, paths] = [150, 2000];
      const values: number[] = [];
      let reported = 0;
      for (let r = 0; r < repeats; r++) {
        const shocks = normals(r, paths);
        const own = normals(10_000 + r, paths);
        const measure = metricNamed(name).evaluate(
          outcomesFrom({
            excessDrawdown: shocks,
            maxDrawdown: shocks.map((z) => 0.1 * Math.exp(0.3 * z)),
            variationExogenous: shocks.map((z) => Math.exp(0.4 * z)),
            variationMark: shocks.map((z, i) => Math.exp(0.4 * z) + 0.2 * (own[i] ?? 0) ** 2),
          }),
        );
        values.push(measure.value);
        reported += measure.standardError / repeats;
      }
      // The spread of 150 samples is known to 6 %; the slope of a quantile and a 1 % tail to about 20 %.
      expect(Math.abs(reported / standardDeviation(values) - 1)).toBeLessThan(name.startsWith("drawdown") ? 0.3 : 0.2);
    },
  );
});

describe("outcomes that are not finite", () => {
  test("the first one is named by path and outcome", () => {
    const outcomes = outcomesFrom({ badDebtUsd: [0, 1, 2] });
    expect(findNonFinite(outcomes)).toBeNull();
    outcomes.values[2 * outcomeNames.length + outcomeNames.indexOf("lpReturn")] = Number.NaN;
    outcomes.values[1 * outcomeNames.length + outcomeNames.indexOf("finalMark")] = Infinity;
    expect(findNonFinite(outcomes)).toEqual({ path: 1, name: "finalMark", value: Infinity });
  });
});
