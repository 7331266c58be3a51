// Writes the figures of a stability analysis into a folder: as SVG, and as PNG where the optional library is installed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFolder, guarded } from "../study/database.ts";
import { rasteriser } from "./png.ts";
import { stabilityFigures } from "./stability-figures.ts";
import type { StabilityInput } from "./stability-input.ts";

export interface WrittenFigures {
  readonly paths: readonly string[];
  /** False where PNGs are missing because the library is. */
  readonly png: boolean;
}

export async function writeStabilityFigures(directory: string, input: StabilityInput): Promise<WrittenFigures> {
  const figures = stabilityFigures(input);
  const png = await rasteriser();
  createFolder(directory);
  const paths = guarded(directory, () =>
    figures.flatMap(({ name, svg }) => {
      const files: (readonly [string, string | Uint8Array])[] = [[join(directory, `${name}.svg`), svg]];
      if (png !== null) files.push([join(directory, `${name}.png`), png(svg)]);
      for (const [path, content] of files) writeFileSync(path, content);
      return files.map(([path]) => path);
    }),
  );
  return { paths, png: png !== null };
}
