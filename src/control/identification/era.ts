// Eigensystem realisation (Ho-Kalman): a state-space model from Markov parameters by an SVD of their Hankel matrix.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";
import type { Sampling } from "./experiment.ts";
import { blockHankel } from "./hankel.ts";
import { checkOrder, numericalRank, type Realisations } from "./realisations.ts";

/** Numbers of block rows and block columns of the Hankel matrix. */
export interface HankelShape {
  readonly rows: number;
  readonly columns: number;
}

const SUBJECT = "ERA identification";

/**
 * H = U S V' of h(i+j+1), H+ of h(i+j+2); A = S^-1/2 U' H+ V S^-1/2, B and C from the first blocks, D = h(0). The
 * realisation is balanced up to the length of the Hankel matrix.
 * Juang & Pappa, "An eigensystem realization algorithm for modal parameter identification and model reduction", J.
 * Guidance 8, 1985; Ho & Kalman, 1966.
 * @param markov h(0), h(1), ..: p x m each, at least rows + columns + 1 of them
 * @throws UserError for too few or unequal parameters and for orders above the rank of the Hankel matrix
 */
export function era(markov: readonly Matrix[], shape: HankelShape, sampling: Sampling): Realisations {
  checkMarkov(markov, shape);
  const H = blockHankel(markov, 1, shape.rows, shape.columns);
  const shifted = blockHankel(markov, 2, shape.rows, shape.columns);
  const svd = new SingularValueDecomposition(H, { autoTranspose: true });
  const rank = numericalRank(svd.diagonal, Math.min(H.rows, H.columns));
  const D = markov[0] ?? new Matrix(0, 0);
  const model = (order: number): StateSpace => {
    checkOrder(SUBJECT, "Hankel matrix", order, rank);
    const root = svd.diagonal.slice(0, order).map(Math.sqrt);
    const U = svd.leftSingularVectors.subMatrix(0, H.rows - 1, 0, order - 1);
    const V = svd.rightSingularVectors.subMatrix(0, H.columns - 1, 0, order - 1);
    const inner = U.transpose().mmul(shifted).mmul(V);
    return {
      A: inner.divColumnVector(root).divRowVector(root),
      B: V.subMatrix(0, D.columns - 1, 0, order - 1)
        .transpose()
        .mulColumnVector(root),
      C: U.subMatrix(0, D.rows - 1, 0, order - 1).mulRowVector(root),
      D: D.clone(),
      sampleTime: sampling.sampleTime,
      timeUnit: sampling.timeUnit,
    };
  };
  return { singularValues: Float64Array.from(svd.diagonal), rank, model };
}

function checkMarkov(markov: readonly Matrix[], { rows, columns }: HankelShape): void {
  const fail = (message: string): never => {
    throw new UserError(SUBJECT, [{ place: "Markov parameters", message }]);
  };
  if (!(Number.isInteger(rows) && Number.isInteger(columns) && rows > 0 && columns > 0)) {
    fail(`found a Hankel matrix of ${rows} x ${columns} blocks; expected whole numbers from 1`);
  }
  if (markov.length < rows + columns + 1) {
    fail(
      `found ${markov.length}; expected at least ${rows + columns + 1} for ${rows} x ${columns} blocks; record a longer response or take fewer blocks`,
    );
  }
  const [p, m] = [markov[0]?.rows, markov[0]?.columns];
  const odd = markov.findIndex((h) => h.rows !== p || h.columns !== m || !h.to1DArray().every(Number.isFinite));
  if (odd >= 0) fail(`found h(${odd}) with another shape or with numbers that are not finite; expected ${p} x ${m}`);
}
