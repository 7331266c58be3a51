// The command: a price file in, a table or JSON out, a profile written once.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import yargs from "yargs";
import { calibrate } from "../../src/commands/calibrate.ts";
import { csvOfReturns, seededNormal, seededUniform } from "../market/synthetic-prices.ts";

let folder = "";
let prices = "";
const lines: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "calibrate-"));
  prices = join(folder, "coin.csv");
  const normal = seededNormal(seededUniform(61));
  writeFileSync(
    prices,
    csvOfReturns(
      Array.from({ length: 2000 }, (_, i) => 0.004 * normal() + (i % 100 === 99 ? 0.05 : 0)),
      3600,
    ),
  );
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((text: string) => lines.push(text));
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function run(...words: string[]): Promise<unknown> {
  return yargs(["calibrate", ...words])
    .command(calibrate)
    .strict()
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new Error(message);
    })
    .parseAsync();
}

test("the table shows estimates and values, and the file is written once unless forced", async () => {
  const out = join(folder, "coin.yaml");
  await run(prices, "--out", out);
  expect(lines[0]).toMatch(/^coin: 2000 bars of 3600 s, 2020-09-13T12:30:00Z to /);
  expect(lines[0]).toMatch(/price\.volatility +0\.3\d+ +± /);
  expect(readFileSync(out, "utf8")).toContain("name: coin.csv");
  await expect(run(prices, "--out", out)).rejects.toThrow(/add --force/);
  await run(prices, "--out", out, "--force", "--name", "other");
  expect(readFileSync(out, "utf8")).toContain("name: other");
});

test("JSON holds the same profile, and either jump rule finds the planted jumps", async () => {
  for (const rule of ["threshold", "bipower"]) {
    lines.length = 0;
    await run(prices, "--json", "--jumps", rule);
    const { values } = JSON.parse(lines[0] ?? "");
    // 20 jumps with a local noise of 0.4 %; the daily test also takes a few ordinary returns for jumps.
    expect(Math.abs(values["jump.mean"] - 0.05)).toBeLessThan(rule === "threshold" ? 0.003 : 0.01);
    expect(values["jump.branching"]).toBe(0); // evenly spaced
  }
});

test("a mistake in the data writes nothing", async () => {
  const out = join(folder, "bad.yaml");
  writeFileSync(prices, "t,open,high,low,close,volume\n0,1,1,1,-1,0\n");
  await expect(run(prices, "--out", out)).rejects.toThrow(/coin.csv line 2: found close -1; expected a price above 0/);
  expect(existsSync(out)).toBe(false);
});
