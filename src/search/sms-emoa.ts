// A search for a whole front in few evaluations: survival by hypervolume, and new points screened by a model of the old.
//
// SMS-EMOA (Beume, Naujoks and Emmerich, 2007) in small generations, with mixed variation. Many more points are made
// than asked; a radial surface through the results nearest to the population says which promise most hypervolume (in
// the manner of Regis and Shoemaker, "A stochastic radial basis function method for the global optimization of expensive
// functions", INFORMS J. Comput. 19, 2007). A fifth is asked unscreened, so that a wrong model is corrected. The
// population grows with what was told: few points close in on a front, many cover it.
import type { Problem } from "../numeric/user-error.ts";
import type { Objectives } from "./front.ts";
import { survivorsByHypervolume } from "./hypervolume-selection.ts";
import { childOf, parentsOf } from "./parents.ts";
import {
  fingerprint,
  firstPoints,
  type Member,
  membersOf,
  type PopulationOptions,
  type PopulationSearcher,
} from "./population.ts";
import { checkObjectives, checkOptions, countProblems } from "./population-door.ts";
import { screened } from "./surrogate.ts";
import { takeTurns } from "./turns.ts";

export interface SmsEmoaOptions extends PopulationOptions {
  /** Points asked at a time after the first `population`, at least 1. */
  readonly generation: number;
  /** Points made for each one that is asked; 1 for no screening. */
  readonly candidates: number;
  /** Values beyond which an objective is of no interest; null for the whole front. */
  readonly limits: Objectives | null;
}

/** For some ten parameters, two or three objectives and one or two thousand evaluations. */
export const SMS_EMOA_DEFAULTS = { population: 40, generation: 10, candidates: 10, limits: null } as const;

const SUBJECT = "sms-emoa";

/** Survivors for each point told, once that is more than the population; so many at most, or what the model sees ends. */
const GROWTH = 0.1;
const LARGEST_GROWN = 150;

/** After so many tries for each point wanted, one that was told already is asked again. */
const LARGEST_PATIENCE = 5;

/**
 * Deterministic from its options and what it is told.
 * @throws UserError when it cannot work with the options; from `tell` when there are not as many limits as objectives
 */
export function createSmsEmoa(options: SmsEmoaOptions): PopulationSearcher {
  checkOptions(SUBJECT, options, ownProblems(options));
  const { population, limits } = options;
  let members: readonly Member[] = [];
  let points: readonly Float64Array[] = [];
  const told: Member[] = [];
  const turns = takeTurns(options.trials, {
    propose() {
      points = members.length === 0 ? firstPoints(options) : newPoints(members, told, options);
      return points;
    },
    learn(results) {
      const children = membersOf(points, results);
      if (limits !== null) checkObjectives(SUBJECT, "limits", limits.length, children);
      told.push(...children);
      const room = Math.max(population, Math.min(Math.floor(GROWTH * told.length), LARGEST_GROWN));
      members = survivorsByHypervolume([...members, ...children], room, limits);
    },
  });
  return { ...turns, population: () => members };
}

function ownProblems({ generation, candidates, limits }: SmsEmoaOptions): readonly Problem[] {
  const finite = limits === null || limits.every(Number.isFinite);
  const message = `found [${limits?.join(", ")}]; expected finite numbers, or null for the whole front`;
  return [
    ...countProblems("generation", generation, 1, `${SMS_EMOA_DEFAULTS.generation} is usual`),
    ...countProblems("candidates", candidates, 1, `${SMS_EMOA_DEFAULTS.candidates} is usual, 1 does not screen`),
    ...(finite ? [] : [{ place: "limits", message }]),
  ];
}

/** One generation of points not told yet, addressed by how many were told before. */
function newPoints(
  members: readonly Member[],
  told: readonly Member[],
  options: SmsEmoaOptions,
): readonly Float64Array[] {
  const { dimension, seed, generation, candidates, limits } = options;
  const parents = parentsOf(members, dimension);
  const wanted = generation * candidates;
  const made: Float64Array[] = [];
  const known = new Set(told.map(({ point }) => fingerprint(point)));
  for (let k = 0; made.length < wanted; k++) {
    const point = childOf(parents, told.length + k, seed, told.length, k);
    const mark = fingerprint(point);
    if (known.has(mark) && k < LARGEST_PATIENCE * wanted) continue;
    known.add(mark);
    made.push(point);
  }
  return candidates === 1 ? made : screened(made, members, told, { count: generation, limits });
}
