// The search that a study asks for: what it moves, where it begins, how it races and ends, and its static counterpart.
import { dirname } from "node:path";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { enqueuedSets, warmSets } from "./enqueued.ts";
import { attempt, type Findings } from "./findings.ts";
import type { Model } from "./model.ts";
import { racePlan } from "./race-plan.ts";
import { chosenStrategy, searcherFor } from "./searcher-for.ts";
import type { StudySpec, TunedParameter } from "./spec.ts";
import { staticSpec } from "./static-baseline.ts";
import type { StudyInput } from "./study-schema.ts";
import { tunedParameters } from "./tuned.ts";

/** The tuned parameters that `search > only` leaves. */
export function movedOnly({ tune, search: { only } }: StudyInput, problems: Problem[]): StudyInput["tune"] {
  if (only === undefined) return tune;
  for (const name of only.filter((one) => !Object.hasOwn(tune, one))) {
    const message = `found ${name}; expected names of \`tune\`: ${Object.keys(tune).join(", ")}`;
    problems.push({ place: "search > only", message });
  }
  return Object.fromEntries(Object.entries(tune).filter(([name]) => only.includes(name)));
}

/** The ranges of the static search; nothing where the study asks for none. */
export function staticOf(
  { static: asked }: StudyInput,
  values: Readonly<Record<string, number>>,
  model: Model,
  problems: Problem[],
): Pick<StudySpec, "static"> {
  if (asked === undefined) return {};
  const { tune, problems: own } = tunedParameters(model.parameters, asked, values, "static");
  problems.push(...own);
  if (Object.keys(asked).length === 0 && !problems.some(({ place }) => place.startsWith("static > ")))
    problems.push({ place: "static", message: "found nothing; expected at least one parameter, or no such key" });
  return { static: tune };
}

/** The search as asked, with the sets it begins with. */
export function searchOf(
  path: string,
  input: StudyInput,
  tune: readonly TunedParameter[],
  findings: Findings,
): StudySpec["search"] {
  const { only: _, enqueue = [], warmStart, stop, race: __, ...rest } = input.search;
  const { sets, problems } = enqueuedSets(enqueue, tune);
  const { plan, problems: raceProblems } = racePlan(input);
  findings.problems.push(...problems, ...raceProblems);
  const warm: number[][] = [];
  if (warmStart !== undefined) {
    attempt(`search > warmStart > results (${warmStart.results})`, findings.problems, () => {
      const earlier = warmSets(dirname(path), warmStart, tune);
      findings.dataHashes[warmStart.results] = earlier.hash;
      warm.push(...earlier.sets);
    });
  }
  if (stop !== undefined && input.objective?.goals !== undefined) {
    const message = "found beside objective > goals; expected one loss to watch; leave it out";
    findings.problems.push({ place: "search > stop", message });
  }
  const enqueued = [...sets, ...warm];
  const begins = enqueued.length === 0 ? {} : { enqueued };
  const chosen = chosenStrategy(rest, tune, input.objective?.goals?.length ?? 0);
  return { ...rest, ...chosen, ...begins, ...(stop === undefined ? {} : { stop }), ...plan };
}

/** What the strategy would refuse, of the search or else of its static counterpart. */
export function searchProblems(spec: StudySpec): readonly Problem[] {
  const refused = refusedBy(spec);
  return refused.length > 0 ? refused : refusedBy(staticSpec(spec));
}

function refusedBy(spec: StudySpec | null): readonly Problem[] {
  if (spec === null || spec.tune.length === 0) return [];
  try {
    searcherFor(spec, spec.search.trials, null);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}
