// Distance to the fold against BP-0 (benchmark 7.1), against closed forms and against slow scans over shocks.
import { describe, expect, test } from "vitest";
import { gainAtThreshold, settledLogPrice } from "../../src/market/static-cascade.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { empiricalBook, logUniformBook } from "../../src/stability/book-density.ts";
import { foldDistance, restingCurve } from "../../src/stability/fold.ts";
import { foldingDepth } from "../../src/stability/folding-depth.ts";
import { amplification, type Cascade, loopGain, restingFall, restingPoint } from "../../src/stability/resting-fall.ts";
import { openingBook } from "../../src/stability/venue-book.ts";
import { fastCascade, slowCascade } from "../../src/stability/venue-cascade.ts";

const longs = { maintenance: 0.025, initialMargin: 0.05, leastLeverage: 1 };

/** BP-0: dollars sold into a book of constant depth 1. */
function bp0(bookOverDepth: number): Cascade {
  const book = logUniformBook({ ...longs, openInterest: bookOverDepth });
  return { book, depth: { atRest: 1, depletion: 0, floor: 1 }, sells: "dollars", markWeight: 1 };
}

const ofOpening = (vector: Float64Array): Cascade => fastCascade(vector, openingBook(vector));

describe("the static map", () => {
  // Benchmark 7.1: Q/D, then the total move and the liquidated share after shocks of 3, 5 and 12 %.
  const published = [
    [0.05, 0.03173, 0.0345, 0.05779, 0.1558, 0.13845, 0.3691],
    [0.1, 0.03556, 0.0556, 0.06994, 0.1994, 0.16082, 0.4082],
    [0.15, 0.04602, 0.1068, 0.08827, 0.2551, 0.18723, 0.4482],
    [0.2, 0.06975, 0.1988, 0.11367, 0.3183, 0.21758, 0.4879],
    [0.3, 0.14354, 0.3785, 0.1824, 0.4413, 0.28869, 0.5623],
    [0.4, 0.23189, 0.5047, 0.26657, 0.5414, 0.37077, 0.6269],
  ] as const;

  test.each(published)("has the moves and shares of BP-0 at a book over depth of %d", (ratio, ...row) => {
    for (const [i, shock] of [0.03, 0.05, 0.12].entries()) {
      const fall = restingFall(bp0(ratio), shock);
      expect(Math.abs(fall - (row[2 * i] ?? NaN))).toBeLessThanOrEqual(0.5e-5 + 1e-9);
      expect(Math.abs(bp0(ratio).book.liquidatable(fall) / ratio - (row[2 * i + 1] ?? NaN))).toBeLessThanOrEqual(
        0.5e-4 + 1e-9,
      );
      expect(amplification(bp0(ratio), shock)).toBeCloseTo(fall / shock, 12);
    }
  });

  test("has the gain of BP-0 at the first liquidation", () => {
    const first = bp0(0.3).book.falls[0] ?? NaN;
    const gain = loopGain(bp0(0.3), first, first * (1 + 1e-9));
    expect(gain).toBeCloseTo(gainAtThreshold({ maintenance: 0.025, maxLeverage: 20, bookOverDepth: 0.3 }), 5);
  });

  test.each([
    [0, "coins"],
    [10, "coins"],
    [10, "dollars"],
    [1, "coins"],
  ] as const)("is undone by the shock that rests there: depletion %d, sold in %s", (depletion, sells) => {
    const cascade = { ...bp0(0.1), depth: { atRest: 1, depletion, floor: 0.05 }, sells };
    for (const shock of [0.01, 0.03, 0.05, 0.08]) {
      const fall = restingFall(cascade, shock);
      expect(restingPoint(cascade, fall).shock).toBeCloseTo(shock, 12);
    }
  });
});

describe("the fold", () => {
  test("of BP-0 at Q/D = 0.3 lies between 2 % and 3 %, where the move jumps to above 13 %", () => {
    const fold = foldDistance(bp0(0.3), 1e-3);
    const edge = { maintenance: 0.025, maxLeverage: 20, bookOverDepth: 0.3 };
    expect(restingFall(bp0(0.3), 0.02)).toBe(0.02);
    expect(restingFall(bp0(0.3), 0.03)).toBeCloseTo(0.14354, 5);
    // The gain at the first liquidation is 1.9, so the cascade runs away with the first position: ln((1 - m)/(1 - imr)).
    expect(fold.distance).toBeCloseTo(Math.log(0.975 / 0.95), 12);
    expect(fold.before).toBeCloseTo(fold.distance, 9);
    expect(fold.after).toBeCloseTo(-settledLogPrice(edge, fold.distance + 1e-8), 9);
    expect(fold.after).toBeGreaterThan(0.13);
  });

  test("of a book whose gain stays below 1 is never reached", () => {
    expect(foldDistance(bp0(0.15), 1e-3).distance).toBe(Infinity); // gain 0.951 at the first liquidation, falling from there
    expect(foldDistance(bp0(0.05), 1e-3).distance).toBe(Infinity);
  });

  /** The same by brute force: shocks in small steps, the largest step of the total fall between two. */
  function scanned(cascade: Cascade, step: number): { shock: number; jump: number } {
    let before = restingFall(cascade, 0);
    for (let shock = step; shock < 0.4; shock += step) {
      const fall = restingFall(cascade, shock);
      if (fall - before > 0.02) return { shock, jump: fall - before };
      before = fall;
    }
    return { shock: Infinity, jump: 0 };
  }

  test.each([
    [0.2, 10, "coins"],
    [0.1, 20, "dollars"],
    [0.12, 20, "coins"],
    [0.14, 20, "coins"],
  ] as const)("is where a scan over shocks sees the jump: Q/D %d, depletion %d, %s", (ratio, depletion, sells) => {
    const cascade = { ...bp0(ratio), depth: { atRest: 1, depletion, floor: 0.05 }, sells };
    const fold = foldDistance(cascade, 1e-3);
    const scan = scanned(cascade, 2e-4);
    expect(fold.distance).toBeLessThanOrEqual(scan.shock);
    expect(fold.distance).toBeGreaterThan(scan.shock - 2e-4);
    expect(Math.abs(fold.after - fold.before - scan.jump)).toBeLessThan(0.2 * scan.jump);
  });

  test("with depletion is a saddle-node: the loop gain is 1 at the last place of rest", () => {
    const cascade: Cascade = {
      ...bp0(0.14),
      depth: { atRest: 1, depletion: 20, floor: 0.05 },
      sells: "coins",
      markWeight: 1,
    };
    const fold = foldDistance(cascade, 1e-3);
    expect(loopGain(cascade, fold.distance, fold.before)).toBeCloseTo(1, 4); // the search knows the fall to 1e-8
    expect(restingFall(cascade, fold.distance - 1e-6)).toBeLessThan(fold.before);
    // dy/ds grows as the inverse square root of the distance: near a saddle-node y* - y = c sqrt(s* - s).
    const below = (gap: number): number => fold.before - restingFall(cascade, fold.distance - gap);
    expect(below(4e-6) / below(1e-6)).toBeCloseTo(2, 1);
  });

  test("moves away with depth and with margin, and comes nearer with leverage", () => {
    const base = { "depth.initial": 5e8, "book.openInterestLong": 7e7, "depth.depletion": 20 };
    const distance = (values: Record<string, number>): number =>
      foldDistance(ofOpening(vectorOf({ ...base, ...values })), 1e-3).distance;
    expect(distance({ "depth.initial": 6e8 })).toBeGreaterThan(distance({}));
    expect(distance({ "margin.initial": 0.06 })).toBeGreaterThan(distance({}));
    expect(distance({ "margin.maintenanceShare": 0.6 })).toBeLessThan(distance({}));
    expect(foldDistance(slowCascade(vectorOf(base), openingBook(vectorOf(base))), 1e-3).distance).toBe(Infinity); // 0.3 of a gain of 0.89
  });

  test("needs the venue's own mark in the risk price, and moves away as its weight falls", () => {
    const cascade: Cascade = { ...bp0(0.14), depth: { atRest: 1, depletion: 20, floor: 0.05 }, sells: "coins" };
    const weighted = (markWeight: number): Cascade => ({ ...cascade, markWeight });
    expect(foldDistance(weighted(0), 1e-3).distance).toBe(Infinity);
    const fold = foldDistance(weighted(0.8), 1e-3);
    expect(fold.distance).toBeGreaterThan(foldDistance(cascade, 1e-3).distance);
    expect(loopGain(weighted(0.8), fold.distance, fold.before)).toBeCloseTo(1, 4);
    expect(restingFall(weighted(0.8), fold.distance - 1e-7)).toBeCloseTo(fold.before, 3);
  });

  test("of a venue that reads an index sees what arbitrage leaves in it", () => {
    const index = vectorOf({ "oracle.markWeight": 0, "arbitrage.permanentShare": 0.3 });
    expect(ofOpening(index).markWeight).toBe(0.3);
    expect(ofOpening(vectorOf({ "oracle.markWeight": 0.5 })).markWeight).toBe(0.5);
  });

  test("of a book at its edge before anything falls is at no distance", () => {
    const book = logUniformBook({ openInterest: 1, maintenance: 0.06, initialMargin: 0.05, leastLeverage: 1 });
    expect(foldDistance({ ...bp0(1), book }, 1e-3).distance).toBe(0);
  });

  test("draws both branches and the unstable one between them", () => {
    const cascade: Cascade = {
      ...bp0(0.14),
      depth: { atRest: 1, depletion: 20, floor: 0.05 },
      sells: "dollars",
      markWeight: 1,
    };
    const fold = foldDistance(cascade, 1e-3);
    const rests = restingCurve(cascade).filter(({ shock }) => shock > -Infinity);
    const gains = rests.map(({ shock, fall }) => loopGain(cascade, shock, fall));
    expect(rests.some(({ fall }, i) => fall > fold.before && (gains[i] ?? 0) > 1)).toBe(true);
    expect(rests.filter(({ fall }) => fall < fold.before - 1e-6).every((_, i) => (gains[i] ?? 0) < 1)).toBe(true);
  });
});

describe("the depth at which a book folds", () => {
  test("is the loop gain at the first liquidation where depth is constant: the gain only falls from there", () => {
    const gain = (ratio: number): number =>
      gainAtThreshold({ maintenance: 0.025, maxLeverage: 20, bookOverDepth: ratio });
    // A jump of 1e-3 takes a gain slightly above 1.
    for (const ratio of [0.05, 0.3]) expect(foldingDepth(bp0(ratio), 1e-3) / gain(ratio)).toBeCloseTo(1, 1);
    expect(foldingDepth(bp0(0.05), 1e-3)).toBeLessThan(gain(0.05));
  });

  test("separates a book that folds from one that does not, and is 0 where nothing feeds back", () => {
    const cascade: Cascade = { ...bp0(0.1), depth: { atRest: 1, depletion: 10, floor: 0.05 }, sells: "coins" };
    const depth = foldingDepth(cascade, 0.02);
    const at = (multiple: number): number =>
      foldDistance({ ...cascade, depth: { ...cascade.depth, atRest: multiple } }, 0.02).distance;
    expect(at(depth)).toBeLessThan(Infinity);
    expect(at(1.002 * depth)).toBe(Infinity);
    expect(foldingDepth({ ...cascade, markWeight: 0 }, 0.02)).toBe(0);
  });
});

describe("a book of positions", () => {
  /** The log-uniform book as single positions. */
  function sampled(count: number, openInterest: number): ReturnType<typeof empiricalBook> {
    const collateral = Array.from({ length: count }, (_, i) => 0.05 ** (1 - (i + 0.5) / count));
    const falls = collateral.map((c) => Math.log(0.975 / (1 - c)));
    return empiricalBook({ falls, notionals: falls.map(() => openInterest / count) });
  }

  test("of many positions folds where the smooth book does", () => {
    const smooth: Cascade = {
      ...bp0(0.14),
      depth: { atRest: 1, depletion: 20, floor: 0.05 },
      sells: "coins",
      markWeight: 1,
    };
    const expected = foldDistance(smooth, 1e-3);
    const found = foldDistance({ ...smooth, book: sampled(4000, 0.14) }, 0.02);
    expect(found.distance).toBeCloseTo(expected.distance, 5); // a slot moves the price by 3.5e-5
    expect(found.before).toBeCloseTo(expected.before, 2); // flat near the fold: the square root of that
    expect(found.after).toBeCloseTo(expected.after, 3);
  });

  test("counts what lies above the price, and merges equal positions", () => {
    const book = empiricalBook({ falls: [0.2, 0.1, 0.1, 0.4], notionals: [2, 1, 3, 4] });
    expect(book.liquidatable(0.04)).toBe(0);
    expect(book.liquidatable(0.15)).toBeCloseTo(4, 12);
    expect(book.liquidatable(0.3)).toBeCloseTo(6, 12);
    expect(book.liquidatable(9)).toBeCloseTo(10, 12);
    expect(book.density(0.2)).toBeCloseTo(2 / 0.15, 12);
    expect(book.density(9)).toBe(0);
  });

  test("that cannot have a density is refused with every reason", () => {
    expect(() => empiricalBook({ falls: [0.1, 0.1], notionals: [1, 2] })).toThrow(
      /found 1 different; expected at least 2/,
    );
    expect(() => empiricalBook({ falls: [0.1, NaN], notionals: [1] })).toThrow(/2 problems/);
  });
});
