// Doors of the linear toolbox: models whose matrices fit, and pairs of models that count time alike.
import type { Matrix } from "ml-matrix";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import type { StateSpace, TimeUnit } from "./state-space.ts";

/** @throws UserError naming each matrix that does not fit or has an entry that is not finite. */
export function checkSystem(name: string, system: StateSpace): void {
  const { A, B, C, D, sampleTime } = system;
  const n = A.rows;
  const problems: Problem[] = [
    ...shapeProblem("A", A, [n, n]),
    ...shapeProblem("B", B, [n, D.columns]),
    ...shapeProblem("C", C, [D.rows, n]),
    ...Object.entries({ A, B, C, D }).flatMap(([place, matrix]) => finiteProblem(place, matrix)),
  ];
  if (!(sampleTime >= 0 && sampleTime < Infinity)) {
    problems.push({
      place: "sampleTime",
      message: `found ${sampleTime}; expected a positive time, or 0 for continuous time`,
    });
  }
  if (problems.length > 0) throw new UserError(name, problems);
}

/** @throws UserError in continuous time. */
export function checkDiscrete(name: string, { sampleTime }: { readonly sampleTime: number }): void {
  if (sampleTime > 0) return;
  const message = `found ${sampleTime} (continuous time); expected a sampled model; sample it first (zeroOrderHold or bilinear)`;
  throw new UserError(name, [{ place: "sampleTime", message }]);
}

/** @throws UserError in discrete time, or where the sample time to come is none. */
export function checkContinuous(name: string, found: { readonly sampleTime: number }, sampleTime: number): void {
  const problems: Problem[] = [];
  if (found.sampleTime !== 0) {
    problems.push({
      place: "sampleTime",
      message: `found ${found.sampleTime}; expected 0, a model in continuous time`,
    });
  }
  if (!(sampleTime > 0 && sampleTime < Infinity)) {
    problems.push({ place: "time between samples", message: `found ${sampleTime}; expected a positive time` });
  }
  if (problems.length > 0) throw new UserError(name, problems);
}

/** @throws UserError where two models that are to be connected have other sample times or time units. */
export function checkClocks(name: string, first: Clock, second: Clock): void {
  const problems: Problem[] = [];
  if (first.timeUnit !== second.timeUnit) {
    const message = `found "${first.timeUnit}" and "${second.timeUnit}"; expected one unit; rewrite one model in the unit of the other`;
    problems.push({ place: "timeUnit", message });
  }
  if (first.sampleTime !== second.sampleTime) {
    const message = `found ${first.sampleTime} and ${second.sampleTime}; expected one sample time; sample both models alike`;
    problems.push({ place: "sampleTime", message });
  }
  if (problems.length > 0) throw new UserError(name, problems);
}

interface Clock {
  readonly sampleTime: number;
  readonly timeUnit: TimeUnit;
}

/** @throws UserError where a count is not the expected one. @param place the matrix and what of it is counted */
export function checkCount(name: string, place: string, found: number, expected: number): void {
  if (found === expected) return;
  throw new UserError(name, [{ place, message: `found ${found}; expected ${expected}` }]);
}

function shapeProblem(place: string, { rows, columns }: Matrix, expected: readonly [number, number]): Problem[] {
  if (rows === expected[0] && columns === expected[1]) return [];
  return [{ place, message: `found ${rows} x ${columns}; expected ${expected[0]} x ${expected[1]}` }];
}

function finiteProblem(place: string, matrix: Matrix): Problem[] {
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.columns; j++) {
      const entry = matrix.get(i, j);
      if (!Number.isFinite(entry)) {
        return [{ place: `${place}[${i}][${j}]`, message: `found ${entry}; expected a finite number` }];
      }
    }
  }
  return [];
}
