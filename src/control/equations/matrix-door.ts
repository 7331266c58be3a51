// What a matrix must be at the door of the toolbox: of the right shape, with finite entries.
import type { Matrix } from "ml-matrix";
import type { Problem } from "../../numeric/user-error.ts";

/** One problem where the shape is not rows x columns. */
export function wrongShape(place: string, M: Matrix, rows: number, columns: number): readonly Problem[] {
  if (M.rows === rows && M.columns === columns) return [];
  return [{ place, message: `found ${M.rows} x ${M.columns}; expected ${rows} x ${columns}` }];
}

/** One problem where an entry is not a finite number. */
export function notFinite(place: string, M: Matrix): readonly Problem[] {
  const wrong = M.to1DArray().find((entry) => !Number.isFinite(entry));
  return wrong === undefined ? [] : [{ place, message: `found the entry ${wrong}; expected finite numbers` }];
}
