// Linear models of a study's channels, identified by experiments on its own plant and kept in a file beside its record.
import { writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { identifiedGrid, plannedChannels, usualBudget } from "../stability/identified-grid.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { operatingPoints } from "../stability/operating-point.ts";
import { createFolder, guarded } from "./database.ts";
import { wholeVector } from "./model.ts";
import type { StudySpec } from "./spec.ts";

/** Actuators (and the outside price) that can be shaken, by name. */
export const channelChoices: readonly string[] = plannedChannels.map(({ target }) => target);

/**
 * Models of the named channels at every operating point of the grid, at today's parameters. The paths are drawn from the
 * search seed: what is identified may then be used in the search, and is judged on others.
 * @param done called after each point with the number of points so far and in all
 */
export function identifyStudy(
  spec: StudySpec,
  channels: readonly string[],
  done: (points: number, all: number) => void,
): readonly IdentifiedModel[] {
  const vector = wholeVector(spec.values, spec.models ?? []);
  const planned = plannedChannels.filter(({ target }) => channels.includes(target));
  const seeds = { scenario: spec.scenarios.search.seed, probe: 1 };
  return operatingPoints.flatMap((point, index) => {
    const models = identifiedGrid(vector, planned, usualBudget, seeds, [point]);
    done(index + 1, operatingPoints.length);
    return models;
  });
}

/** Writes a file that a study can name under `models`. */
export function writeModels(path: string, models: readonly IdentifiedModel[]): void {
  guarded(path, () => {
    createFolder(dirname(path));
    writeFileSync(path, `${JSON.stringify({ models }, null, 1)}\n`);
  });
}

/** How a study file names another file: by its path from the study's own folder. */
export function pathFrom(study: string, path: string): string {
  return relative(dirname(study), path);
}
