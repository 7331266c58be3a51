// Crossover and mutation: in the cube, about the parents, with the spread that the indices say.
import fc from "fast-check";
import { expect, test } from "vitest";
import { drawsPerPair, twoChildren } from "../../src/search/genetic-variation.ts";
import { drawsPerPoint, variedPoint } from "../../src/search/mixed-variation.ts";
import { numberStream } from "./landscape.ts";

const RATES = { crossover: { probability: 1, index: 15 }, mutation: { probability: 0, index: 20 } };
const next = numberStream(31);

function draws(count: number): Float64Array {
  return Float64Array.from({ length: count }, next);
}

const unit = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1));
const point = fc.array(unit, { minLength: 3, maxLength: 3 }).map((v) => Float64Array.from(v));

test("children of any parents lie in the cube", () => {
  const rates = { crossover: { probability: 0.9, index: 2 }, mutation: { probability: 1, index: 2 } };
  fc.assert(
    fc.property(point, point, fc.array(point, { maxLength: 5 }), (a, b, neighbours) => {
      const uniforms = draws(drawsPerPoint(3));
      const children = twoChildren(a, b, rates, uniforms.subarray(0, drawsPerPair(3)));
      const varied = variedPoint({ point: a, neighbours }, [a, b, ...neighbours], uniforms);
      for (const child of [...children, varied]) {
        expect(child).toHaveLength(3);
        expect(child.every((v) => v >= 0 && v <= 1)).toBe(true);
      }
    }),
    { seed: 6, numRuns: 300 },
  );
});

test("parents are not changed, and without crossover and mutation children are the parents", () => {
  const [a, b] = [Float64Array.of(0.2, 0.4), Float64Array.of(0.7, 0.1)];
  const still = { crossover: { probability: 0, index: 15 }, mutation: { probability: 0, index: 20 } };
  expect(twoChildren(a, b, still, draws(drawsPerPair(2)))).toEqual([a, b]);
  twoChildren(a, b, { ...RATES, mutation: { probability: 1, index: 20 } }, draws(drawsPerPair(2)));
  expect([...a, ...b]).toEqual([0.2, 0.4, 0.7, 0.1]);
});

test("far from the bounds crossed children keep the parents' mean, and half lie between the parents", () => {
  const [a, b] = [Float64Array.of(0.49), Float64Array.of(0.51)];
  let crossed = 0;
  let between = 0;
  for (let k = 0; k < 4000; k++) {
    const [[first = 0], [second = 0]] = twoChildren(a, b, RATES, draws(drawsPerPair(1)));
    expect(first + second).toBeCloseTo(1, 12);
    if (Math.abs(first - 0.49) < 1e-15 || Math.abs(first - 0.51) < 1e-15) continue;
    crossed += 1;
    if (Math.abs(first - second) < 0.02) between += 1;
  }
  expect(Math.abs(crossed / 4000 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 4000)); // a coin for each variable
  expect(Math.abs(between / crossed - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / crossed)); // spread factor below 1
});

test("a mutation steps less than d with the probability of its polynomial", () => {
  const rates = { crossover: { probability: 0, index: 15 }, mutation: { probability: 1, index: 20 } };
  const middle = Float64Array.of(0.5, 0.5); // two variables: each is mutated with probability 1/2
  const steps: number[] = [];
  for (let k = 0; k < 4000; k++) {
    for (const child of twoChildren(middle, middle, rates, draws(drawsPerPair(2)))) {
      for (const v of child) if (v !== 0.5) steps.push(Math.abs(v - 0.5));
    }
  }
  expect(Math.abs(steps.length / 16000 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 16000));
  // P(|step| <= d) = 1 - ((1 - d)^21 - 2^-21) / (1 - 2^-21)
  const d = 0.03;
  const expected = 1 - ((1 - d) ** 21 - 2 ** -21) / (1 - 2 ** -21);
  const share = steps.filter((step) => step <= d).length / steps.length;
  expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / steps.length));
});
