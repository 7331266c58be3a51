// How CMA-ES measures noise: ranks that change when points are asked again, and the mean of both answers.
import { expect, test } from "vitest";
import { averaged, rankUncertainty } from "../../src/search/cma-noise.ts";
import { compareEvaluations } from "../../src/search/searcher.ts";
import { evaluation, failedEvaluation } from "./search-run.ts";

const losses = [3, 1, 4, 1.5, 9, 2.6, 5, 3.5];
const first = losses.map((loss) => evaluation(loss));

test("answers that agree are certain, answers that change places are not", () => {
  expect(rankUncertainty(first, first.slice(0, 2))).toBeLessThan(0);
  expect(rankUncertainty(first, [evaluation(10), evaluation(8)])).toBeGreaterThan(0);
});

test("a point that fails counts as the worst of all: what a very high loss says of the ranks, a failure says too", () => {
  expect(compareEvaluations(failedEvaluation, failedEvaluation)).toBe(0);
  const high = evaluation(1e9);
  const withWorst = (worst: typeof high) => [worst, ...first.slice(1)];
  for (const again of [first.slice(0, 2), [high, evaluation(1)]]) {
    const failed = again.map((result) => (result === high ? failedEvaluation : result));
    expect(rankUncertainty(withWorst(failedEvaluation), failed)).toBe(rankUncertainty(withWorst(high), again));
    expect(rankUncertainty(first, failed)).toBe(rankUncertainty(first, again));
  }
});

test("of two answers losses, violations and constraints alike are averaged", () => {
  const told = (loss: number, ...constraints: number[]) => ({ ...evaluation(loss, 0), constraints });
  const [mean, single] = averaged([told(1, -2, 4), told(7, 1, 1)], [told(2, 0, 5)]);
  expect(mean).toMatchObject({ loss: 1.5, constraints: [-1, 4.5] });
  expect(single).toEqual(told(7, 1, 1));
  expect(averaged([evaluation(1)], [evaluation(3)])[0]).toEqual({ ...evaluation(2), objectives: [1] });
});
