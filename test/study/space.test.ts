// The unit cube and the parameter ranges are two views of one thing.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Parameter, Scale } from "../../src/numeric/parameter.ts";
import { decode, encode, kindsOf, todaysValues, vectorFor } from "../../src/study/space.ts";
import type { TunedParameter } from "../../src/study/spec.ts";

const row = (name: string, integer = false): Parameter => ({
  name,
  unit: "",
  min: -1e9,
  max: 1e9,
  initial: 1,
  scale: "linear",
  meaning: "",
  ...(integer ? { integer: true as const } : {}),
});
const tuned = (scale: Scale, from: number, to: number, integer = false): TunedParameter => ({
  parameter: row("a", integer),
  from,
  to,
  scale,
  today: from,
});

const ranges = fc
  .record({
    scale: fc.constantFrom<Scale>("linear", "log", "log1p"),
    from: fc.double({ min: 1e-6, max: 10, noNaN: true }),
    factor: fc.double({ min: 1.5, max: 1e6, noNaN: true }),
  })
  .map(({ scale, from, factor }) => tuned(scale, from, from * factor));

test("a point decoded and encoded again is the same point", () => {
  fc.assert(
    fc.property(ranges, fc.double({ min: 0, max: 1, noNaN: true }), (range, u) => {
      const [back = -1] = encode([range], decode([range], [u]));
      expect(Math.abs(back - u)).toBeLessThan(1e-9); // a narrow linear range loses digits to its offset
    }),
  );
});

test("the faces of the cube are the bounds themselves, to the last bit", () => {
  fc.assert(
    fc.property(ranges, (range) => {
      expect(decode([range], [0])[0]).toBe(range.from);
      expect(decode([range], [1])[0]).toBe(range.to);
    }),
  );
});

test("every decoded value lies within its bounds and rises with the point", () => {
  fc.assert(
    fc.property(
      ranges,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (range, a, b) => {
        const [low = 0] = decode([range], [Math.min(a, b)]);
        const [high = 0] = decode([range], [Math.max(a, b)]);
        expect(low).toBeGreaterThanOrEqual(range.from);
        expect(high).toBeLessThanOrEqual(range.to);
        expect(low).toBeLessThanOrEqual(high);
      },
    ),
  );
});

test("the middle of a log range is the geometric mean", () => {
  expect(decode([tuned("log", 0.01, 100)], [0.5])[0]).toBeCloseTo(1, 14);
});

test("log1p reaches zero and spends half of the cube below a thirtieth of the range", () => {
  const range = tuned("log1p", 0, 1);
  expect(decode([range], [0])[0]).toBe(0);
  expect(decode([range], [0.5])[0]).toBeCloseTo(0.001 * (Math.sqrt(1001) - 1), 14); // closed form of the definition
});

test("a count is rounded to the nearest whole number inside its range", () => {
  const range = tuned("linear", 0.5, 3.5, true);
  expect([0, 0.2, 0.5, 0.9, 1].map((u) => decode([range], [u])[0])).toEqual([1, 1, 2, 3, 3]);
});

test("today's value outside the searched range lands on a face but is used as it is", () => {
  const range = { ...tuned("log", 0.01, 1), today: 5 };
  expect(encode([range], [5])[0]).toBe(1);
  expect(todaysValues([range])[0]).toBe(5);
});

test("the vector holds defaults, the study's values and the tuned values, in the order of the table", () => {
  const table = [row("x"), row("a"), row("b")];
  expect([...vectorFor(table, { b: 7 }, [tuned("linear", 0, 1)], [0.25])]).toEqual([1, 0.25, 7]);
});

test("counts on a linear scale stand in the middle of equal cells, as the search is told", () => {
  const range = tuned("linear", 2.5, 6.2, true);
  expect(kindsOf([range, tuned("log", 1, 9, true), tuned("linear", 0, 1)])).toEqual([
    { kind: "integer", levels: 4 },
    { kind: "continuous" },
    { kind: "continuous" },
  ]);
  for (const [at, value] of [3, 4, 5, 6].entries()) {
    expect(encode([range], [value])[0]).toBe((at + 0.5) / 4);
    for (const inside of [at / 4, (at + 0.99) / 4]) expect(decode([range], [inside])[0]).toBe(value);
  }
});
