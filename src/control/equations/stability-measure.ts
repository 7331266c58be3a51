// How far the modes of a matrix reach: the spectral radius in discrete time, the spectral abscissa in continuous time.
import type { Matrix } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { schurEigenvalues } from "../../numeric/real-schur.ts";
import type { StateSpace } from "../linear/state-space.ts";

/** Counts time in samples, or runs continuously. */
export type TimeKind = "discrete" | "continuous";

/** Stable below 1 in discrete, below 0 in continuous time. @param T real Schur form of the matrix */
export function stabilityMeasure(T: Matrix, kind: TimeKind): number {
  return schurEigenvalues(T).reduce((most, mode) => Math.max(most, modeMeasure(mode, kind)), -Infinity);
}

/** Modulus of a mode in discrete, real part in continuous time. */
export function modeMeasure({ re, im }: Complex, kind: TimeKind): number {
  return kind === "continuous" ? re : Math.sqrt(re * re + im * im);
}

/** Where stability ends. */
export function stabilityLimit(kind: TimeKind): number {
  return kind === "discrete" ? 1 : 0;
}

/** How a model counts its time. */
export function timeKind(model: StateSpace): TimeKind {
  return model.sampleTime > 0 ? "discrete" : "continuous";
}
