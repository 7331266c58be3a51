// The race that a study asks for, checked at the door.
import type { Problem } from "../numeric/user-error.ts";
import type { StudySpec } from "./spec.ts";
import type { StudyInput } from "./study-schema.ts";
import { readQuantity } from "./unit-string.ts";

/** The kernel plays eight paths at a time: a rung ends with a whole group. */
const GROUP = 8;
/** Fewer paths are too few for a bound that holds in the limit of many. */
const FEWEST = 16;

/** Nothing where the study asks for none. */
export function racePlan({
  search: { race },
  scenarios,
  objective,
}: Pick<StudyInput, "search" | "scenarios" | "objective">): {
  plan: Pick<StudySpec["search"], "race">;
  problems: Problem[];
} {
  if (race === undefined) return { plan: {}, problems: [] };
  const problems = rungProblems(race.rungs, scenarios.paths);
  if (objective?.goals !== undefined) {
    const message = "found beside objective > goals; expected one loss to race for; leave it out";
    problems.push({ place: "search > race", message });
  }
  const reading = readQuantity(race.risk, "");
  const place = "search > race > risk";
  if (!reading.ok) problems.push({ place, message: reading.message });
  else if (!(reading.value > 0 && reading.value < 0.5))
    problems.push({ place, message: `found ${race.risk}; expected above 0 % and below 50 %; 1 % is usual` });
  return { plan: { race: { rungs: race.rungs, risk: reading.ok ? reading.value : 0 } }, problems };
}

function rungProblems(rungs: readonly number[], paths: number): Problem[] {
  const problems = rungs.flatMap((rung, at): Problem[] => {
    const least = at === 0 ? FEWEST : (rungs[at - 1] ?? 0) + 1;
    if (rung >= least && rung % GROUP === 0) return [];
    const message = `found ${rung}; expected a multiple of ${GROUP}, at least ${least}: paths are played in groups`;
    return [{ place: `search > race > rungs[${at}]`, message }];
  });
  if (rungs.at(-1) !== paths) {
    const message = `found ${rungs.at(-1)} as the last; expected scenarios > paths (${paths})`;
    problems.push({ place: "search > race > rungs", message });
  }
  return problems;
}
