// flyball stability: a study file, a recorded study side by side, figures, JSON, and misuse.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { studyFile, temporaryFolder } from "../study/small-study.ts";
import { flyball, flyballEach } from "./run-cli.ts";

const loop = ["--set", "funding.kp=0.3", "--set", "funding.feedForward=0"];

test("a study file is analysed as it stands, with what --set changes, and figures are written", () => {
  const folder = join(temporaryFolder(), "figures");
  const { out, err, code } = flyball(["stability", studyFile(), ...loop, "--figures", folder]);
  expect(code).toBe(0);
  expect(err).toContain("analysing today's parameters");
  expect(out).toContain("The funding loop: skew → funding → skew.");
  expect(out).toMatch(/Distance to the fold/);
  for (const name of ["bode-funding", "nyquist-funding", "step-funding", "latency-funding", "fold"]) {
    expect(readFileSync(join(folder, `stability-${name}.svg`), "utf8")).toMatch(/^<svg/);
  }
  const written = readdirSync(folder);
  const pictures = written.filter((name) => name.endsWith(".png"));
  if (pictures.length === 0) expect(err).toContain("found no @resvg/resvg-js");
  else expect(pictures.length * 2).toBe(written.length);
});

test("a recorded study shows today's set and a trial side by side, and its JSON reads back", () => {
  const directory = join(temporaryFolder(), "small");
  const record = ["optimize", studyFile(), "--results", directory, "--trials", "6", "--workers", "1"];
  const trial = (index: number) => ["stability", "--results", directory, "--trial", String(index)];
  const [, shown, missing] = flyballEach([record, [...trial(3), "--json", "--set", "funding.kp=0.2"], trial(9)]);
  expect(shown?.code).toBe(0);
  const { study, sets } = JSON.parse(shown?.out ?? "");
  expect(study).toBe("small");
  expect(sets.map(({ set, title }: { set: string; title: string }) => [set, title])).toEqual([
    ["today", "today's parameters"],
    ["tuned", "trial 3"],
  ]);
  for (const { analysis } of sets) {
    expect(analysis.playedLatencies).toEqual([]);
    expect(analysis.blockTime).toBeGreaterThan(0);
    expect(analysis.perChannel.map(({ channel }: { channel: string }) => channel)).toContain("funding");
  }
  expect(missing).toMatchObject({ code: 2, out: "" });
  expect(missing?.err).toContain("found 9; expected one of the 6 recorded trials");
});

test("what is not there or no number is refused", () => {
  const cases = [
    [["stability", "nowhere.yaml"], "nowhere.yaml: 1 problem\n  no such file"],
    [["stability", "--trial", "first"], "--trial: 1 problem\n  found first; expected a whole number"],
    [["stability", "configs/quickstart.yaml", "--set", "funding.kq=1"], "did you mean funding.k"],
  ] as const;
  const ran = flyballEach(cases.map(([line]) => line));
  for (const [index, [, words]] of cases.entries()) {
    expect(ran[index]).toMatchObject({ out: "", code: 2, err: expect.stringContaining(words) });
    expect(ran[index]?.err).not.toMatch(/^\s+at /m);
  }
});
