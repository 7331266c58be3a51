// The candidate of a CMA-ES generation that a model of the costs likes best, looked for among many draws.
import { normalDraws, OUTLOOK_DRAW } from "./addressed-draw.ts";
import type { CostModel } from "./cma-model.ts";
import { type Candidate, type CmaState, candidateAt } from "./cma-state.ts";
import { compareEvaluations, type Evaluation } from "./searcher.ts";

/** Points looked at: the first half over the whole distribution, then closer and closer about the best one. */
const LOOKS = 100;

/** @param generation address of the draws */
export function likedCandidate(state: CmaState, model: CostModel, seed: number, generation: number): Candidate {
  const n = state.mean.length;
  let liked = candidateAt(state, new Float64Array(n));
  let least: Evaluation | null = null;
  for (let k = 0; k < LOOKS; k++) {
    const draw = normalDraws(n, seed, OUTLOOK_DRAW, generation, k);
    const about = liked.normal;
    const share = 1 - k / LOOKS;
    const normal = k < LOOKS / 2 ? draw : draw.map((z, i) => (about[i] ?? 0) + share * z);
    const candidate = candidateAt(state, drawnIn(normal));
    const predicted = model(candidate.point);
    if (least !== null && compareEvaluations(predicted, least) >= 0) continue;
    least = predicted;
    liked = candidate;
  }
  return liked;
}

/** No longer than a draw would be: Hansen, "Injecting external solutions into CMA-ES", INRIA RR-7748, 2011. */
function drawnIn(normal: Float64Array): Float64Array {
  const n = normal.length;
  const length = Math.sqrt(normal.reduce((sum, z) => sum + z * z, 0));
  const longest = Math.sqrt(n) + (2 * n) / (n + 2);
  return length > longest ? normal.map((z) => (z * longest) / length) : normal;
}
