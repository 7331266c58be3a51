// The linear models of the slow block against the kernel's mean response, and against closed forms.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { outcomeColumn } from "../../src/simulate/outcome.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { traceColumn } from "../../src/simulate/trace.ts";
import { atOperatingPoint, operatingPoints } from "../../src/stability/operating-point.ts";
import { type ChannelPlant, depthPlant, firstGain, fundingPlant, marginPlant } from "../../src/stability/slow-block.ts";
import { restingSkew, turnover } from "../../src/stability/turnover.ts";
import { simulate, simulatorOf, type Values } from "../simulate/benchmark-plants.ts";

/** A market without movement: endless depth, so that traders do not move the price either. */
const still: Values = {
  "price.volatility": 0,
  "jump.rate": 0,
  "depth.initial": 1e15,
  "funding.law": 3,
  "traders.momentumResponse": 0,
  "book.openInterestLong": 8e7,
  "book.openInterestShort": 8e7,
};

/** A funding loop whose command is `rate` whatever it measures. */
const constantFunding = (rate: number): Values => ({
  "funding.kp": 1e-9, // switches the loop on; the bounds decide
  "funding.min": rate,
  "funding.max": rate,
});

const base = { name: "base", volatility: 1, skew: 0, depth: 1 };

/** Output after every block of a constant command that is issued from block 0 on. */
function stepResponse({ perBlock, delay }: ChannelPlant, command: number, blocks: number): number[] {
  let x = Matrix.zeros(perBlock.A.rows, 1);
  return Array.from({ length: blocks }, (_, k) => {
    if (k > 0) x = perBlock.A.mmul(x).add(Matrix.mul(perBlock.B, k - 1 >= delay ? command : 0));
    return perBlock.C.mmul(x).get(0, 0);
  });
}

function meanSkew(values: Values, paths: number, stride: number): Float64Array {
  const { simulator, vector } = simulatorOf(values, 7, paths);
  const trace = simulator.trace(vector, stride);
  const sum = new Float64Array(trace.blocks.length);
  for (let path = 0; path < paths; path++) {
    for (const [i, skew] of traceColumn(trace, path, "skew").entries()) sum[i] = (sum[i] ?? 0) + skew / paths;
  }
  return sum;
}

describe("the traders' book", () => {
  test("rests and renews itself as its hazards say", () => {
    const count = (blocks: number, name: "closes" | "opens"): number => {
      const column = outcomeColumn(simulate({ ...still, "time.block": 240, "time.blocks": blocks }, 1, 32), name);
      return column.reduce((sum, n) => sum + n, 0) / 32;
    };
    const { openShare, renewal } = turnover(vectorOf(still));
    expect(openShare).toBeCloseTo(Math.SQRT2 / (1 + Math.SQRT2), 12); // hO = 2 hC
    const days = (1500 - 750) / 360;
    const closes = (count(1500, "closes") - count(750, "closes")) / days;
    const opens = (count(1500, "opens") - count(750, "opens")) / days;
    // About 2,900 closes a path and 32 paths: a standard error of 0.35 %.
    expect(Math.abs(closes / (2 * 1000 * openShare * renewal) - 1)).toBeLessThan(0.01);
    expect(Math.abs(opens / closes - 1)).toBeLessThan(0.01);
  });

  test("answers to funding with kappa = 2 kF hC n and forgets at 2 sqrt(hC hO)", () => {
    const { skewDecay, fundingGain, momentumGain, openShare } = turnover(vectorOf(still));
    expect(skewDecay).toBeCloseTo(2 * Math.sqrt(2 * 4), 12); // hC = 2 and hO = 4 a day
    expect(fundingGain).toBeCloseTo(2 * 10 * 2 * openShare, 12);
    expect(momentumGain).toBe(0);
    const crowded = vectorOf({ ...still, "book.openInterestLong": 3e8, "book.openInterestShort": 1e8 });
    expect(restingSkew(crowded)).toBe(0.5);
    expect(turnover(crowded).fundingGain).toBeCloseTo(0.75 * fundingGain, 12);
  });
});

describe("the funding plant", () => {
  test.each([0, 0.3])("is the kernel's mean response to a step of funding: skew at rest %d", (skew) => {
    // The slots start full; after 1,250 blocks, 3.5 days, the book is at rest, and the step arrives.
    const [delay, blocks, stride, paths, rate] = [1250, 1450, 10, 80, 0.02];
    const long = 8e7 * (1 + skew);
    const market = {
      ...still,
      "time.block": 240,
      "time.blocks": blocks,
      "book.openInterestLong": long,
      "book.openInterestShort": 1.6e8 - long,
      "delay.command": delay,
    };
    const stepped = meanSkew({ ...market, ...constantFunding(rate) }, paths, stride);
    const unmoved = meanSkew({ ...market, ...constantFunding(0) }, paths, stride);
    const expected = stepResponse(fundingPlant(vectorOf(market), { ...base, skew }), rate, blocks);
    const final = -(expected.at(-1) ?? NaN);
    for (let i = 0; i < stepped.length; i++) {
      const difference = (stepped[i] ?? NaN) - (unmoved[i] ?? NaN);
      if (i * stride <= delay) expect(difference).toBe(0);
      // Paths differ by some 8 of 1,000 slots: a standard error of 1.2 % of the final answer with 80. The hazards
      // move by a fifth, so that sinh instead of its slope makes another 1 %.
      else expect(Math.abs(difference - (expected[i * stride] ?? NaN))).toBeLessThan(0.04 * final);
    }
  });

  test("moves first in block delay + 1, as the kernel does", () => {
    const market = { ...still, "time.block": 1800, "time.blocks": 12, "delay.command": 5 };
    const stepped = meanSkew({ ...market, ...constantFunding(0.05) }, 64, 1);
    const unmoved = meanSkew({ ...market, ...constantFunding(0) }, 64, 1);
    const expected = stepResponse(fundingPlant(vectorOf(market), base), 0.05, 12);
    const first = (list: ArrayLike<number>): number => Array.from(list).findIndex((x) => x !== 0);
    expect(first(stepped.map((x, i) => x - (unmoved[i] ?? NaN)))).toBe(6);
    expect(first(expected)).toBe(6);
  });

  test("has the same slope in continuous time", () => {
    const { continuous, perBlock } = fundingPlant(vectorOf(still), base);
    const step = perBlock.sampleTime;
    expect(step).toBeCloseTo(12 / 86400, 15);
    expect((perBlock.A.get(0, 0) - 1) / step).toBeCloseTo(continuous.A.get(0, 0), 9);
    expect(perBlock.B.get(0, 0) / step).toBeCloseTo(continuous.B.get(0, 0), 9);
  });
});

describe("the depth plant", () => {
  test("is the kernel's depth after a constant incentive, to rounding", () => {
    const values: Values = {
      ...still,
      "traders.closeHazard": 0,
      "traders.openHazard": 0,
      "time.blocks": 200,
      "depth.kp": 1e-9,
      "depth.min": 1.5,
      "depth.max": 1.5,
    };
    const { simulator, vector } = simulatorOf(values, 1, 1);
    const depth = traceColumn(simulator.trace(vector, 1), 0, "depth");
    const expected = stepResponse(depthPlant(vector, base), 0.5, 200);
    for (const [k, value] of depth.entries()) expect(value / 1e15 - 1).toBeCloseTo(expected[k] ?? NaN, 12);
    expect(expected[199]).toBeGreaterThan(0.4);
  });

  test("answers less where providers stay away: e^(-1/4) in stress", () => {
    const settled = (volatility: number): number =>
      stepResponse(depthPlant(vectorOf({ "time.block": 600 }), { ...base, volatility }), 1, 200).at(-1) ?? NaN;
    expect(settled(1)).toBeCloseTo(1, 9);
    expect(settled(1.5)).toBeCloseTo(Math.exp(-0.25), 9);
  });
});

describe("the margin plant", () => {
  const deep = { "depth.initial": 2e9 };

  test("has the slope of ln 1/(1 - g) in the initial margin as its final gain", () => {
    const vector = vectorOf(deep);
    const { continuous } = marginPlant(vector, base) ?? { continuous: null };
    if (continuous === null) throw new Error("expected a plant");
    const final = (-continuous.C.get(0, 0) * continuous.B.get(0, 0)) / continuous.A.get(0, 0);
    const amplified = (margin: number): number =>
      -Math.log(1 - firstGain(atOperatingPoint(vectorOf({ ...deep, "margin.initial": margin }), base)));
    expect(final).toBeCloseTo((amplified(0.05 + 1e-6) - amplified(0.05 - 1e-6)) / 2e-6, 5);
    expect(final).toBeLessThan(0); // more margin, less volatility
    expect(-continuous.A.get(0, 0)).toBeCloseTo(turnover(vector).renewal, 12);
  });

  test("does not exist where the loop gain reaches 1", () => {
    expect(marginPlant(vectorOf({}), { ...base, skew: 0.25 })).toBeNull(); // BP-2: a gain of 1.27
    expect(marginPlant(vectorOf({}), { ...base, skew: 0.25, depth: 2 })).not.toBeNull();
  });
});

describe("operating points", () => {
  test("are 27, each with its own skew, depth and volatility and the same open interest", () => {
    expect(operatingPoints).toHaveLength(27);
    expect(new Set(operatingPoints.map(({ name }) => name)).size).toBe(27);
    const vector = vectorOf({});
    for (const point of operatingPoints) {
      const there = atOperatingPoint(vector, point);
      expect(restingSkew(there)).toBeCloseTo(point.skew, 12);
      expect(firstGain(there) / firstGain(vector)).toBeCloseTo((1.6 * (1 + point.skew)) / 2 / point.depth, 12);
    }
  });
});
