// What a study minimises and what it keeps: limits read in the unit of their metric.
import type { Problem } from "../numeric/user-error.ts";
import { metricNamed } from "../objective/metrics.ts";
import type { Constraint, Goal, LossTerm } from "../objective/score.ts";
import type { Model } from "./model.ts";
import type { StudySpec } from "./spec.ts";
import type { StudyInput } from "./study-schema.ts";
import { readQuantity } from "./unit-string.ts";

interface AskedLimit {
  readonly metric: string;
  readonly atMost?: number | string | undefined;
  readonly atLeast?: number | string | undefined;
}

/** Soft goals: one limit each, on the better side of its metric, every metric once. */
export function goalsOf(asked: readonly AskedLimit[], named: Model["metrics"]): { goals: Goal[]; problems: Problem[] } {
  const { constraints: goals, problems } = constraintsOf(asked, named, "objective > goals");
  for (const [index, { metric, atMost, atLeast }] of goals.entries()) {
    const place = `objective > goals[${index}]`;
    const better = metricNamed(metric).better;
    const side = better === "lower" ? "atMost" : "atLeast";
    const wrong = better === "lower" ? atLeast : atMost;
    if (wrong !== undefined) {
      const message = `found ${wrong}; expected only ${side}: of ${metric}, ${better} is better; a floor or ceiling on the other side is a constraint`;
      problems.push({ place: `${place} > ${side === "atMost" ? "atLeast" : "atMost"}`, message });
    }
    if (goals.findIndex((goal) => goal.metric === metric) < index) {
      problems.push({ place: `${place} > metric`, message: `found ${metric} again; expected every metric once` });
    }
  }
  return { goals, problems };
}

/** Limits as numbers, with every problem. @param named what a limit may name @param where the list stands */
export function constraintsOf(
  asked: readonly AskedLimit[],
  named: Model["metrics"],
  where = "objective > constraints",
): { constraints: Constraint[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const constraints = asked.map(({ metric, atMost, atLeast }, index): Constraint => {
    const place = `${where}[${index}]`;
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

/** The losses as written, without the power where it is left out; those of the goals where none are. */
export function lossesOf({ objective }: StudyInput, goals: readonly Goal[]): readonly LossTerm[] {
  if (objective?.losses === undefined) return lossesOfGoals(goals);
  return objective.losses.map(({ power, ...term }) => (power === undefined ? term : { ...term, power }));
}

/** Goals with the rule that chooses from their front: the loss where the study writes one, else the knee. */
export function choiceOf(
  { objective }: StudyInput,
  goals: readonly Goal[],
  problems: Problem[],
): Pick<StudySpec, "goals" | "choose"> {
  if (goals.length > 0)
    return { goals, choose: objective?.choose ?? (objective?.losses === undefined ? "knee" : "loss") };
  if (objective?.choose !== undefined && objective.choose !== "loss") {
    const message = `found ${objective.choose} without goals; expected goals to choose between; name them under objective > goals`;
    problems.push({ place: "objective > choose", message });
  }
  return {};
}

/** Where a study states goals alone, each counts once in the loss, over its limit. */
function lossesOfGoals(goals: readonly Goal[]): LossTerm[] {
  return goals.map(({ metric, atMost, atLeast }) => ({
    metric,
    weight: 1,
    scale: Math.abs(atMost ?? atLeast ?? 1) || 1,
  }));
}
