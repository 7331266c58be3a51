// The slope of the reward against differences.
import { expect, test } from "vitest";
import { frontModel } from "../../src/search/gaussian/front-model.ts";
import { rewardAt, rewardSlope } from "../../src/search/rewarding-point.ts";
import { twoWells } from "./front-run.ts";
import { numberStream } from "./landscape.ts";

const next = numberStream(5);
const members = Array.from({ length: 15 }, () => {
  const point = Float64Array.of(next(), next());
  const limit = (point[0] ?? 0) - 0.8;
  return { point, evaluation: { ...twoWells([...point]), violation: Math.max(0, limit), constraints: [limit] } };
});

test.each([
  [0.45, 0.5],
  [0.75, 0.3],
])("at (%d, %d) the slope is that of differences", (a, b) => {
  const model = frontModel(members, 15, new Map());
  if (model === null) throw new Error("no model");
  const reward = { model, front: [model.scaled([0.8, 0.9])], reference: model.scaled([2, 2]), optimism: 0.7 };
  const point = Float64Array.of(a, b);
  const gradient = new Float64Array(2);
  expect(rewardSlope(reward, point, gradient)).toBeCloseTo(rewardAt(reward, point), 9);
  for (const i of [0, 1]) {
    const [up, down] = [1e-5, -1e-5].map((step) =>
      rewardAt(
        reward,
        point.map((v, k) => (k === i ? v + step : v)),
      ),
    );
    const difference = ((up ?? NaN) - (down ?? NaN)) / 2e-5;
    expect(Math.abs((gradient[i] ?? NaN) - difference)).toBeLessThan(1e-2 * (1 + Math.abs(difference)));
  }
});
