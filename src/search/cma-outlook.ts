// The candidate of a CMA-ES generation that a model of the costs likes best, looked for among many draws.
import { normalDraws, OUTLOOK_DRAW } from "./addressed-draw.ts";
import type { CostModel } from "./cma-model.ts";
import { alongAxes, type Candidate, type CmaState } from "./cma-state.ts";
import { intoCube } from "./cube-mirror.ts";
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
    const candidate = candidateAt(state, k < LOOKS / 2 ? draw : draw.map((z, i) => (about[i] ?? 0) + share * z));
    const predicted = model(candidate.point);
    if (least !== null && compareEvaluations(predicted, least) >= 0) continue;
    least = predicted;
    liked = candidate;
  }
  return liked;
}

/**
 * The candidate of a normal vector, drawn in where it is longer than a draw would be: Hansen, "Injecting external solutions
 * into CMA-ES", INRIA RR-7748, 2011.
 */
function candidateAt(state: CmaState, asked: Float64Array): Candidate {
  const n = asked.length;
  const length = Math.sqrt(asked.reduce((sum, z) => sum + z * z, 0));
  const longest = Math.sqrt(n) + (2 * n) / (n + 2);
  const normal = length > longest ? asked.map((z) => (z * longest) / length) : asked;
  const move = alongAxes(
    state.axes.vectors,
    normal.map((z, k) => z * (state.roots[k] ?? 0)),
  );
  return { normal, move, point: intoCube(state.mean.map((m, i) => m + state.step * (move[i] ?? 0))) };
}
