// The learning rates of CMA-ES at the mirrors of the cube, behind which the loss is the same once more.
import { expect, test } from "vitest";
import { fullLearningRates, slowedStep } from "../../src/search/cma-learning-rate.ts";
import { startState, withAxes } from "../../src/search/cma-state.ts";
import { LOW } from "../../src/search/cube-mirror.ts";

/** Mean, step path and covariance path with the first coordinate seen through the lower mirror, and the covariance. */
const image = ([x = 0, y = 0]: Float64Array) => Float64Array.of(2 * LOW - x, y);
const turned = ([x = 0, y = 0]: Float64Array) => Float64Array.of(-x, y);
const turnedMatrix = ([a = 0, b = 0, c = 0, d = 0]: Float64Array) => Float64Array.of(a, -b, -c, d);

test("a step that crosses a mirror is the image of the step that its mirror image takes", () => {
  const start = startState(Float64Array.of(0.02, 0.5), 0.1);
  const before = { ...start, opening: false, ...withAxes(Float64Array.of(1, 0.6, 0.6, 1.2), 2) };
  const after = {
    ...before,
    mean: Float64Array.of(-0.06, 0.53), // half the way is beyond the mirror
    covariance: Float64Array.of(1.3, 0.9, 0.9, 1.1),
    stepPath: Float64Array.of(-0.7, 0.2),
    covariancePath: Float64Array.of(-0.5, 0.3),
  };
  const full = fullLearningRates(2);
  const rates = {
    mean: { ...full.mean, rate: 0.5, average: Float64Array.of(0.3, -0.2), power: 0.4 },
    covariance: { ...full.covariance, rate: 0.6, average: Float64Array.of(0.1, 0.2, 0.2, -0.3), power: 0.5 },
  };
  const own = slowedStep(before, after, rates);
  const seen = slowedStep(
    { ...before, mean: image(before.mean), ...withAxes(turnedMatrix(before.covariance), 2) },
    {
      ...after,
      mean: image(after.mean),
      covariance: turnedMatrix(after.covariance),
      stepPath: turned(after.stepPath),
      covariancePath: turned(after.covariancePath),
    },
    {
      mean: { ...rates.mean, average: turned(rates.mean.average) },
      covariance: { ...rates.covariance, average: turnedMatrix(rates.covariance.average) },
    },
  );
  const numbers = ({ state, rates: next }: typeof own) => [
    ...[state.step, next.mean.rate, next.covariance.rate, ...state.mean, ...state.covariance],
    ...[...state.stepPath, ...state.covariancePath, ...next.mean.average, ...next.covariance.average],
  ];
  expect(own.state.stepPath[0]).toBe(0.7); // it did cross
  for (const [k, value] of numbers(own).entries()) expect(numbers(seen)[k]).toBeCloseTo(value, 12); // rounding
});
