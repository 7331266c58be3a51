// How many evaluations CMA-ES needs on a BBOB function, by the rules of the reference runs of pycma.
//
// pycma ran without bounds; here the cube is a box that is wider than BBOB's domain [-5, 5]^n by so much that its bounds
// do not matter. First points and restarts are uniform in [-4, 4]^n, the first step is 2, restarts double the population.
import { RESTART_DRAW, uniformDraws } from "../../../src/search/addressed-draw.ts";
import { CMA_DEFAULTS, type CmaEsOptions, createCmaEs } from "../../../src/search/cma-es.ts";
import type { BbobProblem } from "./problem.ts";

const HALF_WIDTH = 64;
const STEP = 2;
const BEGIN = { low: toShare(-4), high: toShare(4) };
/** pycma's tolx and tolfunhist. */
const TOLERANCES = { point: 1e-11 / (2 * HALF_WIDTH), loss: 1e-12 };

/** Evaluations to within `gap` of the best loss, or Infinity. @param cap evaluations at most */
export function evaluationsToGap(
  problem: BbobProblem,
  gap: number,
  cap: number,
  seed: number,
  variant: Partial<CmaEsOptions> = {},
): number {
  const dimension = problem.best.length;
  const start = uniformDraws(dimension, seed, RESTART_DRAW, 0, 0).map((u) => BEGIN.low + u * (BEGIN.high - BEGIN.low));
  const searcher = createCmaEs({
    ...CMA_DEFAULTS,
    dimension,
    seed,
    population: 0,
    trials: cap,
    start,
    begin: BEGIN,
    step: STEP / (2 * HALF_WIDTH),
    tolerances: TOLERANCES,
    ...variant,
  });
  for (let points = searcher.ask(), told = 0; points.length > 0; points = searcher.ask()) {
    const heights = points.map((point) => problem.height(point.map((u) => HALF_WIDTH * (2 * u - 1))));
    const hit = heights.findIndex((height) => height <= gap);
    if (hit >= 0) return told + hit + 1;
    told += points.length;
    searcher.tell(heights.map((loss) => ({ loss, violation: 0, objectives: [loss] })));
  }
  return Number.POSITIVE_INFINITY;
}

function toShare(x: number): number {
  return (x + HALF_WIDTH) / (2 * HALF_WIDTH);
}
