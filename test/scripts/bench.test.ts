// The bench command: what it prints for machines, the outputs it writes, and what it says of bad options.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { designs, designValues } from "../../scripts/bench/design.ts";
import { readOptions } from "../../scripts/bench/options.ts";
import { plantRules } from "../../scripts/bench/plant.ts";
import { median, spread, table } from "../../scripts/bench/table.ts";
import { UserError } from "../../src/numeric/user-error.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "flyball-bench-test-"));
const golden = JSON.parse(readFileSync(join(root, "test/golden/bp2.json"), "utf8"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bench(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const command = [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, "scripts/bench.ts"), ...args];
  return spawnSync(process.execPath, command, { encoding: "utf8", cwd: folder }); // another folder: nothing is relative
}

function complaint(...words: readonly string[]): string {
  try {
    readOptions("bench plant", words, plantRules);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "no complaint";
}

describe("bench plant", () => {
  test("writes the golden outputs of twenty paths and prints one time per repetition in its last line", () => {
    const file = join(folder, "reference.bin");
    const { status, stdout, stderr } = bench(
      "plant",
      "--design",
      "reference",
      "--paths=20",
      "--reps",
      "2",
      "--out",
      file,
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    expect(Object.keys(last)).toEqual(["nsPerPathStep"]);
    expect(last.nsPerPathStep).toHaveLength(2);
    for (const time of last.nsPerPathStep) expect(time).toBeGreaterThan(1);
    const rows: Record<string, number>[] = golden.designs.reference.paths;
    const expected = rows.flatMap((row) => Object.values(row));
    const bytes = readFileSync(file);
    expect(bytes.length).toBe(8 * expected.length);
    // Libraries differ in the last bits of exp and log: 1e-9 relative or, near zero, 1e-12 (spec/bench/README.md).
    const wrong = expected.filter((value, i) => {
      const found = bytes.readDoubleLE(8 * i);
      return !(Math.abs(found - value) <= Math.max(1e-9 * Math.abs(value), 1e-12));
    });
    expect(wrong).toEqual([]);
  });

  test("slots and blocks override the design, and a wrong option ends with exit code 2", () => {
    const small = bench("plant", "--design", "static", "--paths", "3", "--slots", "7", "--blocks", "50", "--reps", "1");
    expect(small.status).toBe(0);
    const wrong = bench("plant", "--design", "statik", "--blocks", "0");
    expect(wrong.status).toBe(2);
    expect(wrong.stdout).toBe("");
    expect(wrong.stderr).toContain(
      "bench plant: 2 problems\n  --design: found statik; expected one of static, reference",
    );
  });
});

test.each([
  [["--path", "3"], "--path: no such option; did you mean --paths?"],
  [["--paths", "3", "--paths", "4"], "--paths: found twice"],
  [["--reps"], "--reps: found nothing; expected a whole number from 1"],
  [["--reps", "1.5"], "--reps: found 1.5"],
  [["--seed", "-1"], "--seed: found -1"],
  [["--seed", "4294967296"], "--seed: found 4294967296; expected a whole number from 0 to 4294967295"],
  [["--slots", "1"], "--slots: found 1; expected a whole number from 2"],
  [["--out="], "--out: found nothing"],
  [["--__proto__", "1"], "--__proto__: no such option"],
  [["static"], "found static; expected an option"],
])("the options %j are refused: %s", (words, message) => {
  expect(complaint(...words)).toContain(message);
});

test("options that are not given have the values of a standard run", () => {
  const options = readOptions("bench plant", ["--slots", "50"], plantRules);
  expect(options).toEqual({ design: "static", seed: 2026, paths: 64, slots: 50, blocks: 7200, reps: 5, out: null });
});

test("the designs are those of the golden file, each with a study file", () => {
  expect([...designs]).toEqual(Object.keys(golden.designs));
  const files = readdirSync(join(root, "configs/bench")).filter((name) => name.startsWith("bp2-"));
  expect(files.sort()).toEqual(designs.map((design) => `bp2-${design}.yaml`).sort());
  expect(designValues("referenceLag50", { "book.slots": "12" })).toMatchObject({
    "delay.command": 50,
    "book.slots": 12,
  });
});

test("a table keeps its columns, and a spread names median, least and most", () => {
  expect(
    table([
      ["a", "bb"],
      ["ccc", "d"],
    ]),
  ).toBe("a     bb\nccc    d");
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(spread([41.23, 1234.5, 40])).toBe("41.2 [40.0 to 1235]");
});
