// Branch and bound on curves whose highest place is known.
import { expect, test } from "vitest";
import { highestPeak } from "../../../src/control/analysis/peak-search.ts";

test("of two peaks the higher is found however narrow it is", () => {
  const bell = (x: number, at: number, width: number): number => 1 / (1 + ((x - at) / width) ** 2);
  const value = (x: number): number => bell(x, 1, 0.5) + 0.9 * bell(x, 2.7, 1e-6);
  const most = (a: number, b: number, at: number, width: number): number =>
    bell(Math.min(Math.max(at, a), b), at, width);
  const above = (a: number, b: number): number => most(a, b, 1, 0.5) + 0.9 * most(a, b, 2.7, 1e-6);
  const { angle, value: highest } = highestPeak({ value, above }, [0, Math.PI]);
  expect(angle).toBeCloseTo(1, 6); // 1 beats 0.9 + 0.08
  expect(highest).toBeCloseTo(1, 9);
  const narrow = (x: number): number => value(x) + 0.2 * bell(x, 2.7, 1e-6);
  const higher = highestPeak({ value: narrow, above: (a, b) => above(a, b) + 0.2 * most(a, b, 2.7, 1e-6) }, [
    0,
    Math.PI,
  ]);
  expect(higher.angle).toBeCloseTo(2.7, 8);
});

test("a peak at rest is found in few looks: the search ends before it runs out of numbers above 0", () => {
  let looks = 0;
  const value = (x: number): number => {
    looks++;
    return 1 / (1 + x * x);
  };
  const { angle, value: highest } = highestPeak({ value, above: (a) => 1 / (1 + a * a) }, [0, Math.PI]);
  expect({ angle, highest }).toEqual({ angle: 0, highest: 1 });
  expect(looks).toBeLessThan(120); // 60 halvings at 0.69 a step are 87
});
