// A stability analysis for the terminal, and as data for programs.
import { blocksText } from "./block-text.ts";
import { stabilityBlocks } from "./stability-blocks.ts";
import type { StabilityInput } from "./stability-input.ts";

/** @param name of the study */
export function stabilityText(name: string, input: StabilityInput): string {
  return `${name}: stability of ${input.map(({ title }) => title).join(" and ")}\n\n${blocksText(stabilityBlocks(input))}`;
}

/** JSON with every number of the analysis; null stands for what is infinite or not there. */
export function stabilityJson(name: string, input: StabilityInput): string {
  return JSON.stringify({ study: name, sets: input }, null, 2);
}
