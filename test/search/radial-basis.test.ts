// The surface goes through its points, is exact for what it contains, and stands degenerate data.
import { expect, test } from "vitest";
import { fitSurface } from "../../src/search/radial-basis.ts";
import { numberStream } from "./landscape.ts";

const next = numberStream(8);
const points = Array.from({ length: 40 }, () => Float64Array.from({ length: 3 }, next));
const fresh = Array.from({ length: 20 }, () => Float64Array.from({ length: 3 }, next));
const linear = (x: Float64Array) => 2 - 3 * (x[0] ?? 0) + 5 * (x[2] ?? 0);
const smooth = (x: Float64Array) => Math.exp(-x.reduce((sum, v) => sum + (v - 0.4) ** 2, 0));

test("a linear quantity is met everywhere, a smooth one at the points and closely between them", () => {
  const surface = fitSurface(
    points,
    points.map((x) => [linear(x), smooth(x)]),
  );
  for (const x of points) expect(surface(x)[1]).toBeCloseTo(smooth(x), 6); // the ridge lets it miss by about 1e-8
  for (const x of fresh) {
    expect(surface(x)[0]).toBeCloseTo(linear(x), 10);
    expect(Math.abs((surface(x)[1] ?? 0) - smooth(x))).toBeLessThan(0.05); // seen: below 0.03, range 0.5
  }
});

test("a coordinate that never varies has no slope and does no harm", () => {
  const flat = points.map((x) => Float64Array.of(x[0] ?? 0, 0.7, x[2] ?? 0));
  const surface = fitSurface(
    flat,
    flat.map((x) => [linear(x)]),
  );
  for (const x of flat) expect(surface(x)[0]).toBeCloseTo(linear(x), 8);
});

test("points that nearly coincide with different values are smoothed over", () => {
  const doubled = points.flatMap((x) => [x, x.map((v) => v + 1e-9)]);
  const surface = fitSurface(
    doubled,
    doubled.map((x, k) => [linear(x) + (k % 2 === 0 ? 0.01 : -0.01)]),
  );
  for (const x of fresh) expect(Math.abs((surface(x)[0] ?? 0) - linear(x))).toBeLessThan(0.1);
});
