// Writes the fan charts of one simulated parameter set as SVG files.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFolder, guarded } from "../study/database.ts";
import type { SeedFamily } from "../study/spec.ts";
import { fansOf } from "./report-folder.ts";
import { simulationFigures } from "./simulation-figure.ts";

/** Returns the paths of the files. @param values full parameter values by name */
export function writeSimulationFigures(
  directory: string,
  title: string,
  values: Readonly<Record<string, number>>,
  family: SeedFamily,
): readonly string[] {
  const figures = simulationFigures(title, fansOf(values, family));
  createFolder(directory);
  return guarded(directory, () => {
    return figures.map(({ name, svg }) => {
      const path = join(directory, `${name}.svg`);
      writeFileSync(path, svg);
      return path;
    });
  });
}
