// What a multi-objective benchmark problem is, and how a search in the unit cube meets it.
import type { Evaluation } from "../../../src/search/searcher.ts";

export interface Problem {
  readonly name: string;
  readonly objectives: number;
  /** Bounds of every variable; their number is the dimension. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Objective values, lower is better. */
  readonly evaluate: (x: readonly number[]) => number[];
  /** Constraint values, feasible where none is positive. */
  readonly constraints: (x: readonly number[]) => number[];
}

export const unconstrained = (): number[] => [];

/** A problem whose variables all lie in [0, 1]. */
export function unitProblem(
  name: string,
  dimension: number,
  objectives: number,
  evaluate: Problem["evaluate"],
): Problem {
  const lower = Array<number>(dimension).fill(0);
  const upper = Array<number>(dimension).fill(1);
  return { name, objectives, lower, upper, evaluate, constraints: unconstrained };
}

/** The problem at a point of the unit cube; the violation is the sum of what the constraints exceed zero by. */
export function judge(problem: Problem, point: Float64Array): Evaluation {
  const x = Array.from(point, (u, i) => {
    const low = problem.lower[i] ?? 0;
    return low + u * ((problem.upper[i] ?? 1) - low);
  });
  const violation = problem.constraints(x).reduce((sum, g) => sum + Math.max(g, 0), 0);
  const objectives = problem.evaluate(x);
  return { loss: objectives[0] ?? 0, violation, objectives };
}
