// Pseudo-random binary sequences.
import { expect, test } from "vitest";
import { pseudoRandomBinary } from "../../../src/control/identification/excitation.ts";

const registers = Array.from({ length: 15 }, (_, k) => k + 2);

test.each(registers)("a register of %i stages runs through its full period, with one more +1 than -1", (stages) => {
  const period = 2 ** stages - 1;
  const sequence = pseudoRandomBinary(stages, 1, 0, period + stages - 1);
  const windows = new Set(Array.from({ length: period }, (_, k) => sequence.subarray(k, k + stages).join()));
  expect(windows.size).toBe(period); // every window of `stages` values but all -1 occurs once
  expect(sequence.subarray(0, period).reduce((sum, x) => sum + x, 0)).toBe(1);
});

test("the circular autocorrelation has two values: the period, and -1", () => {
  const period = 2 ** 8 - 1;
  const sequence = pseudoRandomBinary(8, 1, 3, period);
  const correlations = Array.from({ length: period }, (_, shift) =>
    sequence.reduce((sum, x, t) => sum + x * (sequence[(t + shift) % period] ?? 0), 0),
  );
  expect(correlations[0]).toBe(period);
  expect(new Set(correlations.slice(1))).toEqual(new Set([-1]));
});

test("each value is held, the sequence repeats, and a phase shifts it", () => {
  const plain = pseudoRandomBinary(5, 1, 0, 70);
  const held = pseudoRandomBinary(5, 3, 0, 210);
  expect([...held]).toEqual([...plain].flatMap((x) => [x, x, x]));
  expect([...plain.subarray(31, 62)]).toEqual([...plain.subarray(0, 31)]);
  expect([...pseudoRandomBinary(5, 1, 10, 40)]).toEqual([...plain.subarray(10, 50)]);
  expect([...pseudoRandomBinary(5, 4, 0, 6)]).toEqual(
    [...plain]
      .slice(0, 2)
      .flatMap((x) => [x, x, x, x])
      .slice(0, 6),
  );
});

test("numbers out of range are refused by name, all at once", () => {
  expect(() => pseudoRandomBinary(17, 0, 0, 10)).toThrow(
    /2 problems[\s\S]*hold: found 0; expected a whole number from 1[\s\S]*stages: found 17; expected a whole number from 2 to 16/,
  );
});
