// How CMA-ES draws: standard normal vectors in mirrored pairs, the pairs at right angles to each other.
//
// Wang, Emmerich, Bäck, "Mirrored orthogonal sampling for covariance matrix adaptation evolution strategies", Evolutionary
// Computation 27, 2019. Each vector alone is standard normal, so nothing is favoured; together they spread over the
// directions more evenly than independent ones and cost the same evaluations. Pairwise selection (Auger, Brockhoff,
// Hansen, "Mirrored sampling in evolution strategies with weighted recombination", GECCO 2011) throws one of each pair
// away; here the paths allow for the pairs instead (`pathMass` in `cma-parameters.ts`).
import { CANDIDATE_DRAW, normalDraws } from "./addressed-draw.ts";

/** z and -z in turn; an odd last vector has no mirror image. @returns `count` vectors of `dimension` numbers */
export function mirroredOrthogonalDraws(
  dimension: number,
  count: number,
  seed: number,
  generation: number,
): readonly Float64Array[] {
  const draws: Float64Array[] = [];
  let basis: Float64Array[] = [];
  for (let pair = 0; draws.length < count; pair++) {
    if (basis.length === dimension) basis = [];
    const normal = normalDraws(dimension, seed, CANDIDATE_DRAW, generation, pair);
    const direction = orthogonalTo(basis, normal);
    basis.push(direction);
    const length = Math.sqrt(inner(normal, normal));
    draws.push(
      direction.map((v) => length * v),
      direction.map((v) => -length * v),
    );
  }
  return draws.slice(0, count);
}

/** The unit vector along what is left of v beside the basis (Gram and Schmidt). */
function orthogonalTo(basis: readonly Float64Array[], v: Float64Array): Float64Array {
  const left = v.slice();
  for (const unit of basis) {
    const along = inner(left, unit);
    for (let i = 0; i < left.length; i++) left[i] = (left[i] ?? 0) - along * (unit[i] ?? 0);
  }
  const length = Math.sqrt(inner(left, left));
  return left.map((entry) => entry / length);
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
