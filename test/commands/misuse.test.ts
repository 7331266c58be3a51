// Wrong input: one clear message, exit code 2, nothing on standard output and no stack.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { studyFile, temporaryFolder } from "../study/small-study.ts";
import { flyball, flyballEach, type Ran } from "./run-cli.ts";

const folder = temporaryFolder();
const file = studyFile();
writeFileSync(join(folder, "text.yaml"), "just words");
mkdirSync(join(folder, "foreign"));
writeFileSync(join(folder, "foreign/study.db"), "words ".repeat(100));

const cases: readonly (readonly [line: readonly string[], words: string])[] = [
  [["optimise", file], "did you mean optimize?"],
  [["optimize", file, "--resme"], "did you mean --resume?"],
  [["optimize", file, "--resume", "--fresh"], "found both"],
  [
    ["optimize", file, "--workers", "many"],
    "--workers: 1 problem\n  found many; expected a whole number from 1 to 256",
  ],
  [["optimize", file, "--trials", "0"], "--trials: 1 problem\n  found 0"],
  [["optimize", file, "--time-limit", "soon"], "expected a time such as 8h"],
  [["optimize", "configs/bench/bp2-static.yaml"], "expected at least one parameter to search"],
  [["check", "nowhere.yaml"], "nowhere.yaml: 1 problem\n  no such file"],
  [["check", join(folder, "text.yaml")], "expected a map of keys"],
  [["simulate", file, "--set", "funding.kq=1"], "did you mean funding.k"],
  [["simulate", file, "--set", "funding.kp"], "expected name=value"],
  [["simulate"], "expected a study file, or --trial N"],
  [["study", "show", join(folder, "foreign")], "a file that is not a database"],
  [["report", "--results", join(folder, "none")], "no study here"],
  [["status", "no-such-study"], "no study there nor in results/no-such-study"],
  [["verify", folder], "proposal.json"],
  [[], "expected a command"],
];

function refused({ out, err, code }: Ran, words: string): void {
  expect(err).toContain(words);
  expect(err).not.toMatch(/^\s+at /m);
  expect(out).toBe("");
  expect(code).toBe(2);
}

const ran = flyballEach(cases.map(([line]) => line));

test.each(cases.map(([line, words], index) => ({ line, words, index })))("$line is refused", ({ words, index }) => {
  refused(ran[index] ?? { out: "", err: "", code: null }, words);
});

test("and so it is in a process of its own", () => {
  const [[line, words] = [[], ""]] = cases;
  refused(flyball(line), words);
});
