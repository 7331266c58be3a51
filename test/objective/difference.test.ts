// Paired differences against direct arithmetic, and their standard errors against repeated samples.
import { describe, expect, test } from "vitest";
import { pairedDifferences } from "../../src/objective/difference.ts";
import { measureAll } from "../../src/objective/measures.ts";
import { metricNames } from "../../src/objective/metrics.ts";
import { normals, outcomesFrom, standardDeviation } from "./outcomes-from.ts";

describe("paired differences", () => {
  test("of a mean are the mean of the differences path by path", () => {
    const candidate = outcomesFrom({ peakGap: [0.2, 0.5, 0.9] });
    const baseline = outcomesFrom({ peakGap: [0.1, 0.3, 0.6] });
    const { gapPeak } = pairedDifferences(candidate, baseline, ["gapPeak"]);
    expect(gapPeak?.value).toBeCloseTo(0.2, 14);
    expect(gapPeak?.standardError).toBeCloseTo(0.1 / Math.sqrt(3), 14); // differences 0.1, 0.2, 0.3
  });

  test("of a probability are those of the indicators: only discordant paths add to the error", () => {
    const candidate = outcomesFrom({ insolvent: [1, 0, 0, 1, 0, 0, 0, 0] });
    const baseline = outcomesFrom({ insolvent: [1, 1, 0, 1, 1, 0, 0, 0] });
    const { insolvency } = pairedDifferences(candidate, baseline, ["insolvency"]);
    expect(insolvency?.value).toBeCloseTo(-0.25, 14);
    expect(insolvency?.standardError).toBeCloseTo(standardDeviation([0, -1, 0, 0, -1, 0, 0, 0]) / Math.sqrt(8), 14);
  });

  test("a candidate equal to the baseline differs by exactly nothing in every metric", () => {
    const outcomes = outcomesFrom({
      maxDrawdown: normals(1, 50).map((z) => 0.1 * Math.exp(z / 4)),
      badDebtUsd: normals(2, 50).map((z) => Math.max(0, z)),
    });
    const differences = pairedDifferences(outcomes, outcomes);
    expect(Object.keys(differences)).toEqual(metricNames);
    for (const measure of Object.values(differences)) {
      expect(measure).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
    }
  });

  test("every value is the difference of the two measures", () => {
    const columns = (stream: number) => {
      const z = normals(stream, 400);
      return outcomesFrom({
        maxDrawdown: z.map((x) => 0.1 * Math.exp(x / 4)),
        variationMark: z.map((x) => 2 + x * x),
        variationExogenous: z.map((x) => 1 + x * x),
      });
    };
    const [candidate, baseline] = [columns(3), columns(4)];
    const [after, before] = [measureAll(candidate), measureAll(baseline)];
    for (const [name, { value }] of Object.entries(pairedDifferences(candidate, baseline))) {
      expect(value).toBeCloseTo((after[name]?.value ?? Number.NaN) - (before[name]?.value ?? Number.NaN), 13);
    }
  });

  test.each(["maxDrawdown", "drawdownTail99", "drawdownQuantile99"])(
    "on common paths the error of %s is the spread over repeated samples, well below that of independent ones",
    (name) => {
      const [repeats, paths] = [150, 2000];
      const values: number[] = [];
      let [paired, apart] = [0, 0];
      for (let r = 0; r < repeats; r++) {
        const common = normals(r, paths);
        const own = normals(10_000 + r, paths);
        const baseline = outcomesFrom({ maxDrawdown: common.map((z) => 0.1 * Math.exp(0.3 * z)) });
        const candidate = outcomesFrom({
          maxDrawdown: common.map((z, i) => 0.09 * Math.exp(0.3 * z + 0.02 * (own[i] ?? 0))),
        });
        const difference = pairedDifferences(candidate, baseline, [name])[name];
        values.push(difference?.value ?? Number.NaN);
        paired += (difference?.standardError ?? Number.NaN) / repeats;
        const errors = [candidate, baseline].map((o) => measureAll(o, [name])[name]?.standardError ?? Number.NaN);
        apart += Math.hypot(...errors) / repeats;
      }
      // The spread of 150 samples is known to 6 %. A quantile's influence is a step, so pairing it sees every path
      // that lies between the two quantiles: the error stays on the safe side.
      const ratio = paired / standardDeviation(values);
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(name === "drawdownQuantile99" ? 1.6 : 1.3);
      expect(paired).toBeLessThan(0.6 * apart);
    },
  );

  test("different numbers of paths are refused", () => {
    expect(() => pairedDifferences(outcomesFrom({ opens: [1, 2] }), outcomesFrom({ opens: [1] }))).toThrow(
      /same paths/,
    );
  });
});
