// flyball simulate: the outputs of every path as JSON, a table for people, and recorded trials played again.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { studyFile, temporaryFolder } from "../study/small-study.ts";
import { flyball, flyballEach } from "./run-cli.ts";

const golden = JSON.parse(readFileSync(new URL("../golden/bp2.json", import.meta.url), "utf8"));

test("the JSON of a benchmark plant holds the 18 outputs of the golden file, path by path", () => {
  const { out, err, code } = flyball([
    "simulate",
    "configs/bench/bp2-static.yaml",
    "--seed",
    String(golden.seed),
    "--paths",
    "3",
    "--json",
  ]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { seed, paths, mean, standardError } = JSON.parse(out);
  expect(seed).toBe(golden.seed);
  expect(paths).toHaveLength(3);
  const rows = golden.designs.static.paths;
  for (const [index, path] of paths.entries()) {
    expect(Object.keys(path)).toEqual(Object.keys(rows[index]));
    for (const [name, expected] of Object.entries<number>(rows[index]))
      expect(Math.abs(path[name] - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  }
  const draws = paths.map((path: Record<string, number>) => path.maxDrawdown);
  const average = (draws[0] + draws[1] + draws[2]) / 3;
  expect(mean.maxDrawdown).toBeCloseTo(average, 14);
  const squares = draws.reduce((sum: number, x: number) => sum + (x - average) ** 2, 0);
  expect(standardError.maxDrawdown).toBeCloseTo(Math.sqrt(squares / 2 / 3), 14);
});

test("without --json there is a table with intervals, and figures where they are asked for", () => {
  const folder = temporaryFolder();
  const args = ["simulate", studyFile(), "--paths", "8", "--set", "margin.stressRise=2", "--figures", folder];
  const { out, err, code } = flyball(args);
  expect(code).toBe(0);
  expect(out).toMatch(/maxDrawdown +[\d.]+ \([\d.]+ to [\d.]+\) +%/);
  expect(err).toContain("mark.svg");
  for (const name of ["mark", "drawdown"]) {
    expect(existsSync(join(folder, `${name}.svg`))).toBe(true);
    expect(readFileSync(join(folder, `${name}.svg`), "utf8")).toMatch(/^<svg|^<\?xml/);
  }
});

test("a recorded trial played again equals its record, and a trial that is not there is told", () => {
  const directory = join(temporaryFolder(), "small");
  const record = ["optimize", studyFile(), "--results", directory, "--trials", "6", "--workers", "1"];
  const trial = (index: number) => ["simulate", "--results", directory, "--trial", String(index)];
  const [, good, bad] = flyballEach([record, trial(4), trial(6)]);
  expect(good?.code).toBe(0);
  expect(good?.err).toContain("every measure equals the record bit for bit");
  expect(bad).toMatchObject({
    code: 2,
    out: "",
    err: "--trial: 1 problem\n  found 6; expected one of the 6 recorded trials, 0 to 5\n",
  });
});
