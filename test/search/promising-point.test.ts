// The slope of the merit against differences, with a choice whose options are inputs of their own.
import { expect, test } from "vitest";
import { localModel } from "../../src/search/gaussian/local-model.ts";
import { meritAt, meritSlope } from "../../src/search/promising-point.ts";
import { numberStream } from "./landscape.ts";

const kinds = [{ kind: "choice", levels: 3 }, { kind: "continuous" }, { kind: "continuous" }] as const;
const next = numberStream(7);
const members = Array.from({ length: 24 }, (_, k) => {
  const point = Float64Array.of(((k % 3) + 0.5) / 3, next(), next());
  const [a = 0, b = 0, c = 0] = point;
  const limit = b - 0.7;
  const loss = (b - 0.3) ** 2 + 0.5 * (c - 0.6) ** 2 + 0.1 * a;
  return {
    point,
    evaluation: { loss, violation: Math.max(0, limit), objectives: [loss], constraints: [limit], noise: 0.03 },
  };
});

test.each([
  [0.4, 0.5],
  [0.68, 0.2],
])("at (%d, %d) the slope along the continuous coordinates is that of differences", (b, c) => {
  const point = Float64Array.of(0.5, b, c);
  const { inputs, loss, limits } = localModel(members, point, kinds, 24, new Map());
  if (loss === null) throw new Error("no model");
  for (const aim of [
    { inputs, loss: { process: loss, best: -0.5 }, limits },
    { inputs, loss: null, limits },
  ]) {
    const gradient = new Float64Array(3);
    expect(meritSlope(aim, point, gradient)).toBeCloseTo(meritAt(aim, point), 9);
    for (const i of [1, 2]) {
      const [up, down] = [1e-5, -1e-5].map((step) =>
        meritAt(
          aim,
          point.map((v, k) => (k === i ? v + step : v)),
        ),
      );
      const difference = ((up ?? NaN) - (down ?? NaN)) / 2e-5;
      expect(Math.abs((gradient[i] ?? NaN) - difference)).toBeLessThan(1e-3 * (1 + Math.abs(difference)));
    }
  }
});
