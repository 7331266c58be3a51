// What the losses of a scenario family are scaled by, by hand.
import { expect, test } from "vitest";
import { baselineIn, baselinesOf } from "../../src/study/family-baseline.ts";
import type { World } from "../../src/study/worlds.ts";

const measure = (value: number) => ({ value, standardError: 1, low: value - 2, high: value + 2 });

test("today's measures are the scale in each family, but no less than a tenth of their mean by weight", () => {
  const world = (name: string, weight: number): World => ({ name, weight, values: {}, seed: 1, paths: 8 });
  const worlds = [world("calm", 0.75), world("crash", 0.25)];
  const today = [
    { badDebt: measure(1), gapRms: measure(-3) },
    { badDebt: measure(997), gapRms: measure(5) },
  ];
  const baselines = baselinesOf(worlds, today);
  expect(baselines.map(({ badDebt }) => badDebt?.value)).toEqual([25, 997]); // the mean is 250
  expect(baselines.map(({ gapRms }) => gapRms)).toEqual([measure(-3), measure(5)]);
});

test("a measure whose size is a tenth of the mean or more is left as it is, a measure without a mean too", () => {
  expect(baselineIn({ badDebt: measure(10) }, { badDebt: measure(-100) })).toEqual({ badDebt: measure(10) });
  expect(baselineIn({ badDebt: measure(9) }, { badDebt: measure(-100) }).badDebt?.value).toBe(10);
  expect(baselineIn({ gapRms: measure(0) }, {})).toEqual({ gapRms: measure(0) });
});
