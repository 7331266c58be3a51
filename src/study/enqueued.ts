// Sets that are tried before the strategy proposes any: those a study names, and the best of an earlier study.
import { resolve } from "node:path";
import type { Problem } from "../numeric/user-error.ts";
import { contendersOf } from "./contenders.ts";
import { shown } from "./schema-problems.ts";
import type { TunedParameter } from "./spec.ts";
import { readRecord } from "./store.ts";
import { readParameter, withUnit } from "./values.ts";

type Named = Readonly<Record<string, number | string>>;

/** Values in the order of `tune`; a parameter that is not named stays as today. */
export function enqueuedSets(
  asked: readonly Named[],
  tune: readonly TunedParameter[],
): { sets: number[][]; problems: Problem[] } {
  const problems: Problem[] = [];
  const sets = asked.map((named, index) => {
    const place = `search > enqueue[${index}]`;
    for (const name of Object.keys(named)) {
      if (tune.some(({ parameter }) => parameter.name === name)) continue;
      const names = tune.map(({ parameter }) => parameter.name).join(", ");
      problems.push({ place: `${place} > ${name}`, message: `is not tuned; expected one of ${names}` });
    }
    return tune.map((tuned) => enqueuedValue(named[tuned.parameter.name], tuned, place, problems));
  });
  return { sets, problems };
}

function enqueuedValue(
  written: number | string | undefined,
  { parameter, from, to, today }: TunedParameter,
  place: string,
  problems: Problem[],
): number {
  if (written === undefined) return today;
  const reading = readParameter(parameter, written);
  const here = `${place} > ${parameter.name}`;
  if (!reading.ok) problems.push({ place: here, message: reading.message });
  else if (reading.value < from || reading.value > to) {
    const range = `${withUnit(from, parameter)} to ${withUnit(to, parameter)}`;
    problems.push({ place: here, message: `found ${shown(written)}; expected a value in its range, ${range}` });
  }
  return reading.ok ? reading.value : today;
}

/**
 * The best sets of a recorded study by parameter name, with the hash of its results; ranges of `tune` bound them.
 * @throws UserError where there is no study
 */
export function warmSets(
  folder: string,
  { results, best }: { readonly results: string; readonly best: number },
  tune: readonly TunedParameter[],
): { sets: number[][]; hash: string } {
  const record = readRecord(resolve(folder, results));
  const { goals, scenarios, tune: theirs } = record.spec;
  const asked = { ...(goals === undefined ? {} : { goals }), scenarios: { ...scenarios, rescore: best } };
  const sets = contendersOf(record.trials, asked)
    .slice(1)
    .map(({ values }) =>
      tune.map(({ parameter, from, to, today }) => {
        const at = theirs.findIndex((other) => other.parameter.name === parameter.name);
        return at < 0 ? today : Math.min(to, Math.max(from, values[at] ?? today));
      }),
    );
  return { sets, hash: record.resultsHash };
}
