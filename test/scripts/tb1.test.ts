// The tuning benchmark TB-1: our kernel against the check points of its specification, and what is told of a search on it.
import { expect, test } from "vitest";
import { openTuningPlant } from "../../scripts/bench/tb1/open-plant.ts";
import { createTuningPlant, TUNING_FAMILY } from "../../scripts/bench/tb1/plant.ts";
import { lossOf, type Merits, staticDesign, variables, violationOf } from "../../scripts/bench/tb1/problem.ts";
import { BEST_HYPERVOLUME, evaluationOf, playTuning } from "../../scripts/bench/tb1/search-run.ts";
import { createSearcher } from "../../src/search/strategy.ts";

/** Section 6 of the specification: values in the order of its variables, and what 128 paths of seed 2026 give. */
const checkPoints = [
  {
    name: "centre",
    values: [1.5, 0.125, 0.5, 1, 1.75, 10, 0.001, 0.25, 0.25, 2.5],
    f: [0.00180841141208139, 0.08073001857785411, 0.8440462633264348],
    g: [-0.877274387142295, 0],
    loss: 4.3803211291523665,
  },
  {
    name: "reference",
    values: [1, 0.1, 0, 1, 2, 1, 0.001, 0.02, 0.04, 0.5],
    f: [0.0025083952548176523, 0.089704692959766, 0.23035175952924805],
    g: [-0.09148111593481156, 0],
    loss: 2.112652763997603,
  },
  {
    name: "lowCap",
    values: [0.5, 0.125, 0.25, 0.125, 1.5, 12, 0.0002, 0.0625, 0.03125, 2],
    f: [0.0034951696573682256, 0.018715498890715398, 0.3288608161082045],
    g: [3.82339369565486, 0],
    loss: 2.0178205973398615,
  },
  {
    name: "zero",
    values: [0, 0.1, 0, 0, 2, 0, 0.001, 0, 0, 0],
    f: [0.021154132096311142, 0, 0],
    g: [15.713756186276953, 2],
    loss: 8.461652838524456,
  },
];

test("our kernel gives the check points of the specification", () => {
  const evaluate = openTuningPlant(createTuningPlant(TUNING_FAMILY, 1), 0);
  for (const { values, f, g, loss } of checkPoints) {
    const merits = evaluate(encoded(values));
    expect(Math.abs(merits.f[0] - (f[0] ?? 0))).toBeLessThanOrEqual(1e-12);
    // The fund is known to 1e-3 USD of the 5000 that g counts in; 1e-9 relative for the others, 1e-12 where they are 0.
    expect(Math.abs(merits.g[0] - (g[0] ?? 0))).toBeLessThanOrEqual(2e-7);
    expect(merits.g[1]).toBe(g[1]);
    for (const k of [1, 2] as const) {
      expect(Math.abs(merits.f[k] - (f[k] ?? 0))).toBeLessThanOrEqual(1e-12 + 1e-9 * Math.abs(f[k] ?? 0));
    }
    expect(Math.abs(lossOf(merits) - loss)).toBeLessThanOrEqual(1e-9 * loss);
  }
});

/** Point of the unit cube for values of the specification's variables. */
function encoded(values: readonly number[]): Float64Array {
  return Float64Array.from(variables, ({ low, high, scale }, i) => {
    const value = values[i] ?? 0;
    return scale === "linear" ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
  });
}

/** A stand-in for the plant: the closer to the static design the better, infeasible left of it in the first coordinate. */
const nearStatic = (point: Float64Array): Merits => {
  const distance = point.reduce((sum, u, i) => sum + (u - (staticDesign[i] ?? 0)) ** 2, 0);
  return { f: [0.0025 * distance, 0, 0.3], g: [(staticDesign[0] ?? 0) - (point[0] ?? 0), -1] };
};

const options = { strategy: "random", dimension: 10, seed: 3, generation: 0, trials: 120, start: null } as const;

test("a curve of tb1s holds the best feasible loss after every evaluation, and its point", () => {
  const curve = playTuning("tb1s", createSearcher(options), nearStatic);
  const points = createSearcher(options).ask();
  const first = points.findIndex((point) => violationOf(nearStatic(point)) === 0);
  expect(curve.evaluations).toHaveLength(120);
  expect(curve.reached.slice(0, first)).toEqual(Array(first).fill(Infinity));
  expect(curve.reached[first]).toBe(lossOf(nearStatic(points[first] ?? new Float64Array(10))));
  expect(curve.reached.at(-1)).toBe(lossOf(nearStatic(Float64Array.from(curve.best))));
  expect(curve.reached.every((value, i) => i === 0 || value <= (curve.reached[i - 1] ?? 0))).toBe(true);
});

test("a curve of tb1m holds the share of the best hypervolume that the feasible points have, every fifty evaluations", () => {
  const curve = playTuning("tb1m", createSearcher(options), () => ({ f: [0.003, 0.06, 0.45], g: [0, 0] }));
  expect(curve.evaluations).toEqual([50, 100]);
  expect(curve.reached).toEqual([0.125 / BEST_HYPERVOLUME, 0.125 / BEST_HYPERVOLUME]); // half of each range is left
  const none = playTuning("tb1m", createSearcher(options), () => ({ f: [0, 0, 0], g: [1, 0] }));
  expect(none.reached).toEqual([0, 0]);
});

test("a search is told the constraints one by one, and for three objectives what is below the reference point as below 1", () => {
  const told = evaluationOf("tb1m", { f: [0.003, 0.12, 1.8], g: [-0.5, 2] });
  expect(told.objectives).toEqual([0.5, 1, 2]);
  expect(told).toMatchObject({ violation: 2, constraints: [-0.5, 2] });
});
