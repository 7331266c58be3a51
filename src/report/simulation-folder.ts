// Writes the fan charts of one simulated parameter set as SVG files.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFolder, guarded } from "../study/database.ts";
import type { SeedFamily, StudySpec } from "../study/spec.ts";
import { fansOf } from "./report-folder.ts";
import { simulationFigures } from "./simulation-figure.ts";

/**
 * Returns the paths of the files.
 * @param values full parameter values by name  @param models identified models of its state loops, those of the spec
 */
export function writeSimulationFigures(
  directory: string,
  title: string,
  values: Readonly<Record<string, number>>,
  family: SeedFamily,
  models: NonNullable<StudySpec["models"]>,
): readonly string[] {
  const figures = simulationFigures(title, fansOf(values, family, models));
  createFolder(directory);
  return guarded(directory, () => {
    return figures.map(({ name, svg }) => {
      const path = join(directory, `${name}.svg`);
      writeFileSync(path, svg);
      return path;
    });
  });
}
