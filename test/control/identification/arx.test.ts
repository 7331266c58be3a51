// ARX models by least squares.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { arx } from "../../../src/control/identification/arx.ts";
import { simulatedOutput } from "../../../src/control/identification/simulated-output.ts";
import { normalMatrix, normals } from "./known-systems.ts";

const a = [-1.5, 0.7];
const b = [0.5, 0.3];

/** y(t) = 1.5 y(t-1) - 0.7 y(t-2) + 0.5 u(t-nk) + 0.3 u(t-nk-1) + noise e(t), from rest. */
function record(length: number, nk: number, noise: number, seed: number) {
  const u = normals(length, 1000 + seed);
  const e = normals(length, 2000 + seed);
  const y = new Float64Array(length);
  for (let t = 0; t < length; t++) {
    const driven = (b[0] ?? 0) * (u[t - nk] ?? 0) + (b[1] ?? 0) * (u[t - nk - 1] ?? 0);
    y[t] = -(a[0] ?? 0) * (y[t - 1] ?? 0) - (a[1] ?? 0) * (y[t - 2] ?? 0) + driven + noise * (e[t] ?? 0);
  }
  const column = (values: Float64Array) => Matrix.columnVector(Array.from(values));
  return { input: column(u), output: column(y), sampleTime: 60, timeUnit: "s" } as const;
}

test.each([0, 1, 3])("noise-free data with delay %i give the coefficients, poles and output to rounding", (nk) => {
  const experiment = record(200, nk, 0, 1);
  const { theta, poles, model } = arx(experiment, { na: 2, nb: 2, nk });
  for (const [k, wanted] of [...a, ...b].entries()) expect(theta[k]).toBeCloseTo(wanted, 12);
  const upper = poles.find(({ im }) => im > 0);
  expect(poles).toHaveLength(2);
  expect(upper?.re).toBeCloseTo(0.75, 12);
  expect(upper?.im).toBeCloseTo(Math.sqrt(0.7 - 0.75 ** 2), 12);
  const replayed = simulatedOutput(model, experiment.input);
  expect(Matrix.sub(replayed, experiment.output).abs().max()).toBeLessThan(1e-11); // rounding summed over the memory
  expect(model).toMatchObject({ sampleTime: 60, timeUnit: "s" });
});

test("over seeds the errors have mean zero and the standard errors that are reported", () => {
  const seeds = 60;
  const sums = new Float64Array(4);
  const squares = new Float64Array(4);
  for (let seed = 1; seed <= seeds; seed++) {
    const { theta, standardErrors, noiseVariance } = arx(record(300, 1, 0.3, seed), { na: 2, nb: 2, nk: 1 });
    expect(Math.abs(noiseVariance / 0.09 - 1)).toBeLessThan(4 * Math.sqrt(2 / 296)); // chi-squared, 296 degrees of freedom
    for (const [k, wanted] of [...a, ...b].entries()) {
      const z = ((theta[k] ?? 0) - wanted) / (standardErrors[k] ?? 0);
      sums[k] = (sums[k] ?? 0) + z;
      squares[k] = (squares[k] ?? 0) + z * z;
    }
  }
  for (const sum of sums) expect(Math.abs(sum) / Math.sqrt(seeds)).toBeLessThan(3.5); // a standard normal number
  for (const square of squares) expect(Math.abs(square / seeds - 1)).toBeLessThan(4 * Math.sqrt(2 / seeds));
});

test("inputs that do not excite, short records and other shapes are refused by name", () => {
  const good = record(100, 1, 0.1, 1);
  const orders = { na: 2, nb: 2, nk: 1 };
  const steady = { ...good, input: Matrix.ones(100, 1) };
  expect(() => arx(steady, orders)).toThrow(
    "input: found column 0 constant at 1; expected a persistently exciting input",
  );
  const wave = { ...good, input: Matrix.columnVector(Array.from({ length: 100 }, (_, t) => (t % 2 === 0 ? 1 : -1))) };
  expect(() => arx(wave, orders)).toThrow(
    "regressor: found column u(t-2) dependent on the columns before it; expected rank 4",
  );
  const short = { ...good, input: good.input.subMatrix(0, 5, 0, 0), output: good.output.subMatrix(0, 5, 0, 0) };
  expect(() => arx(short, orders)).toThrow("input: found 6 samples; expected at least 7; lengthen the experiment");
  expect(() => arx({ ...good, input: normalMatrix(100, 2, 1) }, orders)).toThrow(
    "use subspace identification for more",
  );
  expect(() => arx(good, { na: 0, nb: 1.5, nk: 0 })).toThrow(
    /na: found 0[\s\S]*nb: found 1.5; expected a whole number/,
  );
  expect(() => arx({ ...good, output: good.output.clone().set(7, 0, Number.NaN) }, orders)).toThrow(
    "output: found NaN at row 7, column 0; expected finite numbers",
  );
});
