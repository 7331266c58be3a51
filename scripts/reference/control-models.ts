// Checkers of the area 01-control, models: exponentials, sampling, poles and zeros, step responses, PID loops.
import { Matrix } from "ml-matrix";
import { z } from "zod";
import { feedback, parallel, series } from "../../src/control/linear/connect.ts";
import { stateSpaceOf } from "../../src/control/linear/convert.ts";
import {
  bilinear,
  bilinearTransfer,
  zeroOrderHold,
  zeroOrderHoldTransfer,
} from "../../src/control/linear/discretise.ts";
import { frequencyResponse, transferResponse } from "../../src/control/linear/frequency-response.ts";
import { type AntiWindup, loopResponse } from "../../src/control/linear/loop-response.ts";
import { poles, staticGain, zeros } from "../../src/control/linear/poles-zeros.ts";
import { stepResponse } from "../../src/control/linear/response.ts";
import type { StateSpace } from "../../src/control/linear/state-space.ts";
import { stepMetrics } from "../../src/control/linear/step-metrics.ts";
import type { TransferFunction } from "../../src/control/linear/transfer-function.ts";
import { type Complex, magnitude, subtract } from "../../src/numeric/complex.ts";
import { spectralRadius } from "../../src/numeric/eigenvalues.ts";
import { matrixExponential } from "../../src/numeric/matrix-exponential.ts";
import { type Checker, type Comparison, newComparison, real, realRows, reals } from "./checker.ts";

const normTolerance = z.object({ rtol_norm: z.number() });
const complexNumbers = z.object({ re: reals, im: reals });
const complexRows = z.object({ re: realRows, im: realRows });
const polynomials = z.object({ num: reals, den: reals, h: real });
const systemSchema = z.object({ A: realRows, B: realRows, C: realRows, D: realRows });

/** |found - expected| <= rtol |expected| in the Euclidean norm over all entries. */
function nearNorm(
  comparison: Comparison,
  what: string,
  found: readonly number[],
  expected: readonly number[],
  rtol: number,
): void {
  comparison.same(`${what}: length`, found.length, expected.length);
  const distance = norm(found.map((x, i) => x - (expected[i] ?? Number.NaN)));
  comparison.near(`${what}: distance over norm ${norm(expected)}`, distance, 0, { atol: rtol * norm(expected) });
}

function norm(entries: readonly number[]): number {
  return Math.sqrt(entries.reduce((sum, x) => sum + x * x, 0));
}

/** Two sets of complex numbers: each expected one takes its nearest found one; the distances are returned in that order. */
function matched(found: readonly Complex[], expected: readonly Complex[]): Complex[] {
  const left = [...found];
  return expected.map((wanted) => {
    const distances = left.map((value) => magnitude(subtract(value, wanted)));
    const [nearest] = left.splice(distances.indexOf(Math.min(...distances)), 1);
    return nearest ?? { re: Number.NaN, im: Number.NaN };
  });
}

function listed({ re, im }: z.infer<typeof complexNumbers>): Complex[] {
  return re.map((x, i) => ({ re: x, im: im[i] ?? Number.NaN }));
}

function parts(values: readonly Complex[]): number[] {
  return values.flatMap(({ re, im }) => [re, im]);
}

function systemOf({ A, B, C, D }: z.infer<typeof systemSchema>, sampleTime: number): StateSpace {
  const [a, b, c, d] = [new Matrix(A), new Matrix(B), new Matrix(C), new Matrix(D)];
  return { A: a, B: b, C: c, D: d, sampleTime, timeUnit: "s" };
}

function transferOf({ num, den }: { num: number[]; den: number[] }, sampleTime: number): TransferFunction {
  return { num, den, delay: 0, sampleTime, timeUnit: "s" };
}

const exponential: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.strictObject({ A: realRows }),
      expected: z.strictObject({ expA: realRows }),
      tolerance: normTolerance,
    })
    .parse(item);
  const comparison = newComparison();
  const found = matrixExponential(new Matrix(inputs.A)).to1DArray();
  nearNorm(comparison, "expA", found, expected.expA.flat(), tolerance.rtol_norm);
  return comparison;
};

const sampledByHold: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: systemSchema.extend({ h: real }),
      expected: z.strictObject({ Ad: realRows, Bd: realRows, Cd: realRows, Dd: realRows }),
      tolerance: normTolerance,
    })
    .parse(item);
  const { A, B, C, D } = zeroOrderHold(systemOf(inputs, 0), inputs.h);
  const comparison = newComparison();
  const check = (name: string, found: Matrix, wanted: readonly (readonly number[])[]): void =>
    nearNorm(comparison, name, found.to1DArray(), wanted.flat(), tolerance.rtol_norm);
  check("Ad", A, expected.Ad);
  check("Bd", B, expected.Bd);
  check("Cd", C, expected.Cd);
  check("Dd", D, expected.Dd);
  return comparison;
};

/** Coordinates are a matter of convention, so responses are compared. */
const sampledByTustin: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: systemSchema.extend({ h: real, w_times_h: reals }),
      expected: z.object({ G_at_exp_jwh: z.array(complexRows) }),
      tolerance: normTolerance,
    })
    .parse(item);
  const sampled = bilinear(systemOf(inputs, 0), inputs.h, 0);
  const comparison = newComparison();
  for (const [k, wanted] of expected.G_at_exp_jwh.entries()) {
    const { re, im } = frequencyResponse(sampled, (inputs.w_times_h[k] ?? 0) / inputs.h);
    const found = [...re.to1DArray(), ...im.to1DArray()];
    const entries = [...wanted.re.flat(), ...wanted.im.flat()];
    nearNorm(comparison, `G at ${inputs.w_times_h[k]}`, found, entries, tolerance.rtol_norm);
  }
  return comparison;
};

const sampledTransfer =
  (sample: (system: TransferFunction, h: number) => TransferFunction): Checker =>
  (item) => {
    const { inputs, expected, tolerance } = z
      .object({
        inputs: polynomials,
        expected: z.strictObject({ num: reals, den: reals, w_times_h: reals, G_at_exp_jwh: complexNumbers }),
        tolerance: normTolerance,
      })
      .parse(item);
    const found = sample(transferOf(inputs, 0), inputs.h);
    const comparison = newComparison();
    const padding = Array.from({ length: Math.max(0, expected.num.length - found.num.length) }, () => 0);
    nearNorm(comparison, "num", [...padding, ...found.num], expected.num, tolerance.rtol_norm);
    nearNorm(comparison, "den", found.den, expected.den, tolerance.rtol_norm);
    const values = expected.w_times_h.map((angle) => transferResponse(found, angle / inputs.h));
    nearNorm(comparison, "G", parts(values), parts(listed(expected.G_at_exp_jwh)), tolerance.rtol_norm);
    return comparison;
  };

const polesAndZeros: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: systemSchema,
      expected: z.strictObject({ poles: complexNumbers, zeros: complexNumbers }),
      tolerance: z.object({ rtol: z.number() }),
    })
    .parse(item);
  const system = systemOf(inputs, 0);
  const comparison = newComparison();
  const check = (name: string, found: readonly Complex[], wanted: readonly Complex[]): void => {
    comparison.same(`${name}: number`, found.length, wanted.length);
    for (const [k, value] of matched(found, wanted).entries()) {
      const target = wanted[k] ?? value;
      const distance = magnitude(subtract(value, target));
      comparison.near(`${name}[${k}]: distance`, distance, 0, { atol: tolerance.rtol * magnitude(target) });
    }
  };
  check("poles", poles(system), listed(expected.poles));
  check("zeros", zeros(system), listed(expected.zeros));
  return comparison;
};

const metricsSchema = z.strictObject({
  final: real,
  rise_samples: real,
  rise_time: real,
  settling_sample: real,
  settling_time: real,
  overshoot_pct: real,
  peak: real,
  peak_sample: real,
  iae: real,
  ise: real,
  itae: real,
});

const stepCase: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: polynomials.extend({ n: z.number() }),
      expected: z.strictObject({ y_first_60: reals, metrics: metricsSchema }),
      tolerance: z.object({ rtol: z.number(), exact_fields: z.array(z.string()) }),
    })
    .parse(item);
  const system = stateSpaceOf(transferOf(inputs, inputs.h));
  const y = stepResponse(system, inputs.n).map((output) => output.get(0, 0));
  const final = staticGain(system).get(0, 0);
  const found = stepMetrics(y, final, inputs.h);
  const comparison = newComparison();
  comparison.allNear("y", y.slice(0, expected.y_first_60.length), expected.y_first_60, tolerance);
  const named: z.infer<typeof metricsSchema> = {
    final,
    rise_samples: found.riseSamples ?? Number.NaN,
    rise_time: found.riseTime ?? Number.NaN,
    settling_sample: found.settlingSample ?? Number.NaN,
    settling_time: found.settlingTime ?? Number.NaN,
    overshoot_pct: found.overshoot * 100,
    peak: found.peak,
    peak_sample: found.peakSample,
    iae: found.absoluteError,
    ise: found.squaredError,
    itae: found.timedError,
  };
  const wanted = new Map(Object.entries(expected.metrics));
  for (const [name, value] of Object.entries(named)) {
    const target = wanted.get(name) ?? Number.NaN;
    if (tolerance.exact_fields.includes(name)) comparison.same(name, value, target);
    else comparison.near(name, value, target, tolerance);
  }
  return comparison;
};

const closedLoopInputs = z.object({ plant: polynomials, kp: real, ki: real, kd: real, N: real, n: z.number() });

/** The case's C(z): all three actions with their states, also those whose gain is 0 (their poles are expected). */
function textbookPid({ plant: { h }, kp, ki, kd, N }: z.infer<typeof closedLoopInputs>): StateSpace {
  const proportional = stateSpaceOf(transferOf({ num: [kp], den: [1] }, h));
  const integral = stateSpaceOf(transferOf({ num: [ki * h, 0], den: [1, -1] }, h));
  const derivative = stateSpaceOf(transferOf({ num: [kd * N, -kd * N], den: [1 + N * h, -1] }, h));
  return parallel(parallel(proportional, integral), derivative);
}

const closedPidLoop: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: closedLoopInputs,
      expected: z.strictObject({
        y_ref_step: reals,
        u_ref_step: reals,
        y_input_disturbance_step: reals,
        closed_loop_poles: complexNumbers,
        stable: z.boolean(),
      }),
      tolerance: normTolerance,
    })
    .parse(item);
  const plant = stateSpaceOf(transferOf(inputs.plant, inputs.plant.h));
  const pid = textbookPid(inputs);
  const one: StateSpace = stateSpaceOf(transferOf({ num: [1], den: [1] }, inputs.plant.h));
  const toOutput = feedback(series(pid, plant), one, -1);
  const comparison = newComparison();
  const check = (name: string, system: StateSpace, wanted: readonly number[]): void => {
    const found = stepResponse(system, inputs.n).map((output) => output.get(0, 0));
    nearNorm(comparison, name, found, wanted, tolerance.rtol_norm);
  };
  check("y_ref_step", toOutput, expected.y_ref_step);
  check("u_ref_step", feedback(pid, plant, -1), expected.u_ref_step);
  check("y_input_disturbance_step", feedback(plant, pid, -1), expected.y_input_disturbance_step);
  const wanted = listed(expected.closed_loop_poles);
  const found = poles(toOutput);
  comparison.same("poles: number", found.length, wanted.length);
  nearNorm(comparison, "poles", parts(matched(found, wanted)), parts(wanted), tolerance.rtol_norm);
  comparison.same("stable", spectralRadius(toOutput.A) < 1, expected.stable);
  return comparison;
};

const antiWindup: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({
        kp: real,
        ki: real,
        kd: real,
        N: real,
        u_min: real,
        u_max: real,
        kt: real,
        rate_limit_per_step: real,
        h: real,
        plant: z.strictObject({ a: real, b: real }),
        ref: reals,
        meas_noise: reals,
      }),
      expected: z.strictObject({ y: reals, u: reals, v: reals, integral: reals, steps_saturated: z.number() }),
      tolerance: z.object({ atol: z.number() }),
    })
    .parse(item);
  const { kp, ki, kd, N, kt, plant } = inputs;
  const remedy: AntiWindup = kt === 0 ? { kind: "conditional integration" } : { kind: "back-calculation", rate: kt };
  const found = loopResponse(
    systemOf({ A: [[plant.a]], B: [[plant.b]], C: [[1]], D: [[0]] }, inputs.h),
    { kp, ki, kd, filterRate: N, antiWindup: remedy },
    { min: inputs.u_min, max: inputs.u_max, slew: inputs.rate_limit_per_step },
    { reference: inputs.ref, noise: inputs.meas_noise },
  );
  const comparison = newComparison();
  comparison.allNear("y", found.measurement, expected.y, tolerance);
  comparison.allNear("u", found.applied, expected.u, tolerance);
  comparison.allNear("v", found.asked, expected.v, tolerance);
  comparison.allNear("integral", found.integral, expected.integral, tolerance);
  comparison.same("steps_saturated", found.limitedSamples, expected.steps_saturated);
  return comparison;
};

/** Checkers by kind. */
export const controlModelCheckers: Readonly<Record<string, Checker>> = {
  expm: exponential,
  c2d_ss_zoh: sampledByHold,
  c2d_ss_tustin: sampledByTustin,
  c2d_tf_zoh: sampledTransfer(zeroOrderHoldTransfer),
  c2d_tf_tustin: sampledTransfer((system, h) => bilinearTransfer(system, h, 0)),
  poles_zeros: polesAndZeros,
  step_metrics: stepCase,
  pid_closed_loop: closedPidLoop,
  pid_antiwindup_series: antiWindup,
};
