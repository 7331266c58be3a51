// What makes the result of a search say less than it seems to: said with the choice, never left silent.
import type { TrialRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";

/** Sentences; none where the search went as it should. */
export function searchFaults(
  trials: readonly TrialRecord[],
  { losses, goals = [] }: Pick<StudySpec, "losses" | "goals">,
): string[] {
  const candidates = trials.slice(1);
  const played = candidates.filter(({ loss }) => loss !== null);
  const [first] = candidates;
  if (first !== undefined && played.length === 0) return [`${noneWords(candidates)}, so nothing was compared.`];
  const named = new Set([...losses, ...goals].map(({ metric }) => metric));
  const constant = [...named].filter((metric) => isConstant(trials, metric));
  if (played.length === 0 || constant.length === 0) return [];
  const what = constant.length === 1 ? "decides" : "decide";
  const same = `the same in all ${played.length + 1} sets played`;
  return [`${constant.join(" and ")} came out ${same}: nothing that is tuned moves it here, so it ${what} nothing.`];
}

function noneWords(candidates: readonly TrialRecord[]): string {
  const failed = candidates.filter(({ failure }) => failure !== null);
  const refused = candidates.length - failed.length;
  const [{ index, failure } = { index: 0, failure: null }] = failed;
  const how = failure === null ? "" : ` (trial ${index}: ${failure.name}, ${failure.message})`;
  if (refused === 0) return `All ${candidates.length} candidates failed${how}`;
  if (failed.length === 0) return `Certificates alone refused all ${candidates.length} candidates`;
  return `Of ${candidates.length} candidates ${failed.length} failed${how} and certificates refused the others`;
}

/** Over every trial that was played, to the last bit. */
function isConstant(trials: readonly TrialRecord[], metric: string): boolean {
  const values = new Set<number>();
  for (const { loss, measures } of trials) {
    const value = measures[metric]?.value;
    if (loss === null || value === undefined) continue;
    values.add(value);
    if (values.size > 1) return false;
  }
  return values.size === 1;
}
