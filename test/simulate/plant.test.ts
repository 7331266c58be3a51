// A plant has room for every candidate, and refuses a vector that belongs to another plant.
import { describe, expect, test } from "vitest";
import { kernelModule } from "../../src/simulate/module.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant } from "../../src/simulate/plant.ts";
import { simulate, type Values } from "./benchmark-plants.ts";

const world: Values = { "time.blocks": 300, "book.slots": 20, "shock.size": -0.08, "liquidation.cap": 0.01 };

describe("a plant", () => {
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
