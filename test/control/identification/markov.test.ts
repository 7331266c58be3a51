// Markov parameters from inputs and outputs.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { pseudoRandomBinary } from "../../../src/control/identification/excitation.ts";
import { markovParameters } from "../../../src/control/identification/markov.ts";
import { distance, exactMarkov, experimentOn, normalMatrix, thirdOrder, twoByTwo } from "./known-systems.ts";

test("a record from rest as long as the response wanted gives it to rounding, whatever the input", () => {
  const input = Matrix.columnVector(Array.from(pseudoRandomBinary(6, 1, 0, 60)));
  const found = markovParameters(experimentOn(thirdOrder, input, 0, 0), 60, 0);
  const exact = exactMarkov(thirdOrder, 60);
  for (const [k, h] of found.entries()) expect(distance(h, exact[k] ?? h)).toBeLessThan(1e-10); // condition up to 1e4
});

test("a longer record of two inputs separates their responses once the rest has died out", () => {
  const found = markovParameters(experimentOn(twoByTwo, normalMatrix(900, 2, 3), 0, 0), 150, 0);
  const exact = exactMarkov(twoByTwo, 150);
  // what is left after 150 samples is 0.9^150 = 1.4e-7 of a response of order 1
  for (const [k, h] of found.entries()) expect(distance(h, exact[k] ?? h)).toBeLessThan(1e-6);
});

test("noise moves each parameter within its standard error", () => {
  const sequence = pseudoRandomBinary(10, 1, 0, 1023);
  const exact = exactMarkov(thirdOrder, 60);
  let [squares, count] = [0, 0];
  for (let seed = 1; seed <= 4; seed++) {
    const found = markovParameters(
      experimentOn(thirdOrder, Matrix.columnVector(Array.from(sequence)), 0.2, seed),
      60,
      0,
    );
    for (const [k, h] of found.entries()) squares += (h.get(0, 0) - (exact[k]?.get(0, 0) ?? 0)) ** 2;
    count += 60;
  }
  // the autocorrelation of the sequence is nearly a pulse, so each standard error is nearly 0.2 / sqrt(1023); 240 squares
  // of which have a relative standard deviation of 0.09
  const ratio = Math.sqrt(squares / count) / (0.2 / Math.sqrt(1023));
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(1.25);
});

test("a ridge of zero is least squares, a small one stays near it, a huge one gives no response", () => {
  const experiment = experimentOn(thirdOrder, normalMatrix(300, 1, 5), 0.1, 6);
  const plain = markovParameters(experiment, 20, 0);
  const gap = (ridge: number) =>
    Math.max(...markovParameters(experiment, 20, ridge).map((h, k) => distance(h, plain[k] ?? h)));
  expect(gap(1e-6)).toBeLessThan(1e-4);
  expect(gap(1e-6)).toBeGreaterThan(0);
  expect(Math.max(...markovParameters(experiment, 20, 1e9).map((h) => h.abs().max()))).toBeLessThan(1e-8);
});

test("an input that excites too little is refused without a ridge and answered with one", () => {
  const input = Matrix.zeros(50, 1).fill(1).set(0, 0, 0);
  const delayed = experimentOn(thirdOrder, input, 0, 0);
  expect(() => markovParameters(delayed, 50, 0)).toThrow(
    "regressor: found column u0(t-49) dependent on the columns before it; expected rank 50; excite every input",
  );
  expect(markovParameters(delayed, 50, 1e-6)).toHaveLength(50);
  expect(() => markovParameters(delayed, 51, 0)).toThrow("input: found 50 samples; expected at least 51");
  expect(() => markovParameters(delayed, 5, -1)).toThrow("ridge: found -1; expected a number from 0");
});
