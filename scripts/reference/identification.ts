// Checkers of the area 02-sysid: ARX by least squares, subspace identification, ERA.
import { Matrix } from "ml-matrix";
import { z } from "zod";
import { arx } from "../../src/control/identification/arx.ts";
import { era } from "../../src/control/identification/era.ts";
import { subspace } from "../../src/control/identification/subspace.ts";
import type { Complex } from "../../src/numeric/complex.ts";
import { eigenvalues } from "../../src/numeric/eigenvalues.ts";
import { type Checker, type Comparison, newComparison, real, realRows, reals } from "./checker.ts";

const complexes = z.object({ re: reals, im: reals });
const sampling = { sampleTime: 1, timeUnit: "block" } as const;

const arxLeastSquares: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ na: z.number(), nb: z.number(), nk: z.number(), u: reals, y: reals }),
      expected: z.strictObject({
        theta: reals,
        std_err: reals,
        poles: complexes,
        true_poles: complexes,
        cond_regressor: real,
      }),
      tolerance: z.object({ theta_rtol_norm: z.number(), std_err_rtol: z.number() }),
    })
    .parse(item);
  const { na, nb, nk } = inputs;
  const fit = arx(recorded(inputs.u, inputs.y), { na, nb, nk });
  const comparison = newComparison();
  const size = norm(expected.theta);
  comparison.same("theta: length", fit.theta.length, expected.theta.length);
  const gap = norm(expected.theta.map((wanted, k) => (fit.theta[k] ?? Number.NaN) - wanted));
  comparison.near("theta: relative distance", gap / size, 0, { atol: tolerance.theta_rtol_norm });
  comparison.allNear("std_err", fit.standardErrors, expected.std_err, { rtol: tolerance.std_err_rtol });
  // Poles are functions of theta; roots 0.2 apart move by less than 1e2 times as much.
  nearPoles(comparison, "poles", fit.poles, expected.poles, 1e2 * tolerance.theta_rtol_norm);
  return comparison;
};

const subspaceIdentification: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ order: z.number(), u: reals, y: reals }),
      expected: z.strictObject({
        true_poles: complexes,
        octave_n4sid_poles: complexes,
        octave_moesp_poles: complexes,
      }),
      tolerance: z.object({ pole_atol_vs_true: z.number() }),
    })
    .parse(item);
  const { A } = subspace(recorded(inputs.u, inputs.y), 10).model(inputs.order);
  const comparison = newComparison();
  nearPoles(comparison, "poles", eigenvalues(A), expected.true_poles, tolerance.pole_atol_vs_true);
  return comparison;
};

const eigensystemRealisation: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({
        markov: z.array(realRows),
        order: z.number(),
        block_rows: z.number(),
        block_cols: z.number(),
      }),
      expected: z.strictObject({ hankel_singular_values: reals, poles: complexes, true_poles: complexes }),
      tolerance: z.object({ hsv_rtol_first_n: z.number(), pole_atol: z.number(), pole_atol_vs_true: z.number() }),
    })
    .parse(item);
  const markov = inputs.markov.map((h) => new Matrix(h));
  const found = era(markov, { rows: inputs.block_rows, columns: inputs.block_cols }, sampling);
  const model = found.model(inputs.order);
  const poles = eigenvalues(model.A);
  const comparison = newComparison();
  const first = found.singularValues.subarray(0, inputs.order);
  const wanted = expected.hankel_singular_values.slice(0, inputs.order);
  comparison.allNear("hankel_singular_values", first, wanted, { rtol: tolerance.hsv_rtol_first_n });
  nearPoles(comparison, "poles", poles, expected.poles, tolerance.pole_atol);
  nearPoles(comparison, "true_poles", poles, expected.true_poles, tolerance.pole_atol_vs_true);
  comparison.same("D", model.D.to2DArray(), inputs.markov[0]);
  return comparison;
};

function recorded(u: readonly number[], y: readonly number[]) {
  return { input: Matrix.columnVector([...u]), output: Matrix.columnVector([...y]), ...sampling };
}

/** Each expected pole takes the nearest one found that no other has taken. */
function nearPoles(
  comparison: Comparison,
  what: string,
  found: readonly Complex[],
  expected: z.infer<typeof complexes>,
  atol: number,
): void {
  comparison.same(`${what}: count`, found.length, expected.re.length);
  const left = [...found];
  expected.re.forEach((re, i) => {
    const im = expected.im[i] ?? Number.NaN;
    const gaps = left.map((pole) => norm([pole.re - re, pole.im - im]));
    const gap = Math.min(...gaps);
    left.splice(gaps.indexOf(gap), 1);
    comparison.near(`${what}: distance from ${re} + ${im}i`, gap, 0, { atol });
  });
}

function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
}

export const identificationCheckers: Readonly<Record<string, Checker>> = {
  arx_least_squares: arxLeastSquares,
  subspace_n4sid: subspaceIdentification,
  era: eigensystemRealisation,
};
