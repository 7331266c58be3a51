// The H-infinity norm of a system, the peak over frequency of its largest singular value, by eigenvalues and not on a grid.
//
// A level is above the norm exactly if a Hamiltonian matrix has no eigenvalue on the imaginary axis; the eigenvalues there
// are the frequencies at which a singular value crosses the level, and the best frequency between two of them is the next,
// higher level: quadratic convergence (Boyd and Balakrishnan, Systems and Control Letters 15, 1990; Bruinsma and
// Steinbuch, ibid. 14, 1990). A discrete system is first taken to continuous time by z = (1 + s) / (1 - s), which keeps the
// norm and turns the symplectic pencil of the circle into this Hamiltonian; with A - I, so that slow poles keep their digits.
import { Matrix, solve } from "ml-matrix";
import { arctangent } from "../../numeric/arctangent.ts";
import { blockMatrix } from "../../numeric/block-matrix.ts";
import { type Complex, magnitude } from "../../numeric/complex.ts";
import { eigenvalues } from "../../numeric/eigenvalues.ts";
import { frequencyResponse } from "../linear/frequency-response.ts";
import type { StateSpace } from "../linear/state-space.ts";
import type { PeakGain } from "./peak-sensitivity.ts";
import { largestSingularValue } from "./singular-values.ts";
import { isStable } from "./stability.ts";

const ACCURACY = 1e-10; // relative, of the value
const MOST_LEVELS = 40; // 3 to 6 are usual
const NEAR_AXIS = 1e-4; // relative: a crossing that only touches leaves the axis by the root of rounding, and a wrong one costs one look

/**
 * The norm, to a relative 1e-10, and a frequency where it is reached (Infinity: approached, in continuous time).
 * Infinity at frequency 0 for an unstable system, whose gain is not bounded.
 */
export function hInfinityNorm(system: StateSpace): PeakGain {
  if (!isStable(system)) return { value: Infinity, frequency: 0 };
  const axis = onImaginaryAxis(system);
  let best = startingLevel(axis);
  for (let step = 0; step < MOST_LEVELS; step++) {
    const level = best.value * (1 + 2 * ACCURACY);
    const crossings = level === 0 ? [] : levelFrequencies(axis, level);
    const found = candidates(crossings)
      .map((w) => gainAt(axis, w))
      .reduce(higher, best);
    if (found.value <= level) return inOwnTime(higher(best, found), system.sampleTime);
    best = found;
  }
  return inOwnTime(best, system.sampleTime);
}

/** The system itself, or the continuous one with the same values at s = (z - 1) / (z + 1). */
function onImaginaryAxis(system: StateSpace): StateSpace {
  const { A, B, C, D, sampleTime } = system;
  if (sampleTime === 0 || A.rows === 0) return { ...system, sampleTime: 0 };
  const eye = Matrix.eye(A.rows);
  const sum = Matrix.add(A, eye);
  const input = solve(sum, B);
  return {
    ...system,
    A: solve(sum, Matrix.sub(A, eye)),
    B: Matrix.mul(input, Math.SQRT2),
    C: solve(sum.transpose(), C.transpose()).transpose().mul(Math.SQRT2),
    D: Matrix.sub(D, C.mmul(input)),
    sampleTime: 0,
  };
}

/** The best of frequency 0, Infinity and those of the poles. */
function startingLevel(axis: StateSpace): PeakGain {
  const direct = { value: largestSingularValue({ re: axis.D, im: Matrix.mul(axis.D, 0) }), frequency: Infinity };
  if (axis.A.rows === 0) return { ...direct, frequency: 0 };
  const resonances = eigenvalues(axis.A).filter(({ im }) => im >= 0);
  return [0, ...resonances.map(magnitude)].map((w) => gainAt(axis, w)).reduce(higher, direct);
}

function gainAt(axis: StateSpace, frequency: number): PeakGain {
  return { value: largestSingularValue(frequencyResponse(axis, frequency)), frequency };
}

function higher(p: PeakGain, q: PeakGain): PeakGain {
  return q.value > p.value ? q : p;
}

/** Frequencies at which a singular value is `level`, ascending: eigenvalues jw of the Hamiltonian of the level. */
function levelFrequencies({ A, B, C, D }: StateSpace, level: number): readonly number[] {
  if (A.rows === 0) return [];
  const inverse = solve(
    Matrix.eye(D.columns)
      .mul(level * level)
      .sub(D.transpose().mmul(D)),
    Matrix.eye(D.columns),
  );
  const input = B.mmul(inverse);
  const drift = Matrix.add(A, input.mmul(D.transpose()).mmul(C));
  const output = C.transpose().mmul(Matrix.add(C, D.mmul(inverse).mmul(D.transpose()).mmul(C)));
  const hamiltonian = blockMatrix([
    [drift, input.mmul(B.transpose())],
    [output.mul(-1), drift.transpose().mul(-1)],
  ]);
  const isNearAxis = (point: Complex): boolean => point.im >= 0 && Math.abs(point.re) <= NEAR_AXIS * magnitude(point);
  return eigenvalues(hamiltonian)
    .filter(isNearAxis)
    .map(({ im }) => im)
    .toSorted((a, b) => a - b);
}

/** The crossings and the middles between them, where the gain may be above the level. */
function candidates(crossings: readonly number[]): readonly number[] {
  return crossings.flatMap((w, i) => [0.5 * (w + (crossings[i - 1] ?? 0)), w]);
}

function inOwnTime({ value, frequency }: PeakGain, sampleTime: number): PeakGain {
  if (sampleTime === 0) return { value, frequency };
  return { value, frequency: (2 * arctangent(frequency)) / sampleTime };
}
