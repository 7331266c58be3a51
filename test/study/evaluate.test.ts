// Outcomes that are no numbers are named failures with the seed and the path to replay them.
import { expect, test } from "vitest";
import { outcomeNames } from "../../src/simulate/outcome.ts";
import { evaluate } from "../../src/study/evaluate.ts";

const width = outcomeNames.length;
const vector = new Float64Array(1);
const job = { vector, seed: 9, keepOutcomes: false };

test("a non-finite outcome names the output, the path and the seed", () => {
  const values = new Float64Array(3 * width);
  values[2 * width + outcomeNames.indexOf("badDebtUsd")] = Number.NaN;
  const result = evaluate({ run: () => ({ paths: 3, values }) }, job);
  expect(result).toEqual({
    ok: false,
    failure: { name: "non-finite-outcome", message: "badDebtUsd is NaN on path 2 of seed 9", seed: 9, path: 2 },
  });
});

test("whatever a simulation throws is a failure and not a crash", () => {
  const run = (): never => {
    throw new RangeError("no such plant");
  };
  expect(evaluate({ run }, job)).toMatchObject({
    ok: false,
    failure: { name: "evaluation-error", message: "no such plant" },
  });
});
