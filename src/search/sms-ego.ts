// A search for a whole front in a few hundred costly evaluations: the point whose optimistic values add most hypervolume.
//
// SMS-EGO (Ponweiser, Wagner, Biermann and Vincze, "Multiobjective optimization on a limited budget of evaluations using
// model-assisted S-metric selection", PPSN X, 2008) with the chance of being feasible as a factor. Its candidates are
// varied from the front (`mixed-variation.ts`), the best of them moved along the slope. The points of a generation are
// taken one after another as if those before had met the mean.
import type { Problem } from "../numeric/user-error.ts";
import type { Objectives } from "./front.ts";
import type { FitMemory } from "./gaussian/fit-memory.ts";
import { frontModel } from "./gaussian/front-model.ts";
import { referenceOf, survivorsByHypervolume } from "./hypervolume-selection.ts";
import { childOf, parentsOf } from "./parents.ts";
import {
  fingerprint,
  firstPoints,
  type Member,
  membersOf,
  type PopulationOptions,
  type PopulationSearcher,
} from "./population.ts";
import { checkOptions, countProblems } from "./population-door.ts";
import { mostRewardingPoint, type Reward, withBelieved } from "./rewarding-point.ts";
import { nearestTold } from "./surrogate.ts";
import { takeTurns } from "./turns.ts";

export interface SmsEgoOptions extends PopulationOptions {
  /** Points asked at a time after the first `population`, at least 1. */
  readonly generation: number;
  /** Points looked at for each one that is asked. */
  readonly candidates: number;
}

/** For some ten parameters, two or three objectives and up to five hundred evaluations. */
export const SMS_EGO_DEFAULTS = { population: 24, generation: 4, candidates: 200 } as const;

/** Results kept as the front at most. */
const LARGEST_FRONT = 100;
/** Of those that failed, the latest are modelled as well: where evaluations fail is learnt, too. */
const FAILURES_KEPT = 50;

/** Deterministic from its options and what it is told. @throws UserError when it cannot work with the options */
export function createSmsEgo(options: SmsEgoOptions): PopulationSearcher {
  checkOptions("sms-ego", options, ownProblems(options));
  const memory: FitMemory = new Map();
  const told: Member[] = [];
  let members: readonly Member[] = [];
  let asked: readonly Float64Array[] = [];
  const turns = takeTurns(options.trials, {
    propose() {
      asked = told.length === 0 ? firstPoints(options) : newPoints(members, told, memory, options);
      return asked;
    },
    learn(results) {
      const children = membersOf(asked, results);
      told.push(...children);
      members = survivorsByHypervolume([...members, ...children], LARGEST_FRONT, null);
    },
  });
  return { ...turns, population: () => members };
}

function ownProblems({ generation, candidates }: SmsEgoOptions): readonly Problem[] {
  return [
    ...countProblems("generation", generation, 1, `${SMS_EGO_DEFAULTS.generation} is usual`),
    ...countProblems("candidates", candidates, 1, `${SMS_EGO_DEFAULTS.candidates} is usual`),
  ];
}

/** Standard deviations by which objectives are taken better than believed, in turn: near what is known, and away. */
const OPTIMISM = [0.3, 1];

function newPoints(
  members: readonly Member[],
  told: readonly Member[],
  memory: FitMemory,
  options: SmsEgoOptions,
): readonly Float64Array[] {
  const { dimension, seed, generation, candidates } = options;
  const failed = told.filter(({ evaluation }) => evaluation.violation === Infinity).slice(-FAILURES_KEPT);
  const model = frontModel([...nearestTold(members, told), ...failed], told.length, memory);
  const ranked = survivorsByHypervolume(members, options.population, null);
  const parents = parentsOf(ranked, dimension);
  const known = new Set(told.map(({ point }) => fingerprint(point)));
  const varied = (k: number): readonly Float64Array[] =>
    Array.from({ length: candidates }, (_, c) => {
      const index = k * candidates + c;
      return childOf(parents, index, seed, told.length, index);
    });
  if (model === null) return varied(0).slice(0, generation);
  const front: readonly Objectives[] = members
    .filter(({ evaluation }) => evaluation.violation === 0)
    .map(({ evaluation }) => model.scaled(evaluation.objectives));
  let reward: Reward = { model, front, reference: front.length > 0 ? referenceOf(front, null) : null, optimism: 0 };
  const points: Float64Array[] = [];
  for (let k = 0; k < generation; k++) {
    reward = { ...reward, optimism: OPTIMISM[(told.length + k) % OPTIMISM.length] ?? 1 };
    const point = mostRewardingPoint(reward, varied(k), known);
    points.push(point);
    known.add(fingerprint(point));
    reward = withBelieved(reward, point);
  }
  return points;
}
