// Forecasters learn from the training paths alone, give the same bytes every time, and say what they could not learn.
import { Matrix } from "ml-matrix";
import { beforeAll, expect, test } from "vitest";
import { logisticProbabilities } from "../../src/control/forecast/logistic.ts";
import { logisticProbability } from "../../src/control/forecast.ts";
import { UserError } from "../../src/numeric/user-error.ts";
import { constantForecasts } from "../../src/study/forecast-constant.ts";
import { forecastProfile } from "../../src/study/forecast-profile.ts";
import { type ForecastSamples, forecastSamples } from "../../src/study/forecast-samples.ts";
import { forecastScores, predictedLogVariances } from "../../src/study/forecast-scores.ts";
import { type ForecastFindings, findForecasters, readUnforecast } from "../../src/study/forecast-study.ts";
import { coefficientsOf, trainForecasters } from "../../src/study/forecast-training.ts";
import { closedLoopValue } from "../../src/study/forecast-value.ts";
import { numbers } from "../control/random-matrices.ts";
import { studyFile } from "./small-study.ts";

const set =
  "{ funding.law: controller, price.volatility: 1.5, jump.rate: 0.0002, jump.deviation: 0.04, book.slots: 60 }";
const scenarios = (validation: number, holdout: number, paths = 10, horizon = "4 h") =>
  `{ horizon: ${horizon}, paths: ${paths}, seed: 11, validation: { paths: 8, seed: ${validation} }, holdout: { paths: 8, seed: ${holdout} } }`;
const found = (validation: number, holdout: number): ForecastFindings =>
  findForecasters(readUnforecast(studyFile({ set, scenarios: scenarios(validation, holdout) })));

let first: ForecastFindings;
beforeAll(() => {
  first = found(101, 201);
});

test("the same study gives the same bytes", () => {
  expect(forecastProfile("x", found(101, 201))).toBe(forecastProfile("x", first));
});

test("holdout paths enter nothing but the holdout scores and the holdout comparison", () => {
  const other = found(101, 202);
  expect(other.coefficients).toEqual(first.coefficients);
  expect([other.scores[0], other.value[0]]).toEqual([first.scores[0], first.value[0]]);
  expect(other.scores[1]).not.toEqual(first.scores[1]);
});

test("validation paths choose between fits and enter none: the same choice has the same coefficients", () => {
  const trained = [102, 103, 104]
    .map((seed) => samplesFor({ seed, paths: 8 }))
    .map((v) => trainForecasters(train(), v));
  let same = 0;
  for (const { volatility, skew, crunch } of trained) {
    expect(volatility).toEqual(first.trained.volatility);
    if (skew?.lags === first.trained.skew?.lags && skew?.ridge === first.trained.skew?.ridge) {
      expect(skew).toEqual(first.trained.skew);
      same++;
    }
    if (crunch?.ridge === first.trained.crunch?.ridge) {
      expect(crunch?.coefficients).toEqual(first.trained.crunch?.coefficients);
      same++;
    }
  }
  expect(same).toBeGreaterThan(0);
  const elsewhere = trainForecasters(samplesFor({ seed: 12, paths: 10 }), samplesFor({ seed: 101, paths: 8 }));
  expect(elsewhere.volatility).not.toEqual(first.trained.volatility);
});

test("coefficients have six digits and the scores are those of these digits", () => {
  for (const value of Object.values(first.coefficients)) expect(Number(value.toPrecision(6))).toBe(value);
  expect(Object.keys(first.coefficients)).toHaveLength(26);
  expect(forecastScores(first.trained, samplesFor({ seed: 101, paths: 8 }))).toEqual(first.scores[0]);
});

test("targets and features line up in time", () => {
  const { features, skews, path, shape, labels, pastLabels, comingLogVariance, pastLogVariance } = train();
  expect(path).toHaveLength(features.rows);
  expect(labels[0]).toHaveLength(features.rows);
  expect(shape).toMatchObject({ horizon: 150, stride: 25, skewStride: 50, skewHorizon: 3 });
  const at = Array.from({ length: 48 }, (_, i) => 25 * i).filter((k) => k >= 150 && k + 150 < 1200);
  expect(features.rows).toBe(10 * at.length);
  at.forEach((k, i) => {
    if (k % 50 === 0) expect(features.get(i, 7)).toBe(Math.abs(skews[0]?.[k / 50] ?? Number.NaN));
    if (i < 6) return; // what was to come half an hour ago is past now
    expect(pastLogVariance[i]).toBe(comingLogVariance[i - 6]);
    expect(pastLabels[1][i]).toBe(labels[1][i - 6]);
  });
});

test("a law that made the variance is found again", () => {
  const logVariances = new Matrix(numbers(400, 3).map((x, i, all) => [x, all[i - 1] ?? 0, x * x, i / 400]));
  const comingLogVariance = Float64Array.from(
    logVariances.to2DArray(),
    ([a = 0, b = 0, c = 0, d = 0]) => -0.5 + 0.4 * a + 0.3 * b - 0.1 * c + 0.2 * d,
  );
  const { volatility } = trainForecasters(
    { ...train(), logVariances, comingLogVariance },
    samplesFor({ seed: 101, paths: 8 }),
  );
  expect([...(volatility ?? [])]).toEqual([-0.5, 0.4, 0.3, -0.1, 0.2]);
});

test("coefficients of zero change nothing in the closed loop, and those trained change something", () => {
  const { spec } = first.study;
  const hookup = first.hookup ?? { values: {}, words: "", own: false };
  const zero = Object.fromEntries(Object.keys(first.coefficients).map((name) => [name, 0]));
  const value = closedLoopValue(spec, zero, zero, hookup, { seed: 5, paths: 8 });
  for (const { difference } of value.metrics)
    expect(difference).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
  for (const difference of [value.loss, value.timing])
    expect(difference).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
  const trained = closedLoopValue(spec, first.coefficients, first.coefficients, hookup, { seed: 5, paths: 8 });
  expect(trained.loss?.value).not.toBe(0);
  expect(trained.timing?.value).toBe(0); // a forecast against itself
});

test("a constant forecast is the mean of the trained one", () => {
  const samples = train();
  const { volatility, crunch } = first.trained;
  const constant = constantForecasts(first.trained, samples);
  const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const coming = mean(predictedLogVariances(volatility ?? new Float64Array(5), samples));
  const chance = mean(logisticProbabilities(crunch?.coefficients ?? new Float64Array(14), samples.features));
  expect(constant["forecast.varianceIntercept"]).toBeCloseTo(coming, 5); // six digits are exported
  expect(logisticProbability(constant["crunch.intercept"] ?? 0)).toBeCloseTo(chance, 5);
  expect(Object.values(constant).filter((value) => value !== 0)).toHaveLength(3);
});

test("the loss is the weighted sum of the differences of its metrics", () => {
  const [{ loss, metrics } = { loss: null, metrics: [] }] = first.value;
  const sum = first.study.spec.losses.reduce((all, { metric, weight }) => {
    const row = metrics.find(({ name }) => name === metric);
    const sign = metric === "capitalEfficiency" ? -1 : 1;
    return all + (sign * weight * (row?.difference.value ?? Number.NaN)) / Math.abs(row?.without.value ?? Number.NaN);
  }, 0);
  expect(loss?.value).toBeCloseTo(sum, 12);
});

test("what cannot be learned is omitted with words", () => {
  const none = withoutCrunches(train());
  const { crunch, omitted, volatility } = trainForecasters(none, withoutCrunches(samplesFor({ seed: 101, paths: 8 })));
  expect(crunch).toBe(null);
  expect(volatility).not.toBe(null);
  expect(omitted.crunch).toContain("found 0 events");
  const still = { ...none, skews: none.skews.map((skew) => skew.map(() => 0.1)) };
  const stiller = trainForecasters(still, still);
  expect(stiller.omitted.skew).toContain("dependent");
  expect(Object.keys(coefficientsOf(stiller))).toEqual(Object.keys(first.coefficients).slice(0, 5));
});

test("when nothing can be learned that is an error with every reason", () => {
  const none = withoutCrunches(train());
  const dead = {
    ...none,
    skews: none.skews.map((skew) => skew.map(() => 0)),
    logVariances: Matrix.zeros(none.logVariances.rows, 4),
  };
  expect(() => trainForecasters(dead, dead)).toThrow(/3 problems\n {2}volatility: .*\n {2}skew: .*\n {2}crunch: /);
});

test("a label that is too frequent asks for more forced flow", () => {
  const shareWhere = (every: number): number | undefined => {
    const relabelled = (samples: ForecastSamples) => {
      const events = samples.labels[0].map((_, i) => (i % every === 0 ? 1 : 0));
      return { ...samples, labels: [events, samples.labels[1]] as const };
    };
    const validation = relabelled(samplesFor({ seed: 101, paths: 8 }));
    return trainForecasters(relabelled(train()), validation).crunch?.flowShare;
  };
  expect(shareWhere(3)).toBe(0.05);
  expect(shareWhere(5)).toBe(0.01);
});

test("a feature that never changes, and one whose weight would be too large, get none and are named", () => {
  const changed = (samples: ForecastSamples) => {
    const features = samples.features.clone();
    for (let i = 0; i < features.rows; i++) {
      features.set(i, 1, 0.5);
      features.set(i, 3, 1e-6 * features.get(i, 3));
    }
    return { ...samples, features };
  };
  const validation = changed(samplesFor({ seed: 101, paths: 8 }));
  const { crunch } = trainForecasters(changed(train()), validation);
  const named = ["bookDensity: never changes in training", "depth: its weight would exceed 1000"];
  expect(crunch?.leftOut).toEqual(expect.arrayContaining(named));
  expect(first.trained.crunch?.leftOut).not.toEqual(expect.arrayContaining(named.slice(0, 1)));
  expect([crunch?.coefficients[2], crunch?.coefficients[4]]).toEqual([0, 0]);
  expect(Math.max(...(crunch?.coefficients ?? []).map(Math.abs))).toBeGreaterThan(0);
  const dead = { ...train(), features: Matrix.ones(train().features.rows, 13) };
  expect(trainForecasters(dead, validation).omitted.crunch).toContain("found none that varies");
});

test("a horizon without a sample and coefficients that would override the profile are told", () => {
  const short = studyFile({ set, scenarios: scenarios(1, 2, 4, "1 h") });
  expect(() => findForecasters(readUnforecast(short))).toThrow(
    "scenarios > horizon: found 300 blocks; expected at least 750 (2.50 h)",
  );
  const own = studyFile({ set: `{ funding.law: controller, crunch.depth: -1 }` });
  expect(() => readUnforecast(own)).toThrow(
    "set > crunch.depth: found a coefficient; expected those of the profile only",
  );
  expect(() => readUnforecast(own)).toThrow(UserError);
});

test("a study may name the profile that is yet to be made", () => {
  expect(readUnforecast(studyFile({ forecast: "to-come.yaml" })).spec.forecast).toBe(null);
});

const played = new Map<string, ForecastSamples>();

function samplesFor(family: { seed: number; paths: number }): ForecastSamples {
  const key = JSON.stringify(family);
  const samples = played.get(key) ?? forecastSamples(first.study.spec, family);
  played.set(key, samples);
  return samples;
}

function train(): ForecastSamples {
  return samplesFor({ seed: 11, paths: 10 });
}

function withoutCrunches(samples: ForecastSamples): ForecastSamples {
  const none = samples.labels[0].map(() => 0);
  return { ...samples, labels: [none, none] };
}
