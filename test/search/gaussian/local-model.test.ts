// Which quantities are modelled of what was told, on which scale, and how points become inputs.
import { expect, test } from "vitest";
import { localModel } from "../../../src/search/gaussian/local-model.ts";
import { inputMap } from "../../../src/search/gaussian/model-inputs.ts";
import { beliefAt } from "../../../src/search/gaussian/process.ts";
import type { Evaluation } from "../../../src/search/searcher.ts";
import { numberStream } from "../landscape.ts";

const origin = Float64Array.of(0.5, 0.5);

function membersOf(judge: (x: number, y: number) => Partial<Evaluation>) {
  const next = numberStream(9);
  return Array.from({ length: 20 }, () => {
    const point = Float64Array.of(next(), next());
    const told = judge(point[0] ?? 0, point[1] ?? 0);
    return { point, evaluation: { loss: 0, violation: 0, objectives: [], ...told } };
  });
}

function limitsAt(judge: (x: number, y: number) => Partial<Evaluation>, x: number, y: number): readonly number[] {
  const { limits, inputs } = localModel(membersOf(judge), origin, [], 20, new Map());
  return limits.map((process) => beliefAt(process, inputs.of(Float64Array.of(x, y))).mean);
}

test("constraints told are modelled one by one, with their sign", () => {
  const judge = (x: number, y: number) => ({ constraints: [x - 0.5, 0.3 - y], violation: Math.max(0, x - 0.5) });
  const [first, second] = limitsAt(judge, 0.9, 0.9);
  expect(first).toBeGreaterThan(0);
  expect(second).toBeLessThan(0);
});

test("a total violation is one limit, and no limit where all is feasible", () => {
  const judge = (x: number) => ({ violation: Math.max(0, x - 0.5) });
  expect(limitsAt(judge, 0.95, 0.5)[0]).toBeGreaterThan(0);
  expect(limitsAt(judge, 0.1, 0.5)[0]).toBeLessThan(0);
  expect(limitsAt(() => ({}), 0.5, 0.5)).toEqual([]);
});

test("failed points are no part of the loss, but a limit", () => {
  const judge = (x: number) => (x > 0.6 ? { loss: Infinity, violation: Infinity } : { loss: x });
  const members = membersOf(judge);
  const { loss, scaledLoss } = localModel(members, origin, [], 20, new Map());
  const alive = members.filter(({ evaluation }) => evaluation.loss < Infinity).length;
  expect(loss?.count).toBe(alive);
  expect(scaledLoss.filter(Number.isFinite)).toHaveLength(alive);
  expect(limitsAt(judge, 0.95, 0.5)[0]).toBeGreaterThan(0);
  expect(limitsAt(judge, 0.1, 0.5)[0]).toBeLessThan(0);
});

test("a kernel is kept until the results have grown by a twelfth", () => {
  const memory = new Map();
  const members = membersOf((x, y) => ({ loss: x * y }));
  const first = localModel(members, origin, [], 100, memory).loss?.hyperparameters;
  expect(localModel(members, origin, [], 107, memory).loss?.hyperparameters).toEqual(first);
  expect(localModel(members, origin, [], 109, memory).loss?.hyperparameters).not.toEqual(first);
});

test("any two of many options are equally far apart, and the origin is the origin", () => {
  const kinds = [{ kind: "choice", levels: 4 }, { kind: "continuous" }] as const;
  const options = [0.1, 0.4, 0.6, 0.9].map((x) => Float64Array.of(x, 0.3));
  const { of, dimension, extent } = inputMap(options, options[1] ?? origin, kinds);
  expect(dimension).toBe(5);
  const inputs = options.map(of);
  expect(inputs[1]).toEqual(new Float64Array(5));
  for (const [i, a] of inputs.entries()) {
    for (const b of inputs.slice(i + 1)) {
      const square = a.reduce((sum, v, k) => sum + (v - (b[k] ?? 0)) ** 2, 0);
      expect(Math.sqrt(square) * extent).toBeCloseTo(1, 12);
    }
  }
});
