// The turns of ask and tell: what every strategy does alike, whatever it learns.
import type { Evaluation, Searcher } from "./searcher.ts";

/** The strategy's own part of a searcher. */
export interface Proposer {
  /** Points of the next generation; at most `left` of them are taken. */
  propose(left: number): readonly Float64Array[];
  /** One evaluation per point taken, in order; fewer than proposed in the last generation. */
  learn(results: readonly Evaluation[]): void;
}

/**
 * A searcher that asks for `trials` points in all and cuts the last generation to fit. `ask` without a `tell` in
 * between gives the same points again.
 * @throws Error from `tell` when the number of results differs from the number of points, or a result is not a number
 */
export function takeTurns(trials: number, proposer: Proposer): Searcher {
  let asked: readonly Float64Array[] = [];
  let told = 0;
  return {
    ask() {
      if (asked.length === 0 && told < trials) asked = proposer.propose(trials - told).slice(0, trials - told);
      return asked.map((point) => point.slice());
    },
    tell(results) {
      checkResults(results, asked.length);
      if (results.length > 0) proposer.learn(results);
      told += asked.length;
      asked = [];
    },
  };
}

function checkResults(results: readonly Evaluation[], asked: number): void {
  if (results.length !== asked) throw new Error(`search: told ${results.length} results for ${asked} asked points`);
  const bad = results.findIndex(({ loss, violation }) => Number.isNaN(loss) || !(violation >= 0));
  if (bad >= 0) throw new Error(`search: result ${bad} is not a number; a failed point is told as Infinity`);
}
