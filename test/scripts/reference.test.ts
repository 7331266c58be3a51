// The reference runner: every implemented kind passes, and the command answers with its exit codes.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Checker } from "../../scripts/reference/checker.ts";
import { rngCheckers } from "../../scripts/reference/rng.ts";
import { statisticsCheckers } from "../../scripts/reference/statistics.ts";

const folder = join(import.meta.dirname, "../../../shared/reference");
const fileSchema = z.object({ cases: z.array(z.looseObject({ id: z.string(), kind: z.string() })) });

/** Entries of this case come from an inaccurate t quantile; see test/numeric/student.test.ts for the closed form. */
const knownWrong: Readonly<Record<string, readonly string[]>> = {
  "var-cvar-param-0-1-4": ["t_VaR[1]", "t_CVaR[1]", "t_CVaR[3]"],
};

describe.each([
  ["06-statistics.json", statisticsCheckers],
  ["07-rng.json", rngCheckers],
] as const)("reference cases of %s", (name, checkers: Readonly<Record<string, Checker>>) => {
  const file = join(folder, name);
  test.skipIf(!existsSync(file))("agree (skipped where the shared reference folder is absent)", () => {
    const { cases } = fileSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    let checked = 0;
    for (const item of cases) {
      const verdict = checkers[item.kind]?.(item) ?? { skipped: item.kind };
      if ("skipped" in verdict) continue;
      checked++;
      expect({ [item.id]: verdict.mismatches.map(({ what }) => what) }).toEqual({
        [item.id]: knownWrong[item.id] ?? [],
      });
    }
    expect(checked).toBeGreaterThan(10);
  });
});

describe("npx tsx scripts/reference.ts", () => {
  const scratch = mkdtempSync(join(tmpdir(), "reference-"));
  afterAll(() => rmSync(scratch, { recursive: true }));

  function run(content: string | null) {
    const file = join(scratch, "cases.json");
    if (content !== null) writeFileSync(file, content);
    const script = join(import.meta.dirname, "../../scripts/reference.ts");
    const path = content === null ? join(scratch, "absent.json") : file;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, path], {
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  const normalCase = (x: number) => ({
    id: "median",
    kind: "normal_quantile",
    inputs: { p: [0.5] },
    expected: { x: [x] },
    tolerance: { rtol: 1e-13, atol: 1e-15 },
  });

  test("a passed case and a kind that is not there end with exit code 0", () => {
    const cases = [normalCase(0), { id: "other", kind: "no_such_kind" }];
    const { status, stdout } = run(JSON.stringify({ cases }));
    expect(stdout).toBe("skipped no_such_kind (1 case)\n1 passed, 0 failed, 1 skipped\n");
    expect(status).toBe(0);
  });

  test("a failed case is named with what was found and expected, exit code 1", () => {
    const { status, stdout } = run(JSON.stringify({ cases: [normalCase(0.1)] }));
    expect(stdout).toBe("FAILED median: x[0]: found 0; expected 0.1\n0 passed, 1 failed, 0 skipped\n");
    expect(status).toBe(1);
  });

  test.each([
    ["a missing file", null, /absent\.json: 1 problem\n {2}cannot be read/],
    ["text that is not JSON", "{", /not JSON/],
    ["a file without cases", "{}", /cases: /],
    ["a case without its inputs", JSON.stringify({ cases: [{ id: "a", kind: "normal_cdf" }] }), /case a > inputs/],
  ])("%s is the user's mistake: a message, exit code 2, no stack", (_, content, message) => {
    const { status, stderr } = run(content);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("    at ");
    expect(status).toBe(2);
  });
});
