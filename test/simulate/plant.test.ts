// A plant has room for every candidate, and refuses a vector that belongs to another plant.

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { withCompensator } from "../../src/simulate/compensator-tail.ts";
import { kernelModule } from "../../src/simulate/module.ts";
import { firstPaths, joinedPaths, outcomeNames } from "../../src/simulate/outcome.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant } from "../../src/simulate/plant.ts";
import { simulate, type Values } from "./benchmark-plants.ts";

const world: Values = { "time.blocks": 300, "book.slots": 20, "shock.size": -0.08, "liquidation.cap": 0.01 };

describe("a plant", () => {
  test("takes vectors with and without compensators in any order, and none keeps those of another", () => {
    const values: Values = { ...world, "depth.structure": 2, "depth.sensor": 5, "delay.command": 0 };
    const [one, zero] = [Matrix.eye(1), Matrix.zeros(1, 1)];
    const compensator = { order: 1, F: zero, G: one, H: zero, K: Matrix.mul(one, -3), Ky: -2 };
    const plain = vectorOf(values);
    const tailed = withCompensator(plain, "depth", compensator);
    const plant = createPlant(kernelModule(), plain, { seed: 5, paths: 8 }, 1);
    const simulator = openPlant(kernelModule(), plant, 0);
    const [before, compensated, after] = [plain, tailed, plain].map((vector) => simulator.run(vector).values);
    expect(compensated).not.toEqual(before);
    expect(after).toEqual(before);
    const own = createPlant(kernelModule(), tailed, { seed: 5, paths: 8 }, 1);
    expect(openPlant(kernelModule(), own, 0).run(tailed).values).toEqual(compensated);
    expect(() => simulator.run(tailed.subarray(1))).toThrow("does not belong to this plant");
  });

  test("gives a candidate with longer delays than its own the outcomes of a plant made for it", () => {
    const late: Values = {
      ...world,
      "delay.command": 200,
      "delay.oracle": 40,
      "delay.keeper": 60,
      "margin.stressRise": 1,
    };
    const plant = createPlant(kernelModule(), vectorOf(world), { seed: 5, paths: 16 }, 2);
    const shared = openPlant(kernelModule(), plant, 0).run(vectorOf(late));
    expect(shared.values).toEqual(simulate(late, 5, 16).values);
  });

  test("plays any groups of its paths as a plant of any size plays them", () => {
    const values: Values = { ...world, "margin.stressRise": 2, "funding.law": 3, "funding.kp": 0.02 };
    const vector = vectorOf(values);
    const whole = simulate(values, 5, 44);
    const large = openPlant(kernelModule(), createPlant(kernelModule(), vector, { seed: 5, paths: 44 }, 1), 0);
    for (const [first, count] of [
      [0, 16],
      [16, 24],
      [40, 4],
      [8, 3],
    ] as const)
      expect(large.run(vector, { first, count })).toEqual({
        paths: count,
        values: whole.values.slice(first * outcomeNames.length, (first + count) * outcomeNames.length),
      });
    expect(simulate(values, 5, 16)).toEqual({ paths: 16, values: firstPaths(whole, 16).values.slice() });
    expect(joinedPaths(firstPaths(whole, 16), large.run(vector, { first: 16, count: 28 }))).toEqual(whole);
    for (const [first, count] of [
      [4, 8],
      [-8, 8],
      [40, 8],
    ] as const)
      expect(() => large.run(vector, { first, count })).toThrow("multiple of 8");
  });

  test.each([
    ["time.blocks", 301],
    ["book.slots", 21],
    ["arbitrage.delay", 1000],
  ])("refuses a vector with another %s", (name, value) => {
    const plant = createPlant(kernelModule(), vectorOf(world), { seed: 5, paths: 8 }, 1);
    const other = vectorOf({
      ...world,
      "delay.oracle": 5000,
      "delay.keeper": 5000,
      "delay.command": 5000,
      [name]: value,
    });
    expect(() => openPlant(kernelModule(), plant, 0).run(other)).toThrow("does not belong to this plant");
  });
});
