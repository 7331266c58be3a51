// Fan charts: the quantiles against a brute-force sort, and the drawing of them.
import { expect, test } from "vitest";
import { fanOf } from "../../src/report/fan.ts";
import { simulationFigures } from "../../src/report/simulation-figure.ts";
import { inventedFans, scatter } from "./invented-study.ts";
import { nestingMistake } from "./markup.ts";

test("the quantiles of 0, 1, …, 100 are their own percentages at every time", () => {
  const paths = 101;
  const times = 3;
  const samples = Float64Array.from(
    { length: paths * times },
    (_, at) => ((Math.floor(at / times) * 37) % paths) + (at % times),
  );
  expect(fanOf(samples, paths, times)).toEqual(
    [0, 1, 2].map((time) => [5, 25, 50, 75, 95].map((percent) => percent + time)),
  );
});

test("quantiles between two paths are linear in rank, as type 7 says", () => {
  const next = scatter(3);
  const samples = Float64Array.from({ length: 8 }, () => next());
  const sorted = [...samples].sort((a, b) => a - b);
  const byHand = [0.05, 0.25, 0.5, 0.75, 0.95].map((level) => {
    const rank = 7 * level;
    const below = Math.floor(rank);
    const [low = 0, high = low] = sorted.slice(below, below + 2);
    return low + (rank - below) * (high - low);
  });
  const [found = []] = fanOf(samples, 8, 1);
  for (const [level, value] of found.entries()) expect(value).toBeCloseTo(byHand[level] ?? Number.NaN, 14);
});

test("one simulated set is drawn as mark and drawdown, with units on the axes", () => {
  const figures = simulationFigures("bp2-reference", inventedFans(0.08, 50, 49));
  expect(figures.map((figure) => figure.name)).toEqual(["mark", "drawdown"]);
  for (const { svg } of figures) {
    expect(nestingMistake(svg)).toBeNull();
    expect(svg).toContain("Hours since the start");
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  }
  expect(figures[1]?.svg).toContain("Drawdown (%)");
});

test("a price that never moves is still drawn", () => {
  const flat = { hours: [0, 1, 2], quantiles: [0, 1, 2].map(() => [5, 5, 5, 5, 5]) };
  const [mark] = simulationFigures("still", {
    mark: flat,
    drawdown: { ...flat, quantiles: flat.quantiles.map(() => [0, 0, 0, 0, 0]) },
  });
  expect(mark?.svg).not.toMatch(/NaN|Infinity/);
});
