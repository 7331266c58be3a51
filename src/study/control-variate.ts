// What a candidate that dropped out of its race would come to on all paths, estimated from those it was played on.
import type { Measures } from "../objective/measure.ts";
import { measureAll } from "../objective/measures.ts";
import { firstPaths, type Outcomes } from "../simulate/outcome.ts";
import type { Incumbent } from "./incumbent.ts";
import { type Judged, judgedIn } from "./judged.ts";
import { type Candidate, recordedIn, type Stage, todayIn } from "./trial-play.ts";

/**
 * Judged by the incumbent's measures on all paths plus the difference of the two on the paths of `run`: the incumbent
 * is the control variate, with coefficient 1 (P. Glasserman, Monte Carlo Methods in Financial Engineering, 2003,
 * section 4.1). The loss is so the incumbent's plus the paired difference; the recorded measures are those that were
 * seen.
 * @param run outcomes of the candidate, one for each world
 */
export function estimatedResult(
  stage: Stage,
  run: readonly Outcomes[],
  { certified }: Candidate,
  { trial, outcomes }: Incumbent,
): Judged {
  const { spec, worlds } = stage;
  const played = run.map((own, at) => {
    const world = worlds[at];
    const [seen, control] = [measureAll(own), measureAll(firstPaths(outcomes[at] ?? own, own.paths))];
    return {
      measures: { ...seen, ...certified },
      judged: { ...moved(recordedIn(trial, world), seen, control), ...certified },
    };
  });
  return judgedIn(spec, worlds, played, todayIn(stage));
}

/** Measures and their intervals moved by the difference of two others. */
function moved(whole: Measures, seen: Measures, control: Measures): Measures {
  const entries = Object.entries(seen).flatMap(([name, { value }]) => {
    const [from, reference] = [whole[name], control[name]];
    if (from === undefined || reference === undefined) return [];
    const by = value - reference.value;
    return [[name, { ...from, value: from.value + by, low: from.low + by, high: from.high + by }] as const];
  });
  return Object.fromEntries(entries);
}
