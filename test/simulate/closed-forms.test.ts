// The kernel against closed forms C1, C3, C4 and C5 of the specification (verification 2.4). C2 is in test/market/cascade-waves.test.ts.
import { describe, expect, test } from "vitest";
import { liquidatedShare } from "../../src/market/static-cascade.ts";
import { barrierProbability, discreteShift } from "../../src/numeric/barrier.ts";
import { type OutcomeName, outcomeColumn } from "../../src/simulate/outcome.ts";
import { outcomesOf, simulate, type Values } from "./benchmark-plants.ts";
import { at } from "./played-plants.ts";

/** Nobody trades, nothing refills or withdraws, nothing moves by itself. */
const quiet: Values = {
  "price.volatility": 0,
  "jump.rate": 0,
  "traders.closeHazard": 0,
  "traders.openHazard": 0,
  "liquidity.withdrawalSlope": 0,
  "funding.law": 3,
};

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a cascade played block by block without arbitrage", () => {
  const cascade = { maintenance: 0.025, maxLeverage: 20 };

  /**
   * Where the price over the start settles when coins are sold into a book of constant depth: 1/p grows by coins over depth,
   * so 1/p = e^s + (Q/D) H(p). (BP-0 sells dollars instead.) Steps go down to the first solution.
   */
  function settledPrice(bookOverDepth: number, drop: number): number {
    let price = Math.exp(-drop);
    for (let i = 0; i < 100_000; i++) {
      const next = 1 / (Math.exp(drop) + bookOverDepth * liquidatedShare({ ...cascade, bookOverDepth }, price));
      if (price - next < 1e-15) break;
      price = next;
    }
    return price;
  }

  const cases = [0.05, 0.15, 0.3].flatMap((book) => [0.03, 0.05, 0.12].map((drop) => [book, drop] as const));

  test.each(cases)("settles where the closed form says: book over depth %d, fall %d (C1)", (bookOverDepth, drop) => {
    const values: Values = {
      ...quiet,
      "time.blocks": 4000,
      "shock.block": 0,
      "shock.size": -drop,
      "book.slots": 5000,
      "book.leverage": 1,
      "book.openInterestLong": bookOverDepth * 5e8,
      "book.openInterestShort": 0,
      "depth.depletion": 0,
      "arbitrage.basisTime": 1e9,
      "liquidation.cap": 1e6,
      "delay.oracle": 0,
      "delay.keeper": 0,
    };
    const o = outcomesOf(simulate(values, 1, 1), 0);
    const expected = settledPrice(bookOverDepth, drop);
    // 5,000 slots instead of a continuum: half a slot, enlarged by 1/(1 - g) <= 20 near the fold. 4,000 blocks of arbitrage
    // with a time constant of 30 years undo a few 1e-5 of the gap.
    expect(Math.abs(Math.log(at(o, "finalMark") / 100 / expected))).toBeLessThan(
      (20 * 0.5 * bookOverDepth) / 5000 + 1e-4,
    );
    expect(at(o, "lastLiquidationBlock")).toBeLessThan(3999);
  });
});

describe("the outside price", () => {
  /** Outcomes of the outside price alone: the venue has no book and endless depth, so that the mark follows it. */
  function outsideOnly(values: Values, name: OutcomeName, seed: number, paths: number): Float64Array {
    const venue: Values = { "book.slots": 2, "book.openInterestLong": 0, "book.openInterestShort": 0 };
    return outcomeColumn(simulate({ ...quiet, ...venue, ...values }, seed, paths), name);
  }

  test.each([0.3, 0.6, 0.8])("has 1/(1 - n) jumps for every jump that comes by itself: n = %d (C3)", (branching) => {
    const [block, blocks, rate, decay] = [30, 5000, 2e-4, 1 / 600];
    const size = -1e-7;
    const values = {
      "time.block": block,
      "time.blocks": blocks,
      "jump.rate": rate,
      "jump.branching": branching,
      "jump.decay": decay,
      "jump.mean": size,
      "jump.deviation": 0,
    };
    const counts = outsideOnly(values, "finalMark", 3, 200).map((mark) => Math.round(Math.log(mark / 100) / size));
    // Start-up: excitement has to build up for 1/(decay (1 - n)); then the mean rate is rate/(1 - n). A jump is felt from the
    // next block on, so a jump's share is n decay dt keep/(1 - keep), a little below n.
    const keep = Math.exp(-decay * block);
    const share = (branching * decay * block * keep) / (1 - keep);
    const [horizon, lag] = [block * blocks, 1 / (decay * (1 - branching))];
    const expected = (rate / (1 - share)) * (horizon - share * lag * (1 - Math.exp(-horizon / lag)));
    const variance = (rate * horizon) / (1 - branching) ** 3;
    expect(Math.abs(mean(counts) - expected)).toBeLessThan(4 * Math.sqrt(variance / counts.length) + 1e-3 * expected);
    const spread = mean(counts.map((n) => (n - mean(counts)) ** 2));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / counts.length) + 0.05);
  });

  const day = { "price.volatility": 0.8, "time.block": 240, "time.blocks": 360 };
  const volatility = 0.8 / Math.sqrt(365); // per square root of a day
  const shift = discreteShift * volatility * Math.sqrt(1 / 360);

  test("crosses a barrier as often as the reflection principle says, in four seed families (C4)", () => {
    const depth = 0.07;
    const expected = barrierProbability({ drift: -(volatility ** 2) / 2, volatility, time: 1 }, depth + shift);
    const paths = 1500;
    for (const seed of [1, 2, 3, 4]) {
      const falls = outsideOnly(day, "drawdownFromStart", seed, paths);
      const share = falls.filter((fall) => -Math.log1p(-fall) >= depth).length / paths;
      expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / paths));
    }
  });

  test("falls from its peak by sqrt(pi/2) of its spread on average (C5)", () => {
    // Drift that makes the log driftless; the correction for blocks counts twice, at the peak and at the trough.
    const values = { ...day, "price.drift": 0.32 };
    const falls = outsideOnly(values, "exogenousDrawdown", 5, 2000).map((fall) => -Math.log1p(-fall));
    const expected = Math.sqrt(Math.PI / 2) * volatility - 2 * shift;
    const error = Math.sqrt(mean(falls.map((x) => (x - mean(falls)) ** 2)) / falls.length);
    expect(Math.abs(mean(falls) - expected)).toBeLessThan(4 * error);
  });
});
