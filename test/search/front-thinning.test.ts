// How a front that is too large loses members: by crowding, by niches of directions, by hypervolume.
import { expect, test } from "vitest";
import { crowdingDistances } from "../../src/search/crowding-distance.ts";
import { leastCrowded } from "../../src/search/crowding-pruning.ts";
import { createFrontScale } from "../../src/search/front-scale.ts";
import { hypervolumeContributions } from "../../src/search/hypervolume-contributions.ts";
import { survivorsByHypervolume } from "../../src/search/hypervolume-selection.ts";
import { chooseByNiche } from "../../src/search/niche.ts";
import { simplexDirections } from "../../src/search/reference-directions.ts";
import { measureByCells } from "./front-oracle.ts";
import { outcome } from "./front-run.ts";
import { numberStream } from "./landscape.ts";

const next = numberStream(21);
const line = Array.from({ length: 60 }, () => next()).map((x) => [x, 1 - x]);

test("pruning by crowding is removal of the least distance with distances taken anew", () => {
  let left = [...line.keys()];
  while (left.length > 12) {
    // The range stays that of the whole front, whose ends stay.
    const distances = crowdingDistances(
      left.map((k) => line[k] ?? []),
      "sum",
    );
    const worst = distances.reduce((least, d, k) => (d <= (distances[least] ?? 0) ? k : least), 0);
    left = left.toSpliced(worst, 1);
  }
  expect(leastCrowded(line, 12)).toEqual(left);
  expect(leastCrowded(line, 100)).toEqual([...line.keys()]);
});

test("thinning by hypervolume keeps the best four of five, whatever the order", () => {
  const front = [
    [0, 4.5],
    [1, 3],
    [2, 2.8],
    [4, 1],
    [5, 0],
  ];
  const members = front.map((objectives) => ({ point: new Float64Array(1), evaluation: outcome(objectives) }));
  const kept = survivorsByHypervolume(members, 4, [6, 6]).map(({ evaluation }) => evaluation.objectives);
  const best = front
    .map((_, k) => front.toSpliced(k, 1))
    .sort((a, b) => measureByCells(b, [6, 6]) - measureByCells(a, [6, 6]));
  expect(kept).toEqual(best[0]);
  const turned = survivorsByHypervolume(members.toReversed(), 4, [6, 6]).map(({ evaluation }) => evaluation.objectives);
  expect(turned.toReversed()).toEqual(best[0]);
});

test.each([2, 3, 4])(
  "in %i objectives thinning takes the least contributor, with contributions anew each time",
  (m) => {
    const points = Array.from({ length: 40 }, () => {
      const shares = Array.from({ length: m }, () => 0.1 + next());
      const length = Math.hypot(...shares);
      return shares.map((share) => 1 - share / length);
    });
    const limits = points[0]?.map(() => 1) ?? [];
    let left = points;
    while (left.length > 6) {
      const contributions = hypervolumeContributions(left, limits);
      left = left.toSpliced(contributions.indexOf(Math.min(...contributions)), 1);
    }
    const members = points.map((objectives) => ({ point: new Float64Array(1), evaluation: outcome(objectives) }));
    const kept = survivorsByHypervolume(members, 6, limits).map(({ evaluation }) => evaluation.objectives);
    expect(kept).toEqual(left);
  },
);

test("points beyond the limits go before any within, the farthest first", () => {
  const members = [
    [0, 9],
    [3, 3],
    [2, 7],
    [7, 1],
  ].map((objectives) => ({
    point: new Float64Array(1),
    evaluation: outcome(objectives),
  }));
  const kept = (count: number) =>
    survivorsByHypervolume(members, count, [6, 6]).map(({ evaluation }) => evaluation.objectives);
  expect(kept(3)).toEqual([
    [3, 3],
    [2, 7],
    [7, 1],
  ]);
  expect(kept(1)).toEqual([[3, 3]]);
});

test("a front on a plane is scaled to the unit simplex, whatever its units, and no farther than points reach", () => {
  const simplex = simplexDirections(3, 4);
  const front = simplex.map(([x = 0, y = 0, z = 0]) => [10 + 5 * x, 0.1 * y - 3, 1000 * z]);
  const scale = createFrontScale();
  for (const [k, point] of scale(front, front).entries()) {
    point.forEach((v, j) => void expect(v).toBeCloseTo(simplex[k]?.[j] ?? Number.NaN, 9));
  }
  const inner = front.filter((_, k) => Math.min(...(simplex[k] ?? [])) > 0);
  for (const point of scale(inner, inner)) expect(Math.max(...point)).toBeLessThanOrEqual(1 + 1e-9);
});

test("niches give every direction its nearest point before any has two", () => {
  const directions = simplexDirections(2, 4);
  const near = directions.map(([x = 0, y = 0]) => [x + 0.01, y + 0.01]);
  const far = directions.map(([x = 0, y = 0]) => [1.2 * x + 0.08, 1.2 * y + 0.04]);
  const draws = Float64Array.from({ length: 10 }, next);
  const chosen = chooseByNiche([...far, ...near], 0, directions, draws).sort((a, b) => a - b);
  expect(chosen).toEqual([5, 6, 7, 8, 9]);
  // Two directions are served already: the others come first.
  const sure = [near[0] ?? [], near[4] ?? []];
  const taken = chooseByNiche([...sure, ...near], 2, directions, draws.subarray(0, 6));
  expect(taken.sort((a, b) => a - b)).toEqual([1, 2, 3]);
});
