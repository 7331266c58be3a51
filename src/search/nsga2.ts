// NSGA-II: a genetic search for a whole front, by ranks of dominance and distances between neighbours.
//
// Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE Trans. Evol.
// Comput. 6, 2002, with constraint dominance. One change: the front that does not fit loses its most crowded member
// again and again, with new distances each time (Kukkonen and Deb, "Improved pruning of non-dominated solutions based
// on crowding distance for bi-objective optimization problems", CEC 2006); cut at once, whole clusters go together.
import { crowdingDistances } from "./crowding-distance.ts";
import { leastCrowded } from "./crowding-pruning.ts";
import { createGeneticSearch } from "./genetic-search.ts";
import type { VariationRates } from "./genetic-variation.ts";
import { constrainedRanks } from "./nondominated-sort.ts";
import type { Member, PopulationOptions, PopulationSearcher } from "./population.ts";
import { checkOptions } from "./population-door.ts";

/** Crossover index 15 and mutation index 20; these rates are those of the common programs. */
const RATES: VariationRates = {
  crossover: { probability: 0.9, index: 15 },
  mutation: { probability: 0.9, index: 20 },
};

interface Standing {
  readonly member: Member;
  readonly rank: number;
  readonly distance: number;
}

/** Deterministic from its options and what it is told. @throws UserError when it cannot work with the options */
export function createNsga2(options: PopulationOptions): PopulationSearcher {
  checkOptions("nsga2", options, []);
  let standings: readonly Standing[] = [];
  return createGeneticSearch(options, {
    rates: RATES,
    survivors(members) {
      standings = bestOf(members, options.population);
      return standings.map(({ member }) => member);
    },
    compare(i, j) {
      const [a, b] = [standings[i], standings[j]];
      if (a === undefined || b === undefined) return 0;
      if (a.rank !== b.rank) return a.rank - b.rank;
      return a.distance === b.distance ? 0 : b.distance - a.distance;
    },
  });
}

/** Whole fronts while they fit, then the least crowded part of the next. */
function bestOf(members: readonly Member[], population: number): Standing[] {
  const chosen: Standing[] = [];
  for (const { front, rank } of frontsOf(members)) {
    const objectives = front.map(({ evaluation }) => evaluation.objectives);
    const kept = leastCrowded(objectives, Math.min(front.length, population - chosen.length));
    const distances = crowdingDistances(
      kept.map((index) => objectives[index] ?? []),
      "sum",
    );
    for (const [k, index] of kept.entries()) {
      const member = front[index];
      if (member !== undefined) chosen.push({ member, rank, distance: distances[k] ?? 0 });
    }
    if (chosen.length === population) break;
  }
  return chosen;
}

/** Members by rank, ascending, each front in the order given. */
function frontsOf(members: readonly Member[]): { readonly front: Member[]; readonly rank: number }[] {
  const ranks = constrainedRanks(members.map(({ evaluation }) => evaluation));
  const fronts: { readonly front: Member[]; readonly rank: number }[] = [];
  for (const [k, member] of members.entries()) {
    const rank = ranks[k] ?? 0;
    while (fronts.length <= rank) fronts.push({ front: [], rank: fronts.length });
    fronts[rank]?.front.push(member);
  }
  return fronts;
}
