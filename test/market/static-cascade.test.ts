// The static cascade against the golden values of BP-0 and the closed form C1 of the specification (verification 2.4).
import { describe, expect, test } from "vitest";
import {
  gainAtThreshold,
  liquidatedShare,
  loopGain,
  type StaticCascade,
  settledLogPrice,
} from "../../src/market/static-cascade.ts";
import { golden, relative } from "../simulate/benchmark-plants.ts";

interface Row {
  readonly bookOverDepth: number;
  readonly drop: number;
  readonly gainAtThreshold: number;
  readonly totalMove: number;
  readonly amplification: number;
  readonly liquidatedShare: number;
}

const file: { readonly plant: { maintenance: number; maxLeverage: number }; readonly rows: readonly Row[] } =
  golden("bp0.json");

const cascadeOf = (bookOverDepth: number): StaticCascade => ({ ...file.plant, bookOverDepth });

describe("a static cascade", () => {
  test("has the golden move, share and gain in every row of BP-0", () => {
    expect(file.rows).toHaveLength(42);
    for (const row of file.rows) {
      const cascade = cascadeOf(row.bookOverDepth);
      const logPrice = settledLogPrice(cascade, row.drop);
      expect(relative(-logPrice, row.totalMove)).toBeLessThan(1e-9);
      expect(relative(-logPrice / row.drop, row.amplification)).toBeLessThan(1e-9);
      expect(relative(liquidatedShare(cascade, Math.exp(logPrice)), row.liquidatedShare)).toBeLessThan(1e-9);
      expect(relative(gainAtThreshold(cascade), row.gainAtThreshold)).toBeLessThan(1e-12);
    }
  });

  test("rests at a solution with loop gain below 1, and at no earlier one", () => {
    for (const { bookOverDepth, drop } of file.rows) {
      const cascade = cascadeOf(bookOverDepth);
      const rest = settledLogPrice(cascade, drop);
      const surplus = (x: number): number => -drop - bookOverDepth * liquidatedShare(cascade, Math.exp(x)) - x;
      expect(Math.abs(surplus(rest))).toBeLessThan(1e-14);
      expect(loopGain(cascade, Math.exp(rest))).toBeLessThan(1);
      for (let i = 1; i < 200; i++) expect(surplus(-drop + ((rest + drop) * i) / 200)).toBeLessThanOrEqual(0);
    }
  });

  test("has the loop gain of a small change of the price", () => {
    const cascade = cascadeOf(0.3);
    for (const price of [0.95, 0.9, 0.7, 0.4]) {
      const share = (factor: number): number => liquidatedShare(cascade, price * Math.exp(factor));
      expect(loopGain(cascade, price)).toBeCloseTo((0.3 * (share(-1e-5) - share(1e-5))) / 2e-5, 7);
    }
    expect(loopGain(cascade, 1)).toBe(0);
  });

  test("jumps at the fold: 2.00 % of move at a fall of 2 %, 14.35 % at 3 %", () => {
    expect(-settledLogPrice(cascadeOf(0.3), 0.02)).toBeCloseTo(0.02, 12);
    expect(-settledLogPrice(cascadeOf(0.3), 0.03)).toBeCloseTo(0.1435, 4);
  });
});
