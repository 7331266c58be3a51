// The hyperplane through as many points as there are objectives.
import { LuDecomposition, Matrix } from "ml-matrix";
import type { Front, Objectives } from "./front.ts";

/** a with a'x = 1 for each of the M points of M objectives; null where no plane or one through the origin holds them. */
export function hyperplaneNormal(points: Front): Objectives | null {
  const decomposition = new LuDecomposition(new Matrix(points.map((point) => [...point])));
  if (decomposition.isSingular()) return null;
  return decomposition.solve(Matrix.ones(points.length, 1)).to1DArray();
}
