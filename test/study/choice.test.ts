// One set chosen from a front, by every rule: four sets whose answers can be read off by eye.
import { expect, test } from "vitest";
import { type Choice, chosenFrom } from "../../src/study/choice.ts";

const front = [
  { loss: 5, objectives: [0.2, 3] },
  { loss: 4, objectives: [0.5, 0.7] },
  { loss: 1, objectives: [0.9, 0.85] },
  { loss: 3, objectives: [3, 0.1] },
];

test.each<[Choice, number]>([
  ["loss", 2],
  ["knee", 1],
  ["reference-point", 1],
  ["minimax-regret", 1],
])("by %s set %i is chosen", (rule, index) => {
  expect(chosenFrom(front, rule)).toBe(index);
});

test("lexicographic: a goal that is met asks for no more, and of those that meet all the lowest loss is chosen", () => {
  expect(chosenFrom(front, "lexicographic")).toBe(2);
  const first = [
    { loss: 1, objectives: [1.5, 0.1] },
    { loss: 2, objectives: [1.2, 5] },
  ];
  expect(chosenFrom(first, "lexicographic")).toBe(1);
});

test("a front of one set leaves no choice", () => {
  for (const rule of ["loss", "knee", "reference-point", "lexicographic", "minimax-regret"] as const) {
    expect(chosenFrom([{ loss: 1, objectives: [2, 3, 4] }], rule)).toBe(0);
  }
});
