// The designs of the benchmark plant BP-2, read from their study files.
import { fileURLToPath } from "node:url";
import { readStudy } from "../../src/study/study-file.ts";
import type { Overrides } from "../../src/study/value-layers.ts";

export const designs = [
  "static",
  "reference",
  "imrOnly",
  "mmrUp",
  "fundingOnly",
  "depthOnly",
  "capOnly",
  "referenceLag50",
  "infiniteDepth",
] as const;

/** Full parameter values of a design, by name. @param design one of `designs` @param overrides values above the file's */
export function designValues(design: string, overrides: Overrides = {}): Readonly<Record<string, number>> {
  const file = fileURLToPath(new URL(`../../configs/bench/bp2-${design}.yaml`, import.meta.url));
  return readStudy(file, overrides).spec.values;
}
