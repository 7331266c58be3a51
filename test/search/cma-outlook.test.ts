// The candidate that a model likes best: ahead of what a generation would draw, and no longer than a draw would be.
import { expect, test } from "vitest";
import { likedCandidate } from "../../src/search/cma-outlook.ts";
import { drawCandidates, startState } from "../../src/search/cma-state.ts";
import { evaluation } from "./search-run.ts";

const n = 3;
const state = startState(new Float64Array(n).fill(0.5), 0.05);
const longest = Math.sqrt(n) + (2 * n) / (n + 2);

test("on a slope it goes as far as it may, farther than the candidates of a generation", () => {
  const height = (point: Float64Array): number => point.reduce((sum, v) => sum + v, 0);
  const liked = likedCandidate(state, (point) => evaluation(height(point)), 5, 2);
  const drawn = drawCandidates(state, 10, 5, 2).map(({ point }) => height(point));
  expect(height(liked.point)).toBeLessThan(Math.min(...drawn));
  const length = Math.sqrt(liked.normal.reduce((sum, z) => sum + z * z, 0));
  expect(length).toBeLessThan(longest + 1e-12); // rounding
  expect(length).toBeGreaterThan(0.99 * longest);
});

test("what the model takes for infeasible is not liked, however low its loss", () => {
  const liked = likedCandidate(state, ([x = 0]) => evaluation(x, Math.max(0, 0.5 - x)), 5, 2);
  expect(liked.point[0]).toBeGreaterThanOrEqual(0.5);
  expect(liked.point[0]).toBeLessThan(0.51);
});
