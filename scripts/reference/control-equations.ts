// Checkers of the area 01-control: matrix equations, gramians, pole placement, balanced truncation.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { z } from "zod";
import { balancedTruncation, truncationBounds } from "../../src/control/analysis/balanced-truncation.ts";
import {
  controllabilityGramian,
  hankelSingularValues,
  observabilityGramian,
} from "../../src/control/analysis/gramians.ts";
import { continuousLyapunov, discreteLyapunov } from "../../src/control/equations/lyapunov.ts";
import type { RiccatiSolution } from "../../src/control/equations/riccati.ts";
import { continuousRiccati } from "../../src/control/equations/riccati-continuous.ts";
import { discreteRiccati } from "../../src/control/equations/riccati-discrete.ts";
import type { Weights } from "../../src/control/equations/riccati-door.ts";
import { stabilityLimit, type TimeKind } from "../../src/control/equations/stability-measure.ts";
import { frequencyResponse } from "../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../src/control/linear/state-space.ts";
import { kalmanFilter } from "../../src/control/synthesis/kalman.ts";
import { placePoles } from "../../src/control/synthesis/placement.ts";
import type { ComplexMatrix } from "../../src/numeric/complex.ts";
import { realSchur, schurEigenvalues } from "../../src/numeric/real-schur.ts";
import { type Checker, type Comparison, newComparison, real, realRows } from "./checker.ts";

const matrix = realRows.transform((rows) => new Matrix(rows));

/** |found - expected| <= rtol |expected| in the Frobenius norm. */
function nearInNorm(comparison: Comparison, what: string, found: Matrix, expected: Matrix, rtol: number): void {
  comparison.same(`${what}: shape`, [found.rows, found.columns], [expected.rows, expected.columns]);
  const difference = Matrix.sub(found, expected).norm("frobenius");
  const size = expected.norm("frobenius");
  comparison.near(`${what}: relative norm of the error`, size === 0 ? difference : difference / size, 0, {
    atol: rtol,
  });
}

/** A real array, or the two arrays of the parts. */
const complexes = z.union([
  z.array(real).transform((re) => re.map((x) => ({ re: x, im: 0 }))),
  z
    .object({ re: z.array(real), im: z.array(real) })
    .transform(({ re, im }) => re.map((x, k) => ({ re: x, im: im[k] ?? Number.NaN }))),
]);

/**
 * The eigenvalues of M against the expected ones, through the characteristic polynomial's own condition: for each
 * expected mode z, the smallest singular value of M - z I, relative to |M|, is a rounding (the distance to the nearest
 * matrix that has the mode). Eigenvalues themselves move by the n-th root of a rounding where they are multiple.
 */
function modesNear(comparison: Comparison, M: Matrix, expected: readonly { re: number; im: number }[]): void {
  for (const { re, im } of expected) {
    const I = Matrix.eye(M.rows, M.rows);
    const shifted = { re: Matrix.sub(M, Matrix.mul(I, re)), im: Matrix.mul(I, -im) };
    const singular = new SingularValueDecomposition(realForm(shifted)).diagonal;
    const smallest = Math.min(...singular) / Math.max(...singular, 1e-300);
    comparison.near(`closed-loop mode ${re} ${im}: backward error`, smallest, 0, { atol: 1e-12 });
  }
}

const lyapunovSchema = z.object({
  inputs: z.object({ A: matrix, Q: matrix }),
  expected: z.strictObject({ X: matrix }),
  tolerance: z.object({ rtol_norm: real }),
});

function lyapunov(solve: (A: Matrix, Q: Matrix) => Matrix): Checker {
  return (item) => {
    const { inputs, expected, tolerance } = lyapunovSchema.parse(item);
    const comparison = newComparison();
    nearInNorm(comparison, "X", solve(inputs.A, inputs.Q), expected.X, tolerance.rtol_norm);
    return comparison;
  };
}

const riccatiSchema = z.object({
  inputs: z.object({ A: matrix, B: matrix, Q: matrix, R: matrix, S: matrix }),
  expected: z.strictObject({
    X: matrix,
    K: matrix,
    closed_loop_eigs: complexes,
    stabilising: z.literal(true),
    cond_X: real,
  }),
  tolerance: z.object({ rtol_norm: real, rtol_norm_strict: real }),
});

/** X to the strict tolerance; the condition number of X only informs. */
function riccati(solve: (A: Matrix, B: Matrix, weights: Weights) => RiccatiSolution, kind: TimeKind): Checker {
  return (item) => {
    const { inputs, expected, tolerance } = riccatiSchema.parse(item);
    const { A, B, Q, R, S } = inputs;
    const { X, K, measure } = solve(A, B, { Q, R, S });
    const comparison = newComparison();
    nearInNorm(comparison, "X", X, expected.X, tolerance.rtol_norm_strict);
    nearInNorm(comparison, "K", K, expected.K, tolerance.rtol_norm);
    comparison.same("stabilising", measure < stabilityLimit(kind), expected.stabilising);
    modesNear(comparison, Matrix.sub(A, B.mmul(K)), expected.closed_loop_eigs);
    return comparison;
  };
}

const kalmanSchema = z.object({
  inputs: z.object({ A: matrix, C: matrix, Q: matrix, R: matrix }),
  expected: z.strictObject({
    P_prior: matrix,
    P_posterior: matrix,
    gain_filter_M: matrix,
    gain_predictor_L: matrix,
  }),
  tolerance: z.object({ rtol_norm: real }),
});

const kalman: Checker = (item) => {
  const { inputs, expected, tolerance } = kalmanSchema.parse(item);
  const { L, M, prior, posterior } = kalmanFilter(inputs.A, inputs.C, { Q: inputs.Q, R: inputs.R });
  const comparison = newComparison();
  nearInNorm(comparison, "P_prior", prior, expected.P_prior, tolerance.rtol_norm);
  nearInNorm(comparison, "P_posterior", posterior, expected.P_posterior, tolerance.rtol_norm);
  nearInNorm(comparison, "gain_filter_M", M, expected.gain_filter_M, tolerance.rtol_norm);
  nearInNorm(comparison, "gain_predictor_L", L, expected.gain_predictor_L, tolerance.rtol_norm);
  return comparison;
};

const gramianSchema = z.object({
  inputs: z.object({ domain: z.enum(["discrete", "continuous"]), A: matrix, B: matrix, C: matrix, D: matrix }),
  expected: z.strictObject({
    Wc: matrix,
    Wo: matrix,
    hsv: z.array(real),
    balanced_truncation_error_bound: z.array(real),
  }),
  tolerance: z.object({ rtol_norm: real, hsv_rtol: real, hsv_atol_rel_to_first: real }),
});

const gramians: Checker = (item) => {
  const { inputs, expected, tolerance } = gramianSchema.parse(item);
  const model = modelOf(inputs, inputs.domain);
  const comparison = newComparison();
  nearInNorm(comparison, "Wc", controllabilityGramian(model), expected.Wc, tolerance.rtol_norm);
  nearInNorm(comparison, "Wo", observabilityGramian(model), expected.Wo, tolerance.rtol_norm);
  const hankel = hankelSingularValues(model);
  const near = { rtol: tolerance.hsv_rtol, atol: tolerance.hsv_atol_rel_to_first * (expected.hsv[0] ?? 0) };
  comparison.allNear("hsv", hankel, expected.hsv, near);
  comparison.allNear("error bound", truncationBounds(hankel), expected.balanced_truncation_error_bound, near);
  return comparison;
};

const placementSchema = z.object({
  inputs: z.object({ A: matrix, B: matrix, poles: complexes }),
  expected: z.union([
    z.strictObject({ K: matrix }),
    z.strictObject({ eigs_of_A_minus_BK: complexes, scipy_K: matrix, scipy_max_eig_error: real }),
  ]),
  tolerance: z.object({ rtol_norm: real.optional(), eig_atol: real.optional() }),
});

/** One input: K itself. Several: the poles, as K is not unique; each found pole is used once. */
const placement: Checker = (item) => {
  const { inputs, expected, tolerance } = placementSchema.parse(item);
  const K = placePoles(inputs.A, inputs.B, inputs.poles);
  const comparison = newComparison();
  if ("K" in expected) {
    nearInNorm(comparison, "K", K, expected.K, tolerance.rtol_norm ?? 0);
    return comparison;
  }
  const left = [...schurEigenvalues(realSchur(Matrix.sub(inputs.A, inputs.B.mmul(K))).T)];
  comparison.same("poles", left.length, expected.eigs_of_A_minus_BK.length);
  for (const { re, im } of expected.eigs_of_A_minus_BK) {
    const distances = left.map((pole) => Math.hypot(pole.re - re, pole.im - im));
    const nearest = Math.min(...distances);
    left.splice(distances.indexOf(nearest), 1);
    comparison.near(`pole ${re} ${im}`, nearest, 0, { atol: tolerance.eig_atol ?? 0 });
  }
  return comparison;
};

const truncationSchema = z.object({
  inputs: z.object({ A: matrix, B: matrix, C: matrix, D: matrix, order: z.number() }),
  expected: z.strictObject({
    hsv: z.array(real),
    w: z.array(real),
    G_reduced: z.array(z.object({ re: matrix, im: matrix })),
    octave_G_reduced_rel: real,
    error_bound: real,
    max_error_on_w: real,
  }),
  tolerance: z.object({ rtol_norm: real }),
});

/** The reduced response at each frequency, and the largest singular value of its difference from the full one. */
const truncation: Checker = (item) => {
  const { inputs, expected, tolerance } = truncationSchema.parse(item);
  const full = modelOf(inputs, "discrete");
  const { model, hankel, errorBound } = balancedTruncation(full, inputs.order);
  const comparison = newComparison();
  const near = { rtol: tolerance.rtol_norm };
  comparison.allNear("hsv", hankel, expected.hsv, near);
  comparison.near("error_bound", errorBound, expected.error_bound, near);
  comparison.same("frequencies", expected.G_reduced.length, expected.w.length);
  const errors = expected.w.map((w, k) => {
    const reduced = frequencyResponse(model, w);
    const whole = frequencyResponse(full, w);
    const wanted = expected.G_reduced[k];
    if (wanted !== undefined) nearInNorm(comparison, `G_reduced(${w})`, stacked(reduced), stacked(wanted), near.rtol);
    const difference = { re: Matrix.sub(whole.re, reduced.re), im: Matrix.sub(whole.im, reduced.im) };
    return new SingularValueDecomposition(realForm(difference), { autoTranspose: true }).diagonal[0] ?? Number.NaN;
  });
  comparison.near("max_error_on_w", Math.max(...errors), expected.max_error_on_w, near);
  return comparison;
};

function modelOf({ A, B, C, D }: Pick<StateSpace, "A" | "B" | "C" | "D">, kind: TimeKind): StateSpace {
  return { A, B, C, D, sampleTime: kind === "discrete" ? 1 : 0, timeUnit: "s" };
}

/** Both parts in one matrix, of the same norm. */
function stacked({ re, im }: ComplexMatrix): Matrix {
  return new Matrix([...re.to2DArray(), ...im.to2DArray()]);
}

/** The real matrix [re, -im; im, re], whose singular values are those of re + i im, each twice. */
function realForm({ re, im }: ComplexMatrix): Matrix {
  const real = re.to2DArray();
  const imaginary = im.to2DArray();
  return new Matrix([
    ...real.map((row, i) => [...row, ...(imaginary[i] ?? []).map((entry) => -entry)]),
    ...imaginary.map((row, i) => [...row, ...(real[i] ?? [])]),
  ]);
}

export const controlEquationCheckers: Readonly<Record<string, Checker>> = {
  lyapunov_discrete: lyapunov(discreteLyapunov),
  lyapunov_continuous: lyapunov(continuousLyapunov),
  dare: riccati(discreteRiccati, "discrete"),
  care: riccati(continuousRiccati, "continuous"),
  kalman_steady: kalman,
  gramians_hsv_d: gramians,
  gramians_hsv_c: gramians,
  pole_placement_siso: placement,
  pole_placement_mimo: placement,
  balanced_truncation: truncation,
};
