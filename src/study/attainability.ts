// Limits on probabilities that no candidate can meet because there are too few paths to show it.
import { clopperPearson } from "../numeric/binomial-interval.ts";
import { metricNamed } from "../objective/metrics.ts";
import { isCertificate } from "./certified.ts";
import type { StudySpec } from "./spec.ts";

/** One sentence per family and limit that even a candidate without a single event would break. */
export function unattainableLimits({ constraints, scenarios }: StudySpec): string[] {
  return constraints.flatMap(({ metric, atMost }) => {
    if (atMost === undefined || isCertificate(metric) || metricNamed(metric).kind !== "probability") return [];
    return (["search", "validation"] as const).flatMap((family) => {
      const { paths } = scenarios[family];
      const best = clopperPearson(0, paths).high;
      if (best <= atMost) return [];
      const shown = `${(100 * best).toPrecision(2)} %`;
      const effect =
        family === "search" ? "the search ranks candidates by how far they miss it" : "no candidate can be chosen";
      return [
        `${metric} at most ${atMost}: ${paths} ${family} paths without any event still allow ${shown}; ${effect}; it takes ${pathsFor(atMost)} paths`,
      ];
    });
  });
}

/** Fewest paths whose 95 % limit without events is below `limit`: 1 - 0.025^(1/n) <= limit. */
function pathsFor(limit: number): number {
  return Math.ceil(Math.log(0.025) / Math.log1p(-limit));
}
