// A linear model with a state: x+ = A x + B u, y = C x + D u, once per sample; or x' = A x + B u in continuous time.
import type { Matrix } from "ml-matrix";

/** Units in which a model counts its time. */
export type TimeUnit = "s" | "day" | "block";

/** n states, m inputs, p outputs. */
export interface StateSpace {
  /** n x n. */
  readonly A: Matrix;
  /** n x m. */
  readonly B: Matrix;
  /** p x n. */
  readonly C: Matrix;
  /** p x m. */
  readonly D: Matrix;
  /** Time between two samples, in `timeUnit`; 0 for continuous time. */
  readonly sampleTime: number;
  readonly timeUnit: TimeUnit;
}
