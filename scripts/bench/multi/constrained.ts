// Small two-objective problems with constraints: BNH and TNK.
import type { Problem } from "./problem.ts";

/**
 * Binh and Korn, "MOBES: a multiobjective evolution strategy for constrained optimization problems", 1997.
 * The front is x1 = x2 from 0 to 3, then x2 = 3 with x1 up to 5; both constraints are slack along it.
 */
export const bnh: Problem = {
  name: "bnh",
  objectives: 2,
  lower: [0, 0],
  upper: [5, 3],
  evaluate: ([x = 0, y = 0]) => [4 * x * x + 4 * y * y, (x - 5) ** 2 + (y - 5) ** 2],
  constraints: ([x = 0, y = 0]) => [(x - 5) ** 2 + y * y - 25, 7.7 - (x - 8) ** 2 - (y + 3) ** 2],
};

/**
 * Tanaka, Watanabe, Furukawa and Tanino, "GA-based decision support system for multicriteria optimization", 1995.
 * The front is in pieces on the edge of the first constraint.
 */
export const tnk: Problem = {
  name: "tnk",
  objectives: 2,
  lower: [0, 0],
  upper: [Math.PI, Math.PI],
  evaluate: ([x = 0, y = 0]) => [x, y],
  constraints: ([x = 0, y = 0]) => [
    1 + 0.1 * Math.cos(16 * Math.atan2(x, y)) - x * x - y * y,
    (x - 0.5) ** 2 + (y - 0.5) ** 2 - 0.5,
  ],
};
