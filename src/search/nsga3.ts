// NSGA-III: a genetic search that spreads a front over given directions; for three objectives and more.
//
// Deb and Jain, "An evolutionary many-objective optimization algorithm using reference-point-based nondominated sorting
// approach, part I: solving problems with box constraints", IEEE Trans. Evol. Comput. 18, 2014; constraint dominance as
// in part II (Jain and Deb, same volume).
import type { Problem } from "../numeric/user-error.ts";
import { NICHE_DRAW, uniformDraws } from "./addressed-draw.ts";
import type { Front } from "./front.ts";
import { createFrontScale } from "./front-scale.ts";
import { createGeneticSearch } from "./genetic-search.ts";
import type { VariationRates } from "./genetic-variation.ts";
import { chooseByNiche } from "./niche.ts";
import { constrainedRanks } from "./nondominated-sort.ts";
import type { Member, PopulationOptions, PopulationSearcher } from "./population.ts";
import { checkObjectives, checkOptions } from "./population-door.ts";

export interface Nsga3Options extends PopulationOptions {
  /** Directions of the unit simplex (reference-directions.ts), no more than the population. */
  readonly directions: Front;
}

const SUBJECT = "nsga3";

/** Crossover index 30, always, and mutation index 20 as in part I; its rate is that of the common programs. */
const RATES: VariationRates = {
  crossover: { probability: 1, index: 30 },
  mutation: { probability: 0.9, index: 20 },
};

/**
 * Deterministic from its options and what it is told.
 * @throws UserError when it cannot work with the options; from `tell` when the objectives are not as many as the entries
 *   of a direction
 */
export function createNsga3(options: Nsga3Options): PopulationSearcher {
  checkOptions(SUBJECT, options, directionProblems(options));
  const { population, seed, directions } = options;
  const scale = createFrontScale();
  let survivors: readonly Member[] = [];
  return createGeneticSearch(options, {
    rates: RATES,
    survivors(members, generation) {
      checkObjectives(SUBJECT, "directions > 0", directions[0]?.length ?? 0, members);
      const ranks = constrainedRanks(members.map(({ evaluation }) => evaluation));
      const { sure, split } = cutAt(ranks, population);
      const objectivesAt = (index: number) => members[index]?.evaluation.objectives ?? [];
      const feasible = members.filter(({ evaluation }) => evaluation.violation === 0).length;
      let chosen = [...sure, ...split.slice(0, population - sure.length)];
      if (feasible >= population) {
        const best = members.flatMap((_, index) => (ranks[index] === 0 ? [objectivesAt(index)] : []));
        const scaled = scale([...sure, ...split].map(objectivesAt), best);
        const draws = uniformDraws(2 * (population - sure.length), seed, NICHE_DRAW, generation, 0);
        const taken = chooseByNiche(scaled, sure.length, directions, draws);
        chosen = [...sure, ...taken.map((k) => split[k] ?? 0)];
      }
      survivors = chosen.flatMap((index) => members[index] ?? []);
      return survivors;
    },
    compare(i, j) {
      return (survivors[i]?.evaluation.violation ?? 0) - (survivors[j]?.evaluation.violation ?? 0) || 0;
    },
  });
}

function directionProblems({ directions, population }: Nsga3Options): readonly Problem[] {
  const size = directions[0]?.length ?? 0;
  const problems: Problem[] = [];
  if (directions.length === 0 || directions.length > population) {
    const message = `found ${directions.length}; expected 1 to as many as the population, ${population}`;
    problems.push({ place: "directions", message: `${message}; simplexDirections makes them` });
  }
  for (const [k, direction] of directions.entries()) {
    const onSimplex =
      direction.every((share) => share >= 0 && share < Infinity) && direction.some((share) => share > 0);
    if (direction.length === size && onSimplex) continue;
    const message = `found [${direction.join(", ")}]; expected ${size} shares from 0, as many as in the first, not all 0`;
    problems.push({ place: `directions > ${k}`, message });
  }
  return problems;
}

/** Indices of the fronts that fit whole, front by front, and of the one that does not fit any more. */
function cutAt(ranks: Int32Array, population: number): { readonly sure: number[]; readonly split: number[] } {
  const order = Array.from(ranks.keys()).sort((i, j) => (ranks[i] ?? 0) - (ranks[j] ?? 0) || i - j);
  const last = ranks[order[Math.min(population, order.length) - 1] ?? 0] ?? 0;
  const sure = order.filter((index) => (ranks[index] ?? 0) < last);
  const split = order.filter((index) => ranks[index] === last);
  return sure.length + split.length <= population ? { sure: [...sure, ...split], split: [] } : { sure, split };
}
