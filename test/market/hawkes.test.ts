// Self-exciting jump times: reference values, brute force, interruptions, and known parameters found again.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type HawkesParameters, hawkesLogLikelihood, type ObservedJumps } from "../../src/market/hawkes.ts";
import { fitHawkes } from "../../src/market/hawkes-fit.ts";
import { hawkesTimes, seededUniform } from "./synthetic-prices.ts";

const reference = "../shared/reference/05-timeseries.json";

function watched(times: readonly number[], ...watches: (readonly [number, number])[]): ObservedJumps {
  const inside = times.filter((time) => watches.some(([from, to]) => time > from && time <= to));
  return { times: Float64Array.from(inside), watches: watches.map(([from, to]) => ({ from, to })) };
}

/** Sum over all pairs, and the integral of the intensity by Simpson's rule between kinks. */
function bruteForce({ times, watches }: ObservedJumps, { base, branching, decay }: HawkesParameters): number {
  const intensity = (t: number, closed: boolean) => {
    const before = [...times].filter((time) => time < t || (closed && time === t));
    return base + before.reduce((sum, time) => sum + branching * decay * Math.exp(-decay * (t - time)), 0);
  };
  let value = [...times].reduce((sum, time) => sum + Math.log(intensity(time, false)), 0);
  for (const { from, to } of watches) {
    const kinks = [from, ...[...times].filter((time) => time > from && time < to), to];
    for (const [i, b] of kinks.slice(1).entries()) {
      const a = kinks[i] ?? from;
      const n = 200;
      const h = (b - a) / n;
      for (let j = 0; j < n; j++) {
        const x = a + j * h;
        value -=
          (h / 6) * (intensity(x, true) + 4 * intensity(x + h / 2, true) + intensity(j === n - 1 ? b : x + h, false));
      }
    }
  }
  return value;
}

describe.skipIf(!existsSync(reference))("reference cases (skipped without the shared folder)", () => {
  const caseOf = (kind: string) =>
    JSON.parse(readFileSync(reference, "utf8")).cases.find((one: { kind: string }) => one.kind === kind);

  test("the likelihood is that of the definition in 25 digits", () => {
    const { inputs, expected } = caseOf("hawkes_loglik");
    const observed = watched(inputs.events, [0, inputs.T]);
    for (const [i, [base, alpha, decay]] of inputs.params.entries()) {
      const value = hawkesLogLikelihood(observed, { base, branching: alpha / decay, decay });
      expect(value / expected.loglik[i]).toBeCloseTo(1, 10);
      expect(alpha / decay).toBeCloseTo(expected.branching_ratio[i], 12);
    }
  });

  test("the maximum is that of an independent optimiser", () => {
    const { inputs, expected } = caseOf("hawkes_mle");
    const fit = fitHawkes(watched(inputs.events, [0, inputs.T]), 0.01, 100);
    const found = [fit.base.value, fit.branching.value * fit.decay.value, fit.decay.value];
    expect(fit.logLikelihood).toBeGreaterThan(expected.loglik - 1e-5);
    expect(Math.abs(fit.logLikelihood - expected.loglik)).toBeLessThan(1e-5);
    for (const [i, value] of found.entries()) expect(Math.abs(value / expected.params[i] - 1)).toBeLessThan(2e-3);
  });
});

test("the likelihood with an interruption is that of brute force", () => {
  const times = hawkesTimes(seededUniform(21), 0.5, 0.6, 1.2, 40);
  const observed = watched(times, [2, 15], [16, 22], [30, 40]);
  for (const parameters of [
    { base: 0.5, branching: 0.6, decay: 1.2 },
    { base: 1, branching: 0.2, decay: 0.1 },
  ]) {
    expect(hawkesLogLikelihood(observed, parameters)).toBeCloseTo(bruteForce(observed, parameters), 6); // Simpson, h^4
  }
});

test("known parameters lie within three standard errors, also when a third of the time is not watched", () => {
  const truth = { base: 2 / 86_400, branching: 0.5, decay: 1 / 600 };
  const until = 400 * 86_400;
  const times = hawkesTimes(seededUniform(22), truth.base, truth.branching, truth.decay, until);
  const third = until / 3;
  for (const observed of [watched(times, [0, until]), watched(times, [0, third], [2 * third, until])]) {
    const fit = fitHawkes(observed, 1 / 86_400, 1 / 12);
    for (const name of ["base", "branching", "decay"] as const) {
      const { value, standardError } = fit[name];
      expect(standardError).toBeGreaterThan(0);
      expect(Math.abs(value - truth[name])).toBeLessThan(3 * (standardError ?? 0));
    }
    expect(fit.pValue).toBeLessThan(1e-6);
  }
});

test("standard errors are those of the estimates over many samples", () => {
  const fits = Array.from({ length: 40 }, (_, seed) =>
    fitHawkes(watched(hawkesTimes(seededUniform(100 + seed), 0.5, 0.5, 1, 500), [0, 500]), 0.01, 100),
  );
  for (const name of ["base", "branching", "decay"] as const) {
    const values = fits.map((fit) => fit[name].value);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    const said = fits.reduce((sum, fit) => sum + (fit[name].standardError ?? Number.NaN), 0) / fits.length;
    expect(said / spread).toBeGreaterThan(0.7); // 40 fits: 11 % noise, skewness of the decay aside
    expect(said / spread).toBeLessThan(1.4);
  }
});

test("Poisson times are rarely called clustered", () => {
  const runs = 300;
  const rejected = Array.from({ length: runs }, (_, seed) => {
    const times = hawkesTimes(seededUniform(1000 + seed), 1, 0, 1, 80);
    return fitHawkes(watched(times, [0, 80]), 1 / 24, 1).pValue < 0.05;
  }).filter(Boolean).length;
  expect(rejected / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
});
