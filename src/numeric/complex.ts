// Complex numbers and complex matrices as plain records of their parts.
import type { Matrix } from "ml-matrix";

export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** Real and imaginary parts have the same shape. */
export interface ComplexMatrix {
  readonly re: Matrix;
  readonly im: Matrix;
}
