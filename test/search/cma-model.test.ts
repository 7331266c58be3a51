// The model near the mean of a CMA-ES run: linear costs come back exactly, limits with the tolerance of what was seen.
import { expect, test } from "vitest";
import { costModel } from "../../src/search/cma-model.ts";
import { startState } from "../../src/search/cma-state.ts";
import { numberStream } from "./landscape.ts";
import { failedEvaluation } from "./search-run.ts";

const state = startState(Float64Array.of(0.5, 0.5), 0.1);
const next = numberStream(4);
const points = Array.from({ length: 12 }, () => Float64Array.of(0.2 + 0.6 * next(), 0.2 + 0.6 * next()));

/** Linear as long as the point is not drawn in at the cube's border. */
const limitAt = ([x = 0, y = 0]: Float64Array): number => x + y - 1;
const lossAt = ([x = 0, y = 0]: Float64Array): number => 3 * x - y;

const told = points.map((point) => {
  const [loss, limit] = [lossAt(point), limitAt(point)];
  return { point, evaluation: { loss, violation: Math.max(0, limit), objectives: [loss], constraints: [limit] } };
});

test("a linear loss and a linear limit are predicted exactly; failed points are no part of the model", () => {
  const model = costModel(state, [...told, { point: Float64Array.of(0.5, 0.5), evaluation: failedEvaluation }]);
  const at = Float64Array.of(0.75, 0.7);
  expect(model?.(at).loss).toBeCloseTo(lossAt(at), 6);
  expect(model?.(at).violation).toBeCloseTo(limitAt(at), 6);
  expect(model?.(Float64Array.of(0.4, 0.3)).violation).toBe(0);
});

test("a limit is taken as met up to half of the least that it was seen exceeded by", () => {
  const least = Math.min(...points.map(limitAt).filter((limit) => limit > 0));
  const beyond = (share: number) => costModel(state, told)?.(Float64Array.of(0.5, 0.5 + share * least)).violation;
  expect(beyond(0.45)).toBe(0);
  expect(beyond(0.55)).toBeCloseTo(0.55 * least, 6);
});

test("while results are fewer than two and a half for each parameter there is no model", () => {
  expect(costModel(state, told.slice(0, 4))).toBeNull();
  expect(costModel(state, told.slice(0, 5))).not.toBeNull();
});
