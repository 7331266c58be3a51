// The error of a loss and of a difference of losses against the jackknife, which knows nothing of slopes.
import { expect, test } from "vitest";
import { measureOf, pairedMeasure } from "../../src/objective/estimate.ts";
import { lossEstimate } from "../../src/objective/loss-estimate.ts";
import { measureAll } from "../../src/objective/measures.ts";
import { score } from "../../src/objective/score.ts";
import type { Outcomes } from "../../src/simulate/outcome.ts";
import { normals, outcomesFrom } from "./outcomes-from.ts";

const paths = 400;
const losses = [
  { metric: "excessDrawdown", weight: 2, scale: 0.05 },
  { metric: "capitalEfficiency", weight: 0.5, scale: "baseline" },
  { metric: "traderBurden", weight: 1, scale: 0.5, power: 2 },
] as const;

function world(stream: number, shift: number): (left: number | null) => Outcomes {
  const [fall, leverage, funding] = [normals(1, paths), normals(2, paths), normals(stream, paths)];
  return (left) => {
    const kept = (values: readonly number[]) => values.filter((_, path) => path !== left);
    return outcomesFrom({
      excessDrawdown: kept(fall.map((z) => 0.05 + shift + 0.01 * z)),
      meanMaxLeverage: kept(leverage.map((z) => 15 + 100 * shift + z)),
      fundingPaid: kept(funding.map((z) => 0.01 + 0.002 * z)),
    });
  };
}

function jackknife(statistic: (left: number | null) => number): number {
  const values = Array.from({ length: paths }, (_, path) => statistic(path));
  const mean = values.reduce((sum, x) => sum + x, 0) / paths;
  return Math.sqrt(((paths - 1) / paths) * values.reduce((sum, x) => sum + (x - mean) ** 2, 0));
}

const before = world(3, 0);
const after = world(4, 0.004);
const baseline = measureAll(before(null));
const lossOf = (outcomes: Outcomes): number => score(measureAll(outcomes), { losses, constraints: [] }, baseline).loss;

test("the loss is that of the score, its standard error that of the jackknife", () => {
  const estimate = lossEstimate(after(null), losses, baseline);
  expect(estimate.value).toBeCloseTo(lossOf(after(null)), 13);
  expect(measureOf(estimate).standardError / jackknife((left) => lossOf(after(left)))).toBeCloseTo(1, 2);
});

test("a difference on the same paths has the error of the paired jackknife, smaller than of either loss", () => {
  const [first, second] = [after, before].map((play) => lossEstimate(play(null), losses, baseline));
  if (first === undefined || second === undefined) throw new Error("two estimates");
  const paired = pairedMeasure(first, second);
  expect(paired.value).toBeCloseTo(lossOf(after(null)) - lossOf(before(null)), 13);
  const error = jackknife((left) => lossOf(after(left)) - lossOf(before(left)));
  expect(paired.standardError / error).toBeCloseTo(1, 2);
  expect(paired.standardError).toBeLessThan(measureOf(first).standardError);
});
