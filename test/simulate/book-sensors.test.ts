// Sensors that look through the book, and forecasts, in the kernel: against a recount, a closed form and the trace itself.
import { describe, expect, test } from "vitest";
import { bidsWithin, coverage, coverageFall, meanDensity } from "../../src/control/book-sensors.ts";
import { type FeatureName, featureNames } from "../../src/simulate/features.ts";
import { type TraceName, traceColumn } from "../../src/simulate/trace.ts";
import { simulatorOf, type Values } from "./benchmark-plants.ts";

const lively: Values = {
  "time.blocks": 900,
  "depth.depletion": 5,
  "book.slots": 400,
  "price.volatility": 1.5,
  "shock.size": -0.06,
  "shock.block": 300,
  "funding.law": 3,
  "funding.kp": 0.05,
  "depth.initial": 5e8,
  "sensors.bookEvery": 10,
};

interface Played {
  readonly feature: (name: FeatureName) => Float64Array;
  readonly column: (name: TraceName) => Float64Array;
}

/** One path, every `stride` blocks. */
function played(values: Values, stride: number): Played {
  const { simulator, vector } = simulatorOf({ ...lively, ...values }, 9, 1);
  const [features, trace] = [simulator.features(vector, stride), simulator.trace(vector, stride)];
  expect(features.names).toEqual(featureNames);
  return { feature: (name) => traceColumn(features, 0, name), column: (name) => traceColumn(trace, 0, name) };
}

const largestDifference = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - (b[i] ?? Number.NaN))), 0);

describe("the sensors' formulas", () => {
  test("bids within a fall are D m without depletion, and fewer with it", () => {
    expect(bidsWithin(2e8, 0, 0.03)).toBe(6e6);
    expect(bidsWithin(2e8, 5, 0.03)).toBeCloseTo((2e8 * (1 - Math.exp(-0.15))) / 5, 4);
  });

  test("coverage is at most a hundred, and that where nothing would be liquidated", () => {
    expect(coverage(6e6, 3e6)).toBe(2);
    expect(coverage(6e6, 1)).toBe(100);
    expect(coverage(6e6, 0)).toBe(100);
  });

  test("two deviations of half an hour at 80 % a year are 1.2 %; a density of one third of depth is a gain of one third", () => {
    expect(coverageFall(0.8)).toBeCloseTo(2 * 0.8 * Math.sqrt(1 / (2 * 8760)), 15);
    expect(meanDensity((0.03 * 5e8) / 3, 5e8)).toBeCloseTo(1 / 3, 15);
  });
});

test("a log-uniform book after a fall has the coverage and the density of its closed form", () => {
  // Evenly spread log leverage up to 20: collateral over notional c has density 1/(c ln 20) on [1/20, 1]. A fall by s + m
  // from the entry makes liquidatable what has c <= 1 - e^-(s + m) (1 - maintenance).
  const fall = 0.02;
  const still = { "price.volatility": 0, "jump.rate": 0, "traders.closeHazard": 0, "traders.openHazard": 0 };
  const shock = { "shock.size": -fall, "shock.block": 0, "shock.blocks": 1, "time.blocks": 1 };
  const values = { ...still, ...shock, "book.leverage": 1, "book.slots": 20_000, "liquidity.refillTime": 1e7 };
  const { feature, column } = played(values, 1);
  const depth = column("depth")[0] ?? Number.NaN;
  const within = (m: number): number =>
    (1e8 * Math.exp(-fall) * Math.log((1 - Math.exp(-fall - m) * 0.975) * 20)) / Math.log(20);
  const m = 2 * Math.sqrt(((1 - 0.5 ** (12 / 600)) * fall ** 2 * 1800) / 12);
  const bids = (depth * (1 - Math.exp(-5 * m))) / 5;
  // The lowest of the 20,000 slots stand for a continuum: half a slot in the four hundred within reach.
  expect(feature("bookDensity")[0]).toBeCloseTo(within(0.03) / (0.03 * depth), 3);
  expect((feature("coverage")[0] ?? 0) / (bids / within(m))).toBeCloseTo(1, 2);
});

describe("a features trace", () => {
  const { feature, column } = played({}, 10);

  test("shows what the loops' sensors show in the same block", () => {
    expect(feature("absoluteSkew")).toEqual(column("skew").map(Math.abs));
    const depth = column("depth").map((d) => d / 5e8);
    expect(largestDifference(feature("depth"), depth)).toBe(0);
    const basis = played({ "sensors.bookEvery": 1 }, 10).feature("basis");
    expect(basis).toEqual(feature("basis"));
  });

  test("shows each sensor in its own column: recomputed from prices, insurance and funding", () => {
    // Without a permanent share the index is the outside price.
    const { feature: exact, column: state } = played({ "sensors.bookEvery": 1, "arbitrage.permanentShare": 0 }, 1);
    const logs = (name: TraceName): Float64Array => state(name).map((price) => Math.log(price / 100));
    const [mark, index] = [logs("mark"), logs("exogenous")];
    const change = (series: Float64Array, k: number): number => (series[k] ?? Number.NaN) - (series[k - 1] ?? 0);
    const overshoots = (series: Float64Array): Float64Array => {
      const keep = 0.5 ** (12 / 600);
      let variance = 1.5 ** 2 / 31536000;
      return series.map((_, k) => {
        variance = keep * variance + ((1 - keep) * change(series, k) ** 2) / 12;
        return Math.max(0, Math.sqrt(variance * 31536000) / 0.8 - 1);
      });
    };
    let [peak, momentum] = [0, 0];
    const expected = {
      volatility: overshoots(mark),
      indexVolatility: overshoots(index),
      drawdown: mark.map((x) => {
        peak = Math.max(peak, x);
        return peak - x;
      }),
      momentum: mark.map((_, k) => {
        momentum = momentum * Math.exp(-12 / 1800) + change(mark, k);
        return momentum;
      }),
      insurance: state("insurance").map((usd) => usd / 2e6),
      funding: state("funding").map((_, k, rates) => rates[k - 1] ?? 0), // charged in this block, so moved in the one before
    };
    for (const name of ["volatility", "indexVolatility", "drawdown", "momentum", "insurance", "funding"] as const) {
      expect(largestDifference(exact(name), expected[name]), name).toBeLessThan(1e-9); // returns of rounded prices
      expect(new Set(exact(name)).size, name).toBeGreaterThan(10);
    }
  });

  test("holds what looks through the book between two readings", () => {
    const every = played({}, 1).feature("coverage");
    for (let k = 0; k < every.length; k++) expect(every[k]).toBe(every[10 * Math.floor(k / 10)]);
    expect(new Set(every).size).toBeGreaterThan(20);
  });

  test("averages squared returns over half of each window's length", () => {
    const { feature: exact, column: prices } = played({ "sensors.bookEvery": 1 }, 1);
    const mark = prices("mark");
    const names = ["logVarianceTenMinutes", "logVarianceHour", "logVarianceSixHours", "logVarianceDay"] as const;
    names.forEach((name, i) => {
      const keep = Math.exp(-12 / ([600, 3600, 21600, 86400][i] ?? Number.NaN) / 0.5);
      let variance = 1.5 ** 2 / 31536000;
      const expected = Float64Array.from(mark, (price, k) => {
        const r = Math.log(price / (k === 0 ? 100 : (mark[k - 1] ?? Number.NaN)));
        variance = keep * variance + ((1 - keep) * r * r) / 12;
        return Math.log(variance * 31536000);
      });
      expect(largestDifference(exact(name), expected)).toBeLessThan(1e-9); // returns of rounded prices
    });
  });

  test("remembers the skew of six full ten minutes", () => {
    const { feature: exact, column: state } = played({}, 1);
    const skew = state("skew");
    for (const k of [0, 49, 50, 399, 899])
      for (const lag of [1, 2, 3, 4, 5, 6] as const) {
        const at = 50 * (Math.floor(k / 50) - lag + 1); // 50 blocks of 12 s
        const start = (1e8 - 6e7) / 1.6e8;
        const expected = at >= 0 ? skew[at] : at < 0 ? start : Number.NaN;
        expect(exact(`skewLag${lag}`)[k]).toBeCloseTo(expected ?? Number.NaN, 14);
      }
  });

  test("follows the change of depth and skew per five minutes", () => {
    const { feature: exact, column: state } = played({ "sensors.bookEvery": 1 }, 1);
    const keep = Math.exp(-12 / 300);
    const followed = (series: Float64Array, start: number): Float64Array => {
      let slope = 0;
      return series.map((x, k) => {
        slope = keep * slope + (1 - keep) * (300 / 12) * (x - (series[k - 1] ?? start));
        return slope;
      });
    };
    const depth = state("depth").map((d) => d / 5e8);
    expect(largestDifference(exact("depthSlope"), followed(depth, 1))).toBeLessThan(1e-12);
    const skew = (1e8 - 6e7) / 1.6e8;
    expect(largestDifference(exact("skewVelocity"), followed(state("skew"), skew))).toBeLessThan(1e-12);
  });
});

describe("a forecast", () => {
  const reading = (name: "forecastVolatility" | "forecastSkew" | "crunch", coefficients: Values): Values => ({
    ...coefficients,
    "depth.feedForward": 0.1,
    "depth.feedForwardSensor": 11 + ["forecastVolatility", "forecastSkew", "crunch"].indexOf(name),
  });

  test("of volatility is the weighted log variance, as an overshoot", () => {
    const weights = {
      "forecast.varianceIntercept": 0.2,
      "forecast.varianceTenMinutes": 0.6,
      "forecast.varianceDay": 0.3,
    };
    const { feature } = played(reading("forecastVolatility", weights), 10);
    const [short, long] = [feature("logVarianceTenMinutes"), feature("logVarianceDay")];
    const expected = short.map((x, i) =>
      Math.max(0, Math.exp((0.2 + 0.6 * x + 0.3 * (long[i] ?? Number.NaN)) / 2) / 0.8 - 1),
    );
    expect(largestDifference(feature("forecastVolatility"), expected)).toBeLessThan(1e-12);
    expect(Math.max(...expected)).toBeGreaterThan(0.1);
  });

  test("of skew is the weighted past", () => {
    const { feature } = played(
      reading("forecastSkew", { "forecast.skewIntercept": 0.01, "forecast.skewLag6": 0.5 }),
      10,
    );
    const expected = feature("skewLag6").map((w) => 0.01 + 0.5 * w);
    expect(largestDifference(feature("forecastSkew"), expected)).toBeLessThan(1e-15);
  });

  test("of a crunch is the logistic of the weighted features", () => {
    const { feature } = played(
      reading("crunch", { "crunch.intercept": -1, "crunch.coverage": -0.2, "crunch.momentum": -9 }),
      10,
    );
    const [covered, momentum] = [feature("coverage"), feature("momentum")];
    const expected = covered.map((x, i) => 1 / (1 + Math.exp(1 + 0.2 * x + 9 * (momentum[i] ?? Number.NaN))));
    expect(largestDifference(feature("crunch"), expected)).toBeLessThan(1e-14);
  });

  test("moves the actuator of the loop that reads it, and is off without coefficients", () => {
    const resting = played({}, 10).column("depthMultiplier");
    expect(played(reading("crunch", {}), 10).column("depthMultiplier")).toEqual(resting);
    const moved = played(reading("crunch", { "crunch.intercept": 1 }), 10).column("depthMultiplier");
    expect(moved.at(-1)).toBeCloseTo(1 + 0.1 / (1 + Math.exp(-1)), 6);
  });
});
