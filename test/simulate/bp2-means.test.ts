// BP-2 of the specification: means of 1,000 paths against the golden file.
import { expect, test } from "vitest";
import { kernelModule } from "../../src/simulate/module.ts";
import { type Outcomes, outcomeColumn, outcomeNames } from "../../src/simulate/outcome.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant } from "../../src/simulate/plant.ts";
import { BP2_DESIGNS, golden, relative } from "./benchmark-plants.ts";

const file = golden("bp2.json");
const PATHS = 1000;

// One scenario set for all designs: they differ only in what a candidate may change, and in depth, which no draw sees.
const plant = createPlant(kernelModule(), vectorOf(BP2_DESIGNS.static ?? {}), { seed: file.seed, paths: PATHS }, 1);
const simulator = openPlant(kernelModule(), plant, 0);

interface Statistic {
  readonly mean: number;
  readonly standardError: number;
}

function statisticOf(values: Float64Array): Statistic {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Means that agree as single paths do (bench/README.md): 1e-9 relative, and absolute limits near zero. */
function agrees(found: number, expected: number, name: string): boolean {
  return relative(found, expected) <= 1e-9 || Math.abs(found - expected) <= (name.endsWith("Usd") ? 1e-3 : 1e-12);
}

function differences(outcomes: Outcomes, expected: Readonly<Record<string, Statistic>>): string[] {
  return outcomeNames.flatMap((name) => {
    const golden = expected[name];
    if (golden === undefined) return [];
    const found = statisticOf(outcomeColumn(outcomes, name));
    const same = agrees(found.mean, golden.mean, name) && agrees(found.standardError, golden.standardError, name);
    return same
      ? []
      : [`${name}: ${found.mean} (${found.standardError}), not ${golden.mean} (${golden.standardError})`];
  });
}

test.each(Object.keys(file.designs))("design %s has the golden means and standard errors of 1,000 paths", (name) => {
  const design = file.designs[name];
  const outcomes = simulator.run(vectorOf(BP2_DESIGNS[name] ?? {}));
  expect(design.aggregatedPaths).toBe(PATHS);
  expect(Object.keys(design.statistics)).toHaveLength(18);
  expect(differences(outcomes, design.statistics)).toEqual([]);
  const worst = outcomeColumn(outcomes, "badDebtUsd")
    .sort()
    .slice(-PATHS / 20);
  expect(agrees(statisticOf(worst).mean, design.badDebtCvar95Usd, "badDebtUsd")).toBe(true);
});
