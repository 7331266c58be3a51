// A search for few and costly evaluations: Gaussian processes in a box around the best point, which grows and shrinks.
//
// TuRBO (Eriksson and others, 2019) with one region and the constraints of SCBO (Eriksson and Poloczek, 2021). In place of
// Thompson samples, points are taken by the logarithm of expected improvement times the chance of being feasible, those of
// a generation one after another as if the ones before had met the mean. A region that has collapsed is followed by another
// around new points of the design; what was told is kept.
import { type Problem, UserError } from "../numeric/user-error.ts";
import { type CoordinateKind, inCells } from "./coordinate-kind.ts";
import type { FitMemory } from "./gaussian/fit-memory.ts";
import { type LocalModel, localModel } from "./gaussian/local-model.ts";
import { beliefAt, believing } from "./gaussian/process.ts";
import { designPoint, fingerprint, type Member } from "./population.ts";
import { countProblems, startProblems } from "./population-door.ts";
import { mostPromisingPoint } from "./promising-point.ts";
import { compareEvaluations, type Searcher } from "./searcher.ts";
import { afterGeneration, boxAround, firstRegion, hasCollapsed, type TrustRegion } from "./trust-region.ts";
import { takeTurns } from "./turns.ts";

export interface TurboOptions {
  /** n >= 1. */
  readonly dimension: number;
  /** 32-bit word. */
  readonly seed: number;
  /** Points asked in all. */
  readonly trials: number;
  /** A point of the unit cube that is asked first (today's parameters); null for none. */
  readonly start: Float64Array | null;
  readonly kinds: readonly CoordinateKind[];
  /** Points asked at a time, at least 1. */
  readonly generation: number;
  /** Points of the design that opens a region, filled up to whole generations; 0 for one more than the dimension. */
  readonly design: number;
  /** Results that a model is fitted to at most, the nearest: its cost grows with the cube. */
  readonly modelled: number;
  /** Points looked at for each one that is asked. */
  readonly candidates: number;
  /**
   * True where evaluating a point twice gives two values: the best point is then the one believed best. Results that are
   * told with their noise say so themselves.
   */
  readonly noisy: boolean;
}

/** For five to twenty parameters and a few hundred evaluations. */
export const TURBO_DEFAULTS = {
  generation: 4,
  design: 0,
  modelled: 200,
  candidates: 300,
  noisy: false,
  kinds: [],
} as const;

/** A region, and which of the results told are its own. */
interface Stay {
  readonly region: TrustRegion;
  /** Index of the first result of its own. */
  readonly from: number;
  /** Points of the design, counted over all regions, that are asked before the model is. */
  readonly designEnd: number;
  /** Index of the best result; null before the first is told. */
  readonly best: number | null;
}

const SUBJECT = "turbo";

/** Deterministic from its options and what it is told. @throws UserError when it cannot work with the options */
export function createTurbo(options: TurboOptions): Searcher {
  const problems = problemsOf(options);
  if (problems.length > 0) throw new UserError(SUBJECT, problems);
  const { dimension, generation } = options;
  const design = generation * Math.ceil((options.design || dimension + 1) / generation);
  const memory: FitMemory = new Map();
  const told: Member[] = [];
  let stay: Stay = { region: firstRegion, from: 0, designEnd: design, best: null };
  let designed = 0;
  let noisy = options.noisy;
  let asked: readonly Float64Array[] = [];
  const designPoints = (): readonly Float64Array[] => {
    const first = designed;
    designed = first + generation;
    return Array.from({ length: generation }, (_, k) => inCells(designPoint(first + k, options), options.kinds));
  };
  return takeTurns(options.trials, {
    propose() {
      if (designed < stay.designEnd) {
        asked = designPoints();
        return asked;
      }
      const own = bestOf(told, stay.from);
      const near = surroundings(told, noisy ? (stay.best ?? own) : own, options, memory);
      const best = noisy ? believedBest(told, near, stay.from) : own;
      stay = afterResults(stay, best, told.length - asked.length, options);
      if (hasCollapsed(stay.region)) {
        stay = { region: firstRegion, from: told.length, designEnd: designed + design, best: null };
        asked = designPoints();
      } else {
        asked = promisingPoints(told, near, best, stay.region, { ...options, noisy });
      }
      return asked;
    },
    learn(results) {
      for (const [k, evaluation] of results.entries()) {
        const point = asked[k];
        if (point !== undefined) told.push({ point, evaluation });
        noisy ||= (evaluation.noise ?? 0) > 0;
      }
    },
  });
}

function problemsOf(options: TurboOptions): readonly Problem[] {
  const { dimension, trials, start, generation, design, modelled, candidates } = options;
  return [
    ...countProblems("dimension", dimension, 1, "name what the search may move"),
    ...countProblems("trials", trials, 0, "200 is usual"),
    ...startProblems(start, dimension),
    ...countProblems("generation", generation, 1, `${TURBO_DEFAULTS.generation} is usual`),
    ...countProblems("design", design, 0, "0 is usual"),
    ...countProblems("modelled", modelled, 2, `${TURBO_DEFAULTS.modelled} is usual`),
    ...countProblems("candidates", candidates, 1, `${TURBO_DEFAULTS.candidates} is usual`),
  ];
}

/** Index of the best result from `from` on. */
function bestOf(told: readonly Member[], from: number): number {
  let best = from;
  for (let k = from + 1; k < told.length; k++) {
    const [a, b] = [told[k], told[best]];
    if (a !== undefined && b !== undefined && compareEvaluations(a.evaluation, b.evaluation) < 0) best = k;
  }
  return best;
}

/** The results nearest to one of them, and what they let believe. */
interface Surroundings {
  readonly indices: readonly number[];
  readonly model: LocalModel;
}

function surroundings(
  told: readonly Member[],
  centre: number,
  { modelled, kinds }: TurboOptions,
  memory: FitMemory,
): Surroundings {
  const origin = told[centre]?.point ?? new Float64Array(0);
  const distances = told.map(({ point }) => point.reduce((sum, v, i) => sum + (v - (origin[i] ?? 0)) ** 2, 0));
  const order = Array.from(told.keys()).sort((i, j) => (distances[i] ?? 0) - (distances[j] ?? 0) || i - j);
  const indices = order.slice(0, modelled).sort((i, j) => i - j);
  const members = indices.flatMap((index) => told[index] ?? []);
  return { indices, model: localModel(members, origin, kinds, told.length, memory) };
}

/** Index of the feasible result of the region whose loss is believed least; of the best one told where none is modelled. */
function believedBest(told: readonly Member[], { indices, model }: Surroundings, from: number): number {
  const { loss, inputs } = model;
  let best = bestOf(told, from);
  let least = Infinity;
  for (const index of indices) {
    const member = told[index];
    if (loss === null || index < from || member === undefined || member.evaluation.violation > 0) continue;
    const { mean } = beliefAt(loss, inputs.of(member.point));
    if (mean >= least) continue;
    least = mean;
    best = index;
  }
  return best;
}

/** @param asked index of the first result of the last generation */
function afterResults(stay: Stay, best: number, asked: number, { dimension, generation }: TurboOptions): Stay {
  if (stay.best === null) return { ...stay, best }; // the design says nothing of the region
  const enough = Math.ceil(Math.max(4, dimension) / generation);
  return { ...stay, best, region: afterGeneration(stay.region, best >= asked, enough) };
}

/** One generation, each point chosen as if those before had met the mean. */
function promisingPoints(
  told: readonly Member[],
  { indices, model }: Surroundings,
  best: number,
  region: TrustRegion,
  options: TurboOptions,
): readonly Float64Array[] {
  const { kinds, seed, candidates, generation, noisy } = options;
  const { inputs, scaledLoss } = model;
  const centre = told[best];
  if (centre === undefined) return [];
  const known = new Set(told.map(({ point }) => fingerprint(point)));
  const lengths = model.loss?.hyperparameters.lengths ?? new Float64Array(inputs.dimension).fill(1);
  const box = boxAround(
    centre.point,
    region,
    Float64Array.from(inputs.places, (place) => lengths[place] ?? 1),
    kinds,
  );
  let { loss: process, limits } = model;
  let target: number | null = null;
  if (process !== null && centre.evaluation.violation === 0) {
    target = noisy ? beliefAt(process, inputs.of(centre.point)).mean : (scaledLoss[indices.indexOf(best)] ?? null);
  }
  const points: Float64Array[] = [];
  for (let k = 0; k < generation; k++) {
    const loss = process !== null && target !== null ? { process, best: target } : null;
    const lookout = { box, centre: centre.point, kinds, seed, address: [told.length, k] as const, candidates };
    const point = mostPromisingPoint({ inputs, loss, limits }, lookout, known);
    points.push(point);
    if (points.length === generation) break;
    known.add(fingerprint(point));
    const input = inputs.of(point);
    if (process !== null) {
      const within = limits.every((limit) => beliefAt(limit, input).mean <= 0);
      if (target !== null && within) target = Math.min(target, beliefAt(process, input).mean);
      process = believing(process, input);
    }
    limits = limits.map((limit) => believing(limit, input));
  }
  return points;
}
