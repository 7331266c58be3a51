// The state of a study in facts: counts by state, the best, seeds, hashes and the version of the code.
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { candidateOf } from "./candidate.ts";
import { countsOf, countsText } from "./counts.ts";
import { estimate } from "./number-format.ts";

/** What `flyball study show --json` and `flyball status --json` print. */
export interface StudyFacts {
  readonly name: string;
  readonly state: string;
  readonly trials: number;
  readonly budget: number;
  /** Trials by state. */
  readonly counts: {
    readonly complete: number;
    readonly dropped: number;
    readonly failed: number;
    readonly refused: number;
  };
  /** Trials that keep every constraint on the search paths. */
  readonly feasible: number;
  readonly best: {
    readonly trial: number;
    /** False where nothing is feasible and this trial violates the constraints least. */
    readonly chosen: boolean;
    readonly loss: number | null;
    readonly violation: number | null;
    /** Tuned values by name, SI units. */
    readonly values: Readonly<Record<string, number>>;
  } | null;
  readonly choice: string;
  readonly optimism: number | null;
  readonly seeds: {
    readonly optimizer: number;
    readonly search: number;
    readonly validation: number;
    readonly holdout: number;
  };
  readonly resultsHash: string;
  readonly specHash: string;
  readonly codeVersion: string;
  readonly dataHashes: Readonly<Record<string, string>>;
}

export function statusOf(record: StudyRecord<StudySpec>): { readonly facts: StudyFacts; readonly text: string } {
  const { spec, trials, state } = record;
  const { complete, dropped, failed, feasible, refused } = countsOf(record);
  const facts: StudyFacts = {
    name: spec.name,
    state,
    trials: trials.length,
    budget: spec.search.trials,
    counts: { complete, dropped, failed, refused },
    feasible,
    best: bestOf(record),
    choice: record.choice,
    optimism: record.optimism,
    seeds: {
      optimizer: spec.search.seed,
      search: spec.scenarios.search.seed,
      validation: spec.scenarios.validation.seed,
      holdout: spec.scenarios.holdout.seed,
    },
    resultsHash: record.resultsHash,
    specHash: record.specHash,
    codeVersion: record.codeVersion,
    dataHashes: record.dataHashes,
  };
  const best = facts.best?.loss == null ? "" : `, best ${estimate(facts.best.loss)} (trial ${facts.best.trial})`;
  return { facts, text: `${state}, ${countsText(record)}${best}` };
}

function bestOf(record: StudyRecord<StudySpec>): StudyFacts["best"] {
  const candidate = candidateOf(record);
  if (candidate === null) return null;
  const { index, loss, violation, values } = candidate.trial;
  const named = record.spec.tune.map(({ parameter }, place) => [parameter.name, values[place] ?? Number.NaN]);
  return { trial: index, chosen: candidate.chosen, loss, violation, values: Object.fromEntries(named) };
}
