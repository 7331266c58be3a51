// The course of a genetic multi-objective search: pairs chosen by tournaments have children, and the best of old and
// new survive. What "best" means is the rule of each algorithm.
import { PAIR_DRAW, TOURNAMENT_DRAW, uniformDraws } from "./addressed-draw.ts";
import { drawsPerPair, twoChildren, type VariationRates } from "./genetic-variation.ts";
import {
  fingerprint,
  firstPoints,
  type Member,
  membersOf,
  type PopulationOptions,
  type PopulationSearcher,
} from "./population.ts";
import { takeTurns } from "./turns.ts";

export interface GeneticRules {
  readonly rates: VariationRates;
  /** The members that live on, at most `population`. @param generation counts the generations told */
  survivors(members: readonly Member[], generation: number): readonly Member[];
  /** Negative when member i of the last survivors wins a tournament against member j, 0 for a coin. */
  compare(i: number, j: number): number;
}

/** After so many pairs per child wanted, a child equal to another point is taken as it is. */
const LARGEST_PATIENCE = 5;

/** A population searcher that works by these rules. */
export function createGeneticSearch(options: PopulationOptions, rules: GeneticRules): PopulationSearcher {
  let members: readonly Member[] = [];
  let points: readonly Float64Array[] = [];
  let generation = 0;
  const turns = takeTurns(options.trials, {
    propose() {
      points = generation === 0 ? firstPoints(options) : children(members, options, rules, generation);
      return points;
    },
    learn(results) {
      members = rules.survivors([...members, ...membersOf(points, results)], generation);
      generation += 1;
    },
  });
  return { ...turns, population: () => members };
}

/** As many children as the population, each different from every member and every other child. */
function children(
  members: readonly Member[],
  { population, dimension, seed }: PopulationOptions,
  rules: GeneticRules,
  generation: number,
): Float64Array[] {
  const born: Float64Array[] = [];
  const known = new Set(members.map(({ point }) => fingerprint(point)));
  let pair = 0;
  for (let round = 0; born.length < population; round++) {
    const keys = uniformDraws(2 * members.length, seed, TOURNAMENT_DRAW, generation, round);
    const winners = tournament(members.length, keys, rules);
    for (let w = 0; w < winners.length; w += 2, pair++) {
      const first = members[winners[w] ?? 0]?.point ?? new Float64Array(dimension);
      const second = members[winners[w + 1] ?? 0]?.point ?? first;
      const uniforms = uniformDraws(drawsPerPair(dimension), seed, PAIR_DRAW, generation, pair);
      for (const child of twoChildren(first, second, rules.rates, uniforms)) {
        const mark = fingerprint(child);
        if (known.has(mark) && pair < LARGEST_PATIENCE * population) continue;
        known.add(mark);
        born.push(child);
      }
    }
  }
  return born.slice(0, population);
}

/** Indices of the winners of one round, in which every member meets one other (one may stand aside). */
function tournament(members: number, keys: Float64Array, rules: GeneticRules): number[] {
  const order = Array.from({ length: members }, (_, i) => i).sort((i, j) => (keys[i] ?? 0) - (keys[j] ?? 0));
  const winners: number[] = [];
  for (let k = 0; k < members; k += 2) {
    const [i, j] = [order[k] ?? 0, order[k + 1] ?? 0];
    const verdict = k + 1 < members ? rules.compare(i, j) : -1;
    winners.push(verdict < 0 || (verdict === 0 && (keys[members + k] ?? 0) < 0.5) ? i : j);
  }
  return winners;
}
