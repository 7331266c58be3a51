// Checkers of the area 01-control that judge norms and margins.
import { Matrix } from "ml-matrix";
import { z } from "zod";
import { closedLoopPoles, isStableClosed } from "../../src/control/analysis/closed-loop.ts";
import { hInfinityNorm } from "../../src/control/analysis/h-infinity-norm.ts";
import { h2Norm } from "../../src/control/analysis/h2-norm.ts";
import { loopMargins } from "../../src/control/analysis/loop-margins.ts";
import { type PeakGain, peakSensitivity } from "../../src/control/analysis/peak-sensitivity.ts";
import { transferResponse } from "../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../src/control/linear/state-space.ts";
import type { TransferFunction } from "../../src/control/linear/transfer-function.ts";
import { add, type Complex, divide, magnitude } from "../../src/numeric/complex.ts";
import { type Checker, type Comparison, newComparison, real, realRows, reals, type Tolerance } from "./checker.ts";

const systemSchema = z.object({
  domain: z.enum(["discrete", "continuous"]),
  A: realRows,
  B: realRows,
  C: realRows,
  D: realRows,
});

/** The cases give frequencies per sample. */
function systemOf({ domain, A, B, C, D }: z.infer<typeof systemSchema>): StateSpace {
  const [a, b, c, d] = [new Matrix(A), new Matrix(B), new Matrix(C), new Matrix(D)];
  return { A: a, B: b, C: c, D: d, sampleTime: domain === "discrete" ? 1 : 0, timeUnit: "s" };
}

const energyNorm: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: systemSchema,
      expected: z.strictObject({ h2: real }),
      tolerance: z.object({ rtol: z.number() }),
    })
    .parse(item);
  const comparison = newComparison();
  comparison.near("h2", h2Norm(systemOf(inputs)), expected.h2, tolerance);
  return comparison;
};

const peakNorm: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: systemSchema,
      expected: z.strictObject({ hinf: real, w_peak: real }),
      tolerance: z.object({ rtol: z.number(), w_atol: z.number() }),
    })
    .parse(item);
  const { value, frequency } = hInfinityNorm(systemOf(inputs));
  const comparison = newComparison();
  comparison.near("hinf", value, expected.hinf, tolerance);
  comparison.near("w_peak", frequency, expected.w_peak, { atol: tolerance.w_atol });
  return comparison;
};

const complexList = z.union([
  reals.transform((list) => list.map((re): Complex => ({ re, im: 0 }))),
  z.object({ re: reals, im: reals }).transform(({ re, im }) => re.map((x, i): Complex => ({ re: x, im: im[i] ?? 0 }))),
]);

const marginsSchema = z.object({
  inputs: z.object({ num: reals, den: reals, delay_steps: z.number(), h: z.number().nullable() }),
  expected: z.strictObject({
    gain_crossover_w: reals,
    phase_margins_deg: reals,
    delay_margins: reals,
    phase_crossover_w: reals,
    gain_margins: reals,
    gm_increase_min: real,
    gm_decrease_max: real,
    pm_min_abs_deg: real,
    delay_margin_min: real,
    Ms: real,
    w_Ms: real,
    Mt: real,
    w_Mt: real,
    closed_loop_poles: complexList,
    closed_loop_stable: z.boolean(),
  }),
  tolerance: z.object({
    rtol: z.number(),
    w_rtol: z.number(),
    pm_atol_deg: z.number(),
    Ms_rtol: z.number(),
    w_Ms_rtol: z.number(),
  }),
});

const margins: Checker = (item) => {
  const { inputs, expected, tolerance } = marginsSchema.parse(item);
  const { num, den, delay_steps: delay, h } = inputs;
  const loop: TransferFunction = { num, den, delay, sampleTime: h ?? 0, timeUnit: "s" };
  const [frequencies, degrees] = [{ rtol: tolerance.w_rtol }, { atol: tolerance.pm_atol_deg }];
  const found = loopMargins(loop);
  const [gains, phases] = [found.gainCrossovers, found.phaseCrossovers];
  const c = newComparison();
  c.allNear(
    "gain_crossover_w",
    gains.map(({ frequency }) => frequency),
    expected.gain_crossover_w,
    frequencies,
  );
  c.allNear(
    "phase_margins_deg",
    gains.map((x) => inDegrees(x.phaseMargin)),
    expected.phase_margins_deg,
    degrees,
  );
  c.allNear(
    "delay_margins",
    gains.map(({ delayMargin }) => delayMargin),
    expected.delay_margins,
    tolerance,
  );
  c.allNear(
    "phase_crossover_w",
    phases.map(({ frequency }) => frequency),
    expected.phase_crossover_w,
    frequencies,
  );
  c.allNear(
    "gain_margins",
    phases.map(({ gainMargin }) => gainMargin),
    expected.gain_margins,
    tolerance,
  );
  c.near("gm_increase_min", found.gainIncrease, expected.gm_increase_min, tolerance);
  c.near("gm_decrease_max", found.gainDecrease, expected.gm_decrease_max, tolerance);
  c.near("pm_min_abs_deg", inDegrees(found.phaseMargin), expected.pm_min_abs_deg, degrees);
  c.near("delay_margin_min", found.delayMargin, expected.delay_margin_min, tolerance);
  const { sensitivity, complementary } = peakSensitivity(loop);
  const peak = { rtol: tolerance.Ms_rtol };
  comparePeak(c, "Ms", sensitivity, { value: expected.Ms, frequency: expected.w_Ms }, peak, tolerance.w_Ms_rtol, (w) =>
    magnitude(divide({ re: 1, im: 0 }, add({ re: 1, im: 0 }, transferResponse(loop, w)))),
  );
  comparePeak(
    c,
    "Mt",
    complementary,
    { value: expected.Mt, frequency: expected.w_Mt },
    peak,
    tolerance.w_Ms_rtol,
    (w) => {
      const L = transferResponse(loop, w);
      return magnitude(divide(L, add({ re: 1, im: 0 }, L)));
    },
  );
  comparePoles(c, closedLoopPoles(loop), expected.closed_loop_poles, tolerance);
  c.same("closed_loop_stable", isStableClosed(loop), expected.closed_loop_stable);
  return c;
};

function inDegrees(angle: number): number {
  return (angle * 180) / Math.PI;
}

/**
 * The value, and the frequency where there is one peak. Where the curve is flat (T of a delayed gain, T of a loop with an
 * integrator near frequency 0) the frequencies differ, and the curve must reach the same value at the expected one.
 */
function comparePeak(
  comparison: Comparison,
  what: string,
  found: PeakGain,
  expected: PeakGain,
  tolerance: Tolerance,
  frequencyTolerance: number,
  curve: (w: number) => number,
): void {
  comparison.near(what, found.value, expected.value, tolerance);
  if (Math.abs(found.frequency - expected.frequency) <= frequencyTolerance * expected.frequency) return;
  comparison.near(`${what} at w_${what} ${expected.frequency}`, curve(expected.frequency), found.value, tolerance);
}

/** Each expected pole has a found one to itself, within the tolerance of the other numbers; the case gives none for poles. */
function comparePoles(c: Comparison, found: readonly Complex[], expected: readonly Complex[], { rtol = 0 }: Tolerance) {
  c.same("closed_loop_poles: number", found.length, expected.length);
  const left = [...found];
  for (const pole of expected) {
    const distances = left.map(({ re, im }) => magnitude({ re: re - pole.re, im: im - pole.im }));
    const nearest = Math.min(...distances);
    left.splice(distances.indexOf(nearest), 1);
    c.near(`closed_loop_poles ${pole.re} ${pole.im}`, nearest, 0, { atol: rtol });
  }
}

export const controlAnalysisCheckers: Readonly<Record<string, Checker>> = {
  norm_h2_d: energyNorm,
  norm_h2_c: energyNorm,
  norm_hinf_d: peakNorm,
  norm_hinf_c: peakNorm,
  margins_discrete: margins,
  margins_continuous: margins,
};
