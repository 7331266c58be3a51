// Gaussian processes against closed forms, differences, brute force and limits.
import { determinant, inverse, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { covariance, type Hyperparameters, scaledInputs } from "../../../src/search/gaussian/covariance.ts";
import { fittedKernel } from "../../../src/search/gaussian/fit.ts";
import { logarithmsOf, negativeLogPosterior, type Observations } from "../../../src/search/gaussian/likelihood.ts";
import { beliefAt, believing, processOf, slopeAt } from "../../../src/search/gaussian/process.ts";
import { numberStream } from "../landscape.ts";

const kernel: Hyperparameters = { lengths: Float64Array.of(0.7, 1.9), signal: 1.3, trend: 0.2, nugget: 1e-6 };

function observations(count: number, f: (x: readonly number[]) => number, noise = 0): Observations {
  const next = numberStream(3);
  const inputs = Float64Array.from({ length: 2 * count }, () => next() - 0.5);
  const values = Float64Array.from({ length: count }, (_, i) => f([inputs[2 * i] ?? 0, inputs[2 * i + 1] ?? 0]));
  return { inputs, dimension: 2, values, noise: new Float64Array(count).fill(noise) };
}

const wave = ([x = 0, y = 0]: readonly number[]): number => Math.sin(3 * x) + x * y - y;

function kernelAt(x: readonly number[], y: readonly number[], h = kernel): number {
  const [a, b] = [x, y].map((point) => scaledInputs(Float64Array.from(point), h.lengths));
  return covariance(a ?? new Float64Array(2), 0, b ?? new Float64Array(2), 0, h);
}

test("the kernel is the textbook's, written out with the engine's own functions", () => {
  const [x, y] = [
    [0.3, -0.2],
    [-0.1, 0.4],
  ] as const;
  const r = Math.hypot((x[0] - y[0]) / 0.7, (x[1] - y[1]) / 1.9);
  const p = (x[0] * y[0]) / 0.49 + (x[1] * y[1]) / 3.61;
  const matern = (1 + Math.sqrt(5) * r + (5 * r * r) / 3) * Math.exp(-Math.sqrt(5) * r);
  expect(kernelAt(x, y)).toBeCloseTo(1 + 1.3 * matern + 0.2 * ((1 + p) ** 2 - 1), 12);
});

test("after one and two values the belief is that of the normal distribution conditioned by hand", () => {
  const points = [
    [0.1, 0.2],
    [0.4, -0.3],
  ];
  const at = [0.25, 0];
  const noise = [0.1, 0.4];
  const one = processOf(
    { inputs: Float64Array.of(0.1, 0.2), dimension: 2, values: Float64Array.of(2), noise: Float64Array.of(0.1) },
    kernel,
  );
  const own = kernelAt(points[0] ?? [], points[0] ?? []) + 0.1 + 1e-6;
  const cross = kernelAt(points[0] ?? [], at);
  const first = beliefAt(one, Float64Array.from(at));
  expect(first.mean).toBeCloseTo((2 * cross) / own, 12);
  expect(first.deviation ** 2).toBeCloseTo(kernelAt(at, at) - cross ** 2 / own, 12);
  const two = processOf(
    {
      inputs: Float64Array.from(points.flat()),
      dimension: 2,
      values: Float64Array.of(2, -1),
      noise: Float64Array.from(noise),
    },
    kernel,
  );
  const [a, b, c] = [
    own,
    kernelAt(points[0] ?? [], points[1] ?? []),
    kernelAt(points[1] ?? [], points[1] ?? []) + 0.4 + 1e-6,
  ];
  const [k, l] = points.map((point) => kernelAt(point, at));
  const [p, q] = [k ?? NaN, l ?? NaN];
  const second = beliefAt(two, Float64Array.from(at));
  expect(second.mean).toBeCloseTo((p * (c * 2 + b) + q * (-b * 2 - a)) / (a * c - b * b), 12);
  expect(second.deviation ** 2).toBeCloseTo(
    kernelAt(at, at) - (c * p * p - 2 * b * p * q + a * q * q) / (a * c - b * b),
    12,
  );
});

test("the likelihood is that of a normal density by determinant and inverse, priors apart", () => {
  const { inputs, values, ...rest } = observations(8, wave, 0.02);
  const point = (i: number): number[] => [inputs[2 * i] ?? 0, inputs[2 * i + 1] ?? 0];
  const density = (h: Hyperparameters): number => {
    const K = new Matrix(
      Array.from(values, (_, i) =>
        Array.from(values, (_, j) => kernelAt(point(i), point(j), h) + (i === j ? 0.02 + h.nugget : 0)),
      ),
    );
    const y = Matrix.columnVector([...values]);
    return 0.5 * y.transpose().mmul(inverse(K)).mmul(y).get(0, 0) + 0.5 * Math.log(determinant(K));
  };
  const posterior = negativeLogPosterior({ inputs, values, ...rest });
  const other = { ...kernel, signal: 0.4, lengths: Float64Array.of(1.2, 0.8) };
  const priorOf = (h: Hyperparameters): number => {
    const z = [...h.lengths].map((l) => (Math.log(l) - Math.SQRT2 - 0.5 * Math.log(2)) / Math.sqrt(3));
    z.push(Math.log(h.signal) / 1.5, Math.log(h.trend / 0.1) / 3, Math.log(h.nugget / 1e-5) / 2.5);
    return 0.5 * z.reduce((sum, v) => sum + v * v, 0);
  };
  for (const h of [kernel, other])
    expect(posterior(logarithmsOf(h), new Float64Array(5))).toBeCloseTo(density(h) + priorOf(h), 9);
});

test("the likelihood's gradient is that of differences", () => {
  const posterior = negativeLogPosterior(observations(12, wave, 0.01));
  const theta = logarithmsOf({ ...kernel, nugget: 1e-3 });
  const gradient = new Float64Array(5);
  posterior(theta, gradient);
  for (const k of theta.keys()) {
    const [up, down] = [1e-5, -1e-5].map((step) =>
      posterior(
        theta.map((v, i) => (i === k ? v + step : v)),
        new Float64Array(5),
      ),
    );
    expect(gradient[k]).toBeCloseTo(((up ?? NaN) - (down ?? NaN)) / 2e-5, 5);
  }
});

test("without noise the mean goes through the values and the spread vanishes; with much it stays with the prior", () => {
  const sure = observations(15, wave);
  const process = processOf(sure, { ...kernel, nugget: 1e-10 });
  for (const [i, value] of sure.values.entries()) {
    const { mean, deviation } = beliefAt(process, sure.inputs.subarray(2 * i, 2 * i + 2));
    expect(mean).toBeCloseTo(value, 6);
    expect(deviation).toBeLessThan(1e-4);
  }
  const vague = processOf({ ...sure, noise: new Float64Array(15).fill(1e9) }, kernel);
  const at = Float64Array.of(0.2, 0.1);
  expect(beliefAt(vague, at).mean).toBeCloseTo(0, 6);
  expect(beliefAt(vague, at).deviation ** 2).toBeCloseTo(kernelAt([...at], [...at]), 6);
});

test("a value told as noisy is followed less than the others", () => {
  const told = observations(10, () => 0);
  const values = told.values.with(4, 1);
  const at = told.inputs.subarray(8, 10);
  const trusted = beliefAt(processOf({ ...told, values }, kernel), at).mean;
  const doubted = beliefAt(processOf({ ...told, values, noise: told.noise.with(4, 1) }, kernel), at).mean;
  expect(trusted).toBeCloseTo(1, 3);
  expect(doubted).toBeLessThan(0.5);
});

test("the slopes of mean and spread are those of differences", () => {
  const process = processOf(observations(20, wave, 0.01), kernel);
  const at = Float64Array.of(0.13, -0.21);
  const { mean, deviation, meanGradient, deviationGradient } = slopeAt(process, at);
  expect(beliefAt(process, at)).toEqual({ mean, deviation });
  for (const k of at.keys()) {
    const [up, down] = [1e-5, -1e-5].map((step) =>
      beliefAt(
        process,
        at.map((v, i) => (i === k ? v + step : v)),
      ),
    );
    expect(meanGradient[k]).toBeCloseTo(((up?.mean ?? NaN) - (down?.mean ?? NaN)) / 2e-5, 6);
    expect(deviationGradient[k]).toBeCloseTo(((up?.deviation ?? NaN) - (down?.deviation ?? NaN)) / 2e-5, 6);
  }
});

test("a believed point leaves the mean as it is and takes the spread away, as if its mean had been observed", () => {
  const told = observations(9, wave, 0.01);
  const process = processOf(told, kernel);
  const point = Float64Array.of(0.3, 0.3);
  const believed = believing(process, point);
  const values = Float64Array.of(...told.values, beliefAt(process, point).mean);
  const observed = processOf(
    { ...told, inputs: Float64Array.of(...told.inputs, ...point), values, noise: Float64Array.of(...told.noise, 0) },
    kernel,
  );
  for (const at of [Float64Array.of(0.25, 0.35), Float64Array.of(-0.4, 0.1)]) {
    expect(beliefAt(believed, at).mean).toBeCloseTo(beliefAt(process, at).mean, 12);
    expect(beliefAt(believed, at).mean).toBeCloseTo(beliefAt(observed, at).mean, 7);
    expect(beliefAt(believed, at).deviation).toBeCloseTo(beliefAt(observed, at).deviation, 9);
  }
});

test("the fit gives the coordinate that does not matter a long length, and finds the noise", () => {
  const sine = observations(40, ([x = 0]) => Math.sin(9 * x));
  const { hyperparameters: along } = fittedKernel(sine, null);
  expect(along.lengths[1]).toBeGreaterThan(10 * (along.lengths[0] ?? NaN));
  const next = numberStream(11);
  const shaken = observations(60, (x) => wave(x) + 0.35 * (next() + next() + next() + next() - 2));
  const { nugget } = fittedKernel(shaken, null).hyperparameters;
  expect(Math.sqrt(nugget)).toBeGreaterThan(0.1); // the deviation of four uniform numbers times 0.35 is 0.2
  expect(Math.sqrt(nugget)).toBeLessThan(0.3);
});

test("the order of the observations does not matter", () => {
  const told = observations(12, wave, 0.01);
  const turned = { ...told, values: told.values.toReversed(), inputs: new Float64Array(24) };
  for (let i = 0; i < 12; i++) turned.inputs.set(told.inputs.subarray(2 * i, 2 * i + 2), 2 * (11 - i));
  const at = Float64Array.of(0.2, -0.1);
  expect(beliefAt(processOf(turned, kernel), at).mean).toBeCloseTo(beliefAt(processOf(told, kernel), at).mean, 10);
});
