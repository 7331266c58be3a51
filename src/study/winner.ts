// Which of the re-scored sets is chosen: by the study's rule, and more structure only where it surely wins.
import type { Estimate } from "../objective/estimate.ts";
import { pairedMeasure } from "../objective/estimate.ts";
import type { Measure } from "../objective/measure.ts";
import { compareEvaluations } from "../search/searcher.ts";
import { evaluationOf } from "./candidate.ts";
import { type Choice, chosenFrom } from "./choice.ts";
import { type Contest, contestWords, frontWords, loneWords } from "./choice-words.ts";
import { frontOf } from "./front.ts";
import type { RescoreRecord, TrialRecord } from "./record.ts";
import { selectionOf } from "./selection-bias.ts";
import type { StudySpec } from "./spec.ts";
import type { Conclusion } from "./store.ts";

/** A set more complex than another is taken only where its loss is lower by more than so many paired standard errors. */
const SURE = 2;

/** A set on fresh paths. */
export interface Fresh {
  readonly record: RescoreRecord;
  /** Loss with what each path moves it; null where the set failed. */
  readonly loss: Estimate | null;
}

/** What was played on the validation paths. */
export interface Validated<F extends Fresh> {
  /** Today's set, then the candidates of the search. */
  readonly own: readonly F[];
  /** Candidates of the static search. */
  readonly statics: readonly F[];
}

export interface Winner<F extends Fresh> {
  readonly conclusion: Conclusion;
  /** Best feasible candidate of the search. */
  readonly rival: F | null;
  /** Best feasible constant set, today's among them. */
  readonly constant: F | null;
  /** True where a set of the static search is chosen; the conclusion's best is then today's set, or null. */
  readonly staticWins: boolean;
}

/**
 * Where the loss chooses, sets stand in order of complexity: today's, the best static one, the best of the search. Each
 * takes the place of the simpler one that holds it if its loss is surely lower. Other rules choose from the front, and a
 * static search is only compared with.
 * @param trials of the search
 */
export function choose<F extends Fresh>(
  { own, statics }: Validated<F>,
  trials: readonly TrialRecord[],
  spec: StudySpec,
): Winner<F> {
  const feasible = own.filter(isFeasible);
  const today = feasible.filter(({ record }) => record.trial === 0);
  const others = feasible.filter(({ record }) => record.trial !== 0);
  const rule = spec.choose ?? "loss";
  if (rule !== "loss") {
    const best = fromFront(feasible, rule);
    const rival = best === undefined || best.record.trial === 0 ? fromFront(others, rule) : best;
    const records = feasible.map(({ record }) => record);
    const choice =
      best === undefined ? loneWords(own.length - 1, spec) : frontWords(best.record, records, spec, own.length - 1);
    const constant = fromFront([...today, ...statics.filter(isFeasible)], rule) ?? null;
    return { conclusion: concluded(best, choice, trials), rival: rival ?? null, constant, staticWins: false };
  }
  const rival = picked(others, spec) ?? null;
  const fixed = picked(statics.filter(isFeasible), spec);
  const runners = [...today, ...(fixed === undefined ? [] : [fixed]), ...(rival === null ? [] : [rival])];
  const { holder, contests } = contested(runners);
  const staticWins = holder !== undefined && holder === fixed;
  const known = { others: own.length - 1, rival: rival?.record ?? null, fixed: fixed?.record ?? null };
  const choice =
    holder === undefined ? loneWords(own.length - 1, spec) : contestWords(holder.record, contests, known, spec);
  const best = staticWins ? today[0] : holder;
  const constant = lowest([...today, ...(fixed === undefined ? [] : [fixed])]) ?? null;
  const conclusion = { ...concluded(best, choice, trials), ...selectionIn(holder, rival, others, spec) };
  return { conclusion, rival, constant, staticWins };
}

function isFeasible({ record }: Fresh): boolean {
  return record.violation === 0;
}

function concluded(best: Fresh | undefined, choice: string, trials: readonly TrialRecord[]): Conclusion {
  if (best === undefined) return { best: null, choice, optimism: null };
  const { trial, loss } = best.record;
  const search = trials[trial]?.loss ?? null;
  return { best: trial, choice, optimism: search === null || loss === null ? null : search - loss };
}

/** From the simplest to the most complex; the first holds its place until it is surely beaten. */
function contested<F extends Fresh>(runners: readonly F[]): { holder: F | undefined; contests: readonly Contest[] } {
  let [holder] = runners;
  const contests: Contest[] = [];
  for (const challenger of runners.slice(1)) {
    if (holder === undefined) break;
    const difference = differenceOf(challenger, holder);
    const won = difference.value < -SURE * difference.standardError;
    contests.push({ challenger: challenger.record, holder: holder.record, difference, won });
    if (won) holder = challenger;
  }
  return { holder, contests };
}

function differenceOf({ loss: first }: Fresh, { loss: second }: Fresh): Measure {
  if (first === null || second === null) throw new RangeError("a feasible set has a loss"); // judged from the same paths
  return pairedMeasure(first, second);
}

/** How sure the choice among the search's candidates is; nothing where it was not them who won. */
function selectionIn<F extends Fresh>(
  holder: F | undefined,
  rival: F | null,
  others: readonly F[],
  spec: StudySpec,
): Pick<Conclusion, "selection"> {
  if (rival === null || holder !== rival) return {};
  const group = spec.choose === undefined ? others : membersOf(others);
  const losses = group.flatMap(({ loss }) => loss ?? []);
  return { selection: selectionOf(losses, group.indexOf(rival), spec.scenarios.validation.seed) };
}

/** The best by the study's rule. */
function picked<F extends Fresh>(feasible: readonly F[], { choose: rule }: StudySpec): F | undefined {
  return rule === undefined ? lowest(feasible) : fromFront(feasible, rule);
}

/** The first of several. */
function lowest<F extends Fresh>(feasible: readonly F[]): F | undefined {
  const ranked = [...feasible];
  ranked.sort(({ record: a }, { record: b }) => compareEvaluations(evaluationOf(a), evaluationOf(b)));
  return ranked[0];
}

function fromFront<F extends Fresh>(feasible: readonly F[], rule: Choice): F | undefined {
  const front = membersOf(feasible);
  if (front.length === 0) return undefined;
  const options = front.map(({ record: { loss, objectives } }) => ({
    loss: loss ?? Infinity,
    objectives: objectives ?? [],
  }));
  return front[chosenFrom(options, rule)];
}

function membersOf<F extends Fresh>(feasible: readonly F[]): readonly F[] {
  const members = new Set(frontOf(feasible.map(({ record }) => record)));
  return feasible.filter(({ record }) => members.has(record));
}
