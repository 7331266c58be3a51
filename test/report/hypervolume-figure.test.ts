// The hypervolume figure: where shares of the final volume were reached is told, also where it was nearly at once.
import { expect, test } from "vitest";
import { hypervolumeFigure } from "../../src/report/hypervolume-figure.ts";

const steps = [
  { index: 10, volume: 0.2 },
  { index: 60, volume: 0.91 },
  { index: 61, volume: 0.96 },
  { index: 99, volume: 1 },
];

test("the shares of the final volume stand at the trials that reached them, apart from each other", () => {
  const { svg = "", caption } = hypervolumeFigure({ steps, points: null }, 100) ?? {};
  expect(caption).toContain("90 % of that was reached by trial 60. 95 % of that was reached by trial 61.");
  const words =
    /<g [^>]*translate\(-?[\d.]+,(-?[\d.]+)\)"[^>]*><text transform="translate\([\d.]+,([\d.]+)\)"[^>]*>9[05] %</g;
  const heights = [...svg.matchAll(words)].map(([, aside, at]) => Number(aside) + Number(at));
  expect(heights).toHaveLength(2);
  expect((heights[0] ?? 0) - (heights[1] ?? 0)).toBeGreaterThan(14);
});
