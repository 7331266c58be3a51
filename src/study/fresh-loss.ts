// The loss of a candidate over all worlds of a phase, with how much each path of each world moves it.
import type { Estimate } from "../objective/estimate.ts";
import { lossEstimate } from "../objective/loss-estimate.ts";
import type { Measures } from "../objective/measure.ts";
import type { Outcomes } from "../simulate/outcome.ts";
import { baselinesOf } from "./family-baseline.ts";
import type { StudySpec } from "./spec.ts";
import { sharesOf, type World } from "./worlds.ts";

/**
 * Worlds are independent, so their influences stand one after the other, each scaled so that the error of the whole comes
 * out. The shares of the candidate's own aggregate are taken as exact.
 * @param outcomes one for each world  @param baseline trial 0's measures in each world; null where they are not known
 */
export function lossOver(
  spec: StudySpec,
  worlds: readonly World[],
  outcomes: readonly Outcomes[],
  baseline: readonly Measures[] | null,
): Estimate {
  const baselines = baseline === null ? [] : baselinesOf(worlds, baseline);
  const parts = outcomes.map((own, at) => lossEstimate(own, spec.losses, baselines[at] ?? null));
  const shares = sharesOf(spec, worlds, valuesOf(parts));
  const paths = parts.reduce((sum, { influence }) => sum + influence.length, 0);
  const influence = new Float64Array(paths);
  let filled = 0;
  let value = 0;
  for (const [at, part] of parts.entries()) {
    const share = shares[at] ?? Number.NaN;
    const factor = (share * paths) / part.influence.length;
    value += share * part.value;
    influence.set(
      part.influence.map((x) => factor * x),
      filled,
    );
    filled += part.influence.length;
  }
  return { value, influence };
}

function valuesOf(parts: readonly Estimate[]): number[] {
  return parts.map(({ value }) => value);
}
