// The amplification factor in its three ways, and the variants that certificates are tried in.
import { describe, expect, test } from "vitest";
import { outcomeColumn } from "../../src/simulate/outcome.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import {
  analyticAmplification,
  measuredAmplification,
  volatilityPerDepth,
  withoutLiquidations,
} from "../../src/stability/amplification.ts";
import { valueIn } from "../../src/stability/setting.ts";
import { variants, varied } from "../../src/stability/uncertainty.ts";
import { simulatorOf } from "../simulate/benchmark-plants.ts";

const days = { "time.blocks": 1440, "time.block": 60, "book.slots": 200, "funding.law": 3 };

describe("amplification", () => {
  test("is the sum of the generations of a cascade, and has no end from a gain of 1 on", () => {
    const generations = Array.from({ length: 200 }, (_, n) => 0.7 ** n).reduce((sum, x) => sum + x, 0);
    expect(analyticAmplification(0.7)).toBeCloseTo(generations, 12);
    expect(analyticAmplification(0)).toBe(1);
    expect(analyticAmplification(1)).toBe(Infinity);
  });

  test("rises by g/(1 - g) per cent for every per cent of depth that is missing", () => {
    const lnA = (logDepth: number): number => Math.log(analyticAmplification(0.6 / Math.exp(logDepth)));
    expect(volatilityPerDepth(0.6)).toBeCloseTo((lnA(1e-6) - lnA(-1e-6)) / 2e-6, 6);
    expect(volatilityPerDepth(1.2)).toBe(-Infinity);
  });

  test("is 1 where depth is endless, in every measure", () => {
    const { simulator, vector } = simulatorOf({ ...days, "depth.initial": 1e15 }, 3, 32);
    const { peak, peakOverOutside, variation } = measuredAmplification(simulator, vector);
    for (const factor of [peak, peakOverOutside, variation]) expect(factor).toBeCloseTo(1, 6);
  });

  test("exceeds 1 on the benchmark's market, and less so in deeper books", () => {
    const measured = (depth: number): ReturnType<typeof measuredAmplification> => {
      const { simulator, vector } = simulatorOf({ ...days, "depth.initial": depth }, 3, 64);
      return measuredAmplification(simulator, vector);
    };
    const [thin, deep] = [measured(5e8), measured(2e9)];
    for (const name of ["peak", "peakOverOutside", "variation"] as const) {
      expect(deep[name]).toBeGreaterThan(1);
      expect(thin[name]).toBeGreaterThan(deep[name]);
    }
  });

  test("has an open loop in which nobody is liquidated, whatever the controller wants", () => {
    const values = { ...days, "cap.stressRelief": 2, "depth.initial": 2e8 };
    const liquidations = (vector: Float64Array): number => {
      const { simulator } = simulatorOf(values, 3, 16);
      return outcomeColumn(simulator.run(vector), "liquidations").reduce((sum, n) => sum + n, 0);
    };
    expect(liquidations(vectorOf(values))).toBeGreaterThan(0);
    expect(liquidations(withoutLiquidations(vectorOf(values)))).toBe(0);
  });
});

describe("variants of the plant", () => {
  test("are all combinations of density, depth and response, the plant itself in the middle", () => {
    expect(variants).toHaveLength(27);
    const vector = vectorOf({});
    expect(varied(vector, variants[13] ?? { density: 0, depth: 0, fundingResponse: 0 })).toEqual(vector);
    const far = varied(vector, { density: 2, depth: 0.5, fundingResponse: 5 });
    expect(valueIn(far, "book.openInterestShort")).toBe(1.2e8);
    expect(valueIn(far, "depth.initial")).toBe(2.5e8);
    expect(valueIn(far, "traders.fundingResponse")).toBe(50);
    expect([...far].filter((value, i) => value !== vector[i])).toHaveLength(4);
  });

  test("know their parameters by name only", () => {
    expect(() => valueIn(vectorOf({}), "depth.inital")).toThrow("no parameter named depth.inital");
  });
});
