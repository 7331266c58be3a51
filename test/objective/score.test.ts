// The scalar loss and the constraint violation against hand arithmetic.
import { describe, expect, test } from "vitest";
import type { Measure } from "../../src/objective/measure.ts";
import { metricNamed } from "../../src/objective/metrics.ts";
import { score } from "../../src/objective/score.ts";
import { outcomesFrom } from "./outcomes-from.ts";

const exactly = (value: number): Measure => ({ value, standardError: 0, low: value, high: value });
const none = { losses: [], constraints: [] };

describe("scalar loss", () => {
  test("is the weighted sum over scales, with the sign turned where more is better", () => {
    const measures = { excessDrawdown: exactly(0.03), capitalEfficiency: exactly(20) };
    const losses = [
      { metric: "excessDrawdown", weight: 2, scale: 0.1 },
      { metric: "capitalEfficiency", weight: 0.5, scale: 10 },
    ];
    const { loss, violation, terms } = score(measures, { ...none, losses }, null);
    expect(loss).toBeCloseTo(2 * 0.3 - 0.5 * 2, 14);
    expect(terms.map((term) => term.loss)).toEqual([expect.closeTo(0.6, 14), -1]);
    expect(violation).toBe(0);
  });

  test("scaled by the baseline, the baseline itself scores the signed sum of its weights", () => {
    const measures = { gapRms: exactly(0.004), lpReturn: exactly(-0.02) };
    const losses = [
      { metric: "gapRms", weight: 3, scale: "baseline" },
      { metric: "lpReturn", weight: 1, scale: "baseline" },
    ] as const;
    expect(score(measures, { ...none, losses }, null).loss).toBeCloseTo(3 + 1, 14); // a loss of 2 % counts against it
    const half = { gapRms: exactly(0.002), lpReturn: exactly(0.02) };
    expect(score(half, { ...none, losses }, measures).loss).toBeCloseTo(1.5 - 1, 14);
  });

  test("a baseline of 0 divides by 1", () => {
    const losses = [{ metric: "badDebt", weight: 1, scale: "baseline" }] as const;
    expect(score({ badDebt: exactly(7) }, { ...none, losses }, { badDebt: exactly(0) }).loss).toBe(7);
  });

  test("of power 2 it grows with the square, on either side of 0, and its slope is the derivative", () => {
    const losses = [{ metric: "traderBurden", weight: 3, scale: 0.5, power: 2 }] as const;
    const lossAt = (value: number) => score({ traderBurden: exactly(value) }, { ...none, losses }, null);
    expect(lossAt(1).loss).toBeCloseTo(12, 14);
    expect(lossAt(-1).loss).toBeCloseTo(-12, 14);
    const numeric = (lossAt(0.3 + 1e-6).loss - lossAt(0.3 - 1e-6).loss) / 2e-6;
    expect(lossAt(0.3).terms[0]?.slope).toBeCloseTo(numeric, 8);
  });

  test("a metric that was not measured or is not finite is refused by name", () => {
    const losses = [{ metric: "badDebt", weight: 1, scale: 1 }];
    expect(() => score({}, { ...none, losses }, null)).toThrow("badDebt was not measured");
    expect(() => score({ badDebt: exactly(Number.NaN) }, { ...none, losses }, null)).toThrow(/badDebt is NaN/);
  });
});

describe("goals", () => {
  test("are met at or below 1: distance beyond the limit in units of the limit, plus 1", () => {
    const goals = [
      { metric: "excessDrawdown", atMost: 0.02 },
      { metric: "capitalEfficiency", atLeast: 10 },
      { metric: "badDebt", atMost: 0 },
    ];
    const measures = { excessDrawdown: exactly(0.03), capitalEfficiency: exactly(20), badDebt: exactly(0) };
    expect(score(measures, { ...none, goals }, null).objectives).toEqual([expect.closeTo(1.5, 14), 0, 1]);
  });

  test("on a chance are judged on the worse end of its interval", () => {
    const insolvency = { value: 0, standardError: 0, low: 0, high: 0.03 };
    const goals = [{ metric: "insolvency", atMost: 0.02 }];
    expect(score({ insolvency }, { ...none, goals }, null).objectives[0]).toBeCloseTo(1.5, 14);
  });
});

describe("constraint violation", () => {
  test("is the overshoot in units of the limit, summed; a met limit adds nothing", () => {
    const measures = { drawdownQuantile99: exactly(0.3), minInsurance: exactly(50), lpReturn: exactly(-0.01) };
    const constraints = [
      { metric: "drawdownQuantile99", atMost: 0.2 },
      { metric: "minInsurance", atLeast: 200 },
      { metric: "lpReturn", atLeast: 0 },
      { metric: "drawdownQuantile99", atMost: 0.4, atLeast: 0.1 },
    ];
    const { violation, limits } = score(measures, { ...none, constraints }, null);
    expect(violation).toBeCloseTo(0.5 + 0.75 + 0.01, 14);
    expect(limits.map((limit) => limit.side)).toEqual(["atMost", "atLeast", "atLeast", "atMost", "atLeast"]);
  });

  test.each([
    [367, false],
    [368, true],
  ])("with no insolvency in %d paths a limit of 1 %% is met: %s", (paths, met) => {
    const insolvency = metricNamed("insolvency").evaluate(
      outcomesFrom({ insolvent: new Array<number>(paths).fill(0) }),
    );
    const constraints = [{ metric: "insolvency", atMost: 0.01 }];
    expect(score({ insolvency }, { ...none, constraints }, null).violation === 0).toBe(met);
  });
});
