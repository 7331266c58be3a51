// Runs a searcher to its end against a loss and keeps what happened.
import { compareEvaluations, type Evaluation, type Searcher } from "../../src/search/searcher.ts";

export interface SearchRun {
  /** Asked points by generation. */
  readonly generations: readonly (readonly Float64Array[])[];
  readonly results: readonly (readonly Evaluation[])[];
  readonly best: Evaluation;
  readonly bestPoint: Float64Array;
}

export function evaluation(loss: number, violation = 0): Evaluation {
  return { loss, violation, objectives: [loss] };
}

export const failedEvaluation = evaluation(Infinity, Infinity);

export function runSearch(searcher: Searcher, judge: (x: number[]) => Evaluation): SearchRun {
  const generations: (readonly Float64Array[])[] = [];
  const results: (readonly Evaluation[])[] = [];
  let best = failedEvaluation;
  let bestPoint = new Float64Array(0);
  for (let points = searcher.ask(); points.length > 0; points = searcher.ask()) {
    const judged = points.map((point) => judge(Array.from(point)));
    for (const [i, result] of judged.entries()) {
      if (!(compareEvaluations(result, best) < 0)) continue;
      best = result;
      bestPoint = Float64Array.from(points[i] ?? []);
    }
    searcher.tell(judged);
    generations.push(points);
    results.push(judged);
  }
  return { generations, results, best, bestPoint };
}

/** Evaluations until the loss is below `target`, or Infinity when the searcher ends first. */
export function evaluationsTo(target: number, searcher: Searcher, loss: (x: number[]) => number): number {
  let count = 0;
  for (let points = searcher.ask(); points.length > 0; points = searcher.ask()) {
    const losses = points.map((point) => loss(Array.from(point)));
    const hit = losses.findIndex((value) => value < target);
    if (hit >= 0) return count + hit + 1;
    count += points.length;
    searcher.tell(losses.map((value) => evaluation(value)));
  }
  return Infinity;
}
