// What is said of a proposal from a study with scenario families: its figures are of the study's own world alone.
import type { StudySpec } from "../study/spec.ts";

/** Nothing where the study has no families: then its own world is the one it was judged in. */
export function ownWorldWords({ scenarios: { families = [] } }: Pick<StudySpec, "scenarios">): readonly string[] {
  if (families.length === 0) return [];
  const names = families.map(({ name }) => name).join(", ");
  return [
    `The study judged its trials in scenario families (${names}), on paths of their own. **Every figure here is of the ` +
      "study's own world, on paths that the study did not play**: what came out in each family, its report says.",
  ];
}
