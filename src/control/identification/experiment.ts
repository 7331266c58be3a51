// What an identification experiment recorded, and the checks at the door of every method that reads one.
import type { Matrix } from "ml-matrix";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import type { TimeUnit } from "../linear/state-space.ts";

/** When samples were taken. */
export interface Sampling {
  /** Time between two samples, in `timeUnit`, above 0. */
  readonly sampleTime: number;
  readonly timeUnit: TimeUnit;
}

/** N samples of m inputs and p outputs, as deviations from the operating point. */
export interface Experiment extends Sampling {
  /** N x m. */
  readonly input: Matrix;
  /** N x p. */
  readonly output: Matrix;
}

/**
 * Refuses an experiment that no method could use: other lengths, too few samples, numbers that are not finite.
 * @param subject what is being estimated  @param samples least number of samples
 * @throws UserError naming the matrix, what was found, what was expected, and the remedy
 */
export function checkExperiment(subject: string, experiment: Experiment, samples: number): void {
  const { input, output, sampleTime } = experiment;
  const problems: Problem[] = [];
  const note = (place: string, message: string) => void problems.push({ place, message });
  if (!(sampleTime > 0 && sampleTime < Infinity)) {
    note("sampleTime", `found ${sampleTime}; expected a number above 0; identified models are discrete`);
  }
  if (input.rows !== output.rows) {
    note("output", `found ${output.rows} rows; expected ${input.rows} as in input; record both at the same times`);
  }
  if (input.rows < samples) {
    note(
      "input",
      `found ${input.rows} samples; expected at least ${samples}; lengthen the experiment or lower the order`,
    );
  }
  for (const [place, matrix] of [
    ["input", input],
    ["output", output],
  ] as const) {
    const at = firstNotFinite(matrix);
    if (at !== null)
      note(
        place,
        `found ${matrix.get(at.row, at.column)} at row ${at.row}, column ${at.column}; expected finite numbers; play the path again or leave it out`,
      );
  }
  if (problems.length > 0) throw new UserError(subject, problems);
}

/** @throws UserError for an input that never changes: nothing can be learned from it */
export function checkInputsMove(subject: string, input: Matrix): void {
  const still = Array.from({ length: input.columns }, (_, j) => j).filter((j) => isConstant(input.getColumn(j)));
  if (still.length === 0) return;
  throw new UserError(
    subject,
    still.map((j) => ({
      place: "input",
      message: `found column ${j} constant at ${input.get(0, j)}; expected a persistently exciting input; use a pseudo-random binary sequence`,
    })),
  );
}

/** Of each column. */
export function rootMeanSquares(matrix: Matrix): readonly number[] {
  return Array.from({ length: matrix.columns }, (_, j) =>
    Math.sqrt(matrix.getColumn(j).reduce((sum, x) => sum + x * x, 0) / matrix.rows),
  );
}

function isConstant(column: readonly number[]): boolean {
  return column.every((entry) => entry === column[0]);
}

function firstNotFinite(matrix: Matrix): { row: number; column: number } | null {
  for (let row = 0; row < matrix.rows; row++) {
    const column = matrix.getRow(row).findIndex((entry) => !Number.isFinite(entry));
    if (column >= 0) return { row, column };
  }
  return null;
}
