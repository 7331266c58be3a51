// What a study minimises and what it keeps: limits read in the unit of their metric.
import type { Problem } from "../numeric/user-error.ts";
import type { Constraint } from "../objective/score.ts";
import type { Model } from "./model.ts";
import { readQuantity } from "./unit-string.ts";

interface AskedLimit {
  readonly metric: string;
  readonly atMost?: number | string | undefined;
  readonly atLeast?: number | string | undefined;
}

/** Limits as numbers, with every problem. @param named what a limit may name */
export function constraintsOf(
  asked: readonly AskedLimit[],
  named: Model["metrics"],
): { constraints: Constraint[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const constraints = asked.map(({ metric, atMost, atLeast }, index): Constraint => {
    const place = `objective > constraints[${index}]`;
    const unit = named.find(({ name }) => name === metric)?.unit ?? "";
    if (atMost === undefined && atLeast === undefined) {
      problems.push({ place, message: `found no limit; expected atMost or atLeast` });
    }
    const high = readLimit(atMost, unit, `${place} > atMost`, problems);
    const low = readLimit(atLeast, unit, `${place} > atLeast`, problems);
    if (high !== undefined && low !== undefined && low > high) {
      problems.push({ place: `${place} > atLeast`, message: `found ${low}; expected at most \`atMost\` (${high})` });
    }
    return { metric, ...(high === undefined ? {} : { atMost: high }), ...(low === undefined ? {} : { atLeast: low }) };
  });
  return { constraints, problems };
}

function readLimit(
  written: number | string | undefined,
  unit: string,
  place: string,
  problems: Problem[],
): number | undefined {
  if (written === undefined) return undefined;
  const reading = readQuantity(written, unit);
  const message = !reading.ok
    ? reading.message
    : Number.isFinite(reading.value)
      ? null
      : `found ${written}; expected a finite number; leave the limit out if there is none`;
  if (message !== null) problems.push({ place, message });
  return reading.ok && message === null ? reading.value : undefined;
}
