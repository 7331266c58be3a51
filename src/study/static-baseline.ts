// The static baseline of a study: the same search with the same budget over constant parameters, in a folder of its own.
import { join } from "node:path";
import type { TrialRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import type { Store } from "./store.ts";

/** Inside the results folder of the study it belongs to. */
export const STATIC = "static";

export function staticFolder(directory: string): string {
  return join(directory, STATIC);
}

/**
 * Strategy, budget, seeds, scenarios and goals of the study, with its `static` ranges as what is tuned; what the study
 * begins with is not, since it names other parameters. null where the study asks for none.
 */
export function staticSpec(spec: StudySpec): StudySpec | null {
  const { static: tune, search, ...rest } = spec;
  if (tune === undefined) return null;
  const { enqueued: _, start: __, ...same } = search;
  const description = `Static baseline of ${spec.name}: constant parameters, with the same budget.`;
  return { ...rest, name: `${spec.name}-static`, description, tune, search: same };
}

/** The study of constant parameters and how much of it may count beside the study it belongs to. */
export interface StaticSearch {
  readonly store: Store;
  /** No more than the other study has, while that one is not at its end: budgets are equal at any moment. */
  readonly trials: readonly TrialRecord[];
}

/** @param complete true where the study's own search is at its end */
export function countedStatic(store: Store, constant: Store, complete: boolean): StaticSearch {
  const { trials } = constant;
  return { store: constant, trials: complete ? trials : trials.slice(0, store.trials.length) };
}

/** The same stop with another judgement of the time. */
export function timedBy(stop: Stop, outOfTime: Stop["outOfTime"]): Stop {
  return {
    get asked() {
      return stop.asked;
    },
    get halted() {
      return stop.halted;
    },
    get longest() {
      return stop.longest;
    },
    outOfTime,
    taskTook: (seconds) => stop.taskTook(seconds),
    onHalt: (action) => stop.onHalt(action),
    interrupt: () => stop.interrupt(),
  };
}
