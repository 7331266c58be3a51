// The searches beside their peers, part by part: npm run bench -- search
import { readOptions } from "./options.ts";
import { measureEfforts } from "./search-efforts.ts";
import { FEW_DIMENSIONS, measureFewEvaluations } from "./search-few.ts";
import { measureFronts } from "./search-fronts.ts";
import type { Part, SearchBenchOptions } from "./search-part.ts";

const parts: Readonly<Record<string, (options: SearchBenchOptions) => Part>> = {
  efforts: measureEfforts,
  fronts: measureFronts,
  few: measureFewEvaluations,
};

const rules = {
  part: { kind: "choice", initial: "all", choices: ["all", ...Object.keys(parts)] },
  runs: { kind: "count", initial: 11, least: 1, most: 1000 },
  seed: { kind: "count", initial: 1, least: 0, most: 2 ** 31 },
  functions: { kind: "choice", initial: "unimodal", choices: ["unimodal", "all"] },
  dimension: { kind: "choice", initial: "all", choices: ["all", ...FEW_DIMENSIONS.map(String)] },
  reference: { kind: "text", initial: null },
} as const;

/**
 * Prints each part's tables when it is through, or with --json one line of JSON at the end.
 * @param words options of the command line: --part all|efforts|fronts|few, --runs, --seed (the first), --json; of efforts:
 *   --functions unimodal|all, --reference FILE; of few: --dimension all|5|10|12
 */
export function measureSearch(words: readonly string[]): void {
  const asJson = words.includes("--json");
  const options = readOptions(
    "bench search",
    words.filter((word) => word !== "--json"),
    rules,
  );
  const found: Record<string, object> = {};
  for (const [name, measure] of Object.entries(parts)) {
    if (options.part !== "all" && options.part !== name) continue;
    const part = measure(options);
    found[name] = part.json;
    if (!asJson) console.log(`${part.words}\n`);
  }
  if (asJson) console.log(JSON.stringify({ firstSeed: options.seed, runs: options.runs, ...found }));
}
