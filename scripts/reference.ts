// Checks the project's numerics against files of reference cases: npm run reference -- [--errata] FILE...
import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../src/numeric/user-error.ts";
import type { Checker, Mismatch, ReferenceCase } from "./reference/checker.ts";
import { controlAnalysisCheckers } from "./reference/control-analysis.ts";
import { controlEquationCheckers } from "./reference/control-equations.ts";
import { controlModelCheckers } from "./reference/control-models.ts";
import { errata } from "./reference/errata.ts";
import { identificationCheckers } from "./reference/identification.ts";
import { optimizationMultiCheckers } from "./reference/optimization-multi.ts";
import { singleObjectiveCheckers } from "./reference/optimization-single.ts";
import { rngCheckers } from "./reference/rng.ts";
import { statisticsCheckers } from "./reference/statistics.ts";
import { timeseriesCheckers } from "./reference/timeseries.ts";

/** Checkers by kind of case; a kind that is not here is skipped by name. */
const checkers: Readonly<Record<string, Checker>> = {
  ...rngCheckers,
  ...statisticsCheckers,
  ...controlModelCheckers,
  ...controlEquationCheckers,
  ...controlAnalysisCheckers,
  ...identificationCheckers,
  ...singleObjectiveCheckers,
  ...optimizationMultiCheckers,
  ...timeseriesCheckers,
};

const fileSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      inputs: z.unknown().optional(),
      expected: z.unknown().optional(),
      tolerance: z.unknown().optional(),
    }),
  ),
});

interface Tally {
  passed: number;
  failed: number;
  /** Those among the failed whose expected values are proved to be wrong. */
  known: number;
  /** Number of cases by the reason that is printed. */
  readonly skipped: Map<string, number>;
}

/** Prints failures and skipped kinds, closes with the counts; returns the exit code. */
function main(args: readonly string[]): number {
  const files = args.filter((arg) => arg !== "--errata");
  if (files.length === 0) {
    throw new UserError("reference", [{ place: "FILE", message: "found no file; expected one or more JSON files" }]);
  }
  const tally: Tally = { passed: 0, failed: 0, known: 0, skipped: new Map() };
  for (const file of files) {
    for (const item of readCases(file)) judge(item, file, tally);
  }
  let skipped = 0;
  for (const [reason, count] of tally.skipped) {
    skipped += count;
    console.log(`skipped ${reason} (${count} ${count === 1 ? "case" : "cases"})`);
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed, ${skipped} skipped`);
  return tally.failed > (args.includes("--errata") ? tally.known : 0) ? 1 : 0;
}

function judge(item: ReferenceCase, file: string, tally: Tally): void {
  const checker = Object.hasOwn(checkers, item.kind) ? checkers[item.kind] : undefined;
  const verdict = checker === undefined ? { skipped: "" } : inCase(item, file, () => checker(item));
  if ("skipped" in verdict) {
    const reason = verdict.skipped === "" ? item.kind : `${item.kind}: ${verdict.skipped}`;
    tally.skipped.set(reason, (tally.skipped.get(reason) ?? 0) + 1);
  } else if (verdict.mismatches.length === 0) {
    tally.passed++;
  } else {
    tally.failed++;
    console.log(`FAILED ${item.id}: ${describe(verdict.mismatches)}`);
    const proof = errata[item.id];
    if (proof === undefined) return;
    tally.known++;
    console.log(`       the reference is wrong: ${proof}`);
  }
}

function describe(mismatches: readonly Mismatch[]): string {
  const [first] = mismatches;
  if (first === undefined) return "";
  const more = mismatches.length > 1 ? ` (and ${mismatches.length - 1} more)` : "";
  return `${first.what}: found ${first.found}; expected ${first.expected}${more}`;
}

function readCases(file: string): readonly ReferenceCase[] {
  const parsed = fileSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data.cases;
  throw new UserError(file, problemsOf(parsed.error));
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(file, [{ place: "", message: `cannot be read: ${messageOf(error)}` }]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(file, [{ place: "", message: `found text that is not JSON: ${messageOf(error)}` }]);
  }
}

/** A case whose fields are not those of its kind is a mistake of the file, not a failure of the project. */
function inCase<T>(item: ReferenceCase, file: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new UserError(file, problemsOf(error, `case ${item.id} > `));
  }
}

function problemsOf(error: z.ZodError, prefix = "") {
  return error.issues.map(({ path, message }) => ({ place: prefix + path.join(" > "), message }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
