// flyball optimize and what reads its results: exit codes, the words at the end, export, report and status.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { studyFile, temporaryFolder } from "../study/small-study.ts";
import { cli, flyball, flyballEach } from "./run-cli.ts";

test("a study ends with what it found, and its record can be shown, listed, exported and reported", () => {
  const folder = temporaryFolder();
  const file = studyFile();
  const run = flyball(["optimize", file, "--trials", "12", "--workers", "2", "--report"], folder);
  expect(run.code).toBe(0);
  expect(run.out).toContain("small: finished; 12 of 12 trials");
  expect(run.out).toContain("report:   results/small/report.html");
  expect(run.out).toContain("show:    flyball study show results/small");
  for (const line of run.err
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("mind")))
    JSON.parse(line);

  const exported = join(folder, "record.json");
  const again = join(folder, "again/report.html");
  const [show, list, status, csv, json, report, twice] = flyballEach(
    [
      ["study", "show", "results/small", "--json"],
      ["study", "ls"],
      ["status", "--json"],
      ["study", "export", file, "--format", "csv"],
      ["study", "export", "small", "--format", "json", "--out", exported],
      ["report", "small", "--out", join(folder, "again")],
      ["optimize", file, "--trials", "12"],
    ],
    folder,
  );
  const shown = JSON.parse(show?.out ?? "");
  expect(shown).toMatchObject({
    state: "finished",
    trials: 12,
    counts: { complete: 12, failed: 0 },
    seeds: { search: 11, optimizer: 3 },
  });
  expect(shown.resultsHash).toMatch(/^[0-9a-f]{64}$/);
  expect(shown.codeVersion).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{16}$/);
  expect(run.out).toContain(shown.resultsHash);

  expect(list?.out).toContain(shown.resultsHash.slice(0, 16));
  expect(JSON.parse(status?.out ?? "")).toEqual(shown);
  const rows = (csv?.out ?? "").trim().split("\r\n");
  expect(rows).toHaveLength(13);
  expect(rows[0]).toContain("trial,generation,state,loss,violation,margin.stressRise,funding.kp,cap.stressRelief");
  expect(new Set(rows.map((row) => row.split(",").length)).size).toBe(1);
  expect(json?.code).toBe(0);
  expect(JSON.parse(readFileSync(exported, "utf8")).resultsHash).toBe(shown.resultsHash);

  const first = readFileSync(join(folder, "results/small/report.html"), "utf8");
  expect(report?.code).toBe(0);
  expect(readFileSync(again, "utf8")).toBe(first);
  expect(first).not.toMatch(/NaN|undefined|https?:\/\/(?!www\.w3\.org)/);

  expect(twice).toMatchObject({ code: 2, out: "" });
  expect(twice?.err).toContain("go on with it by --resume");
});

test("where nothing is feasible the exit code is 3 and the least-violating set is named", () => {
  const file = studyFile({
    objective: "{ losses: [{ metric: excessDrawdown }], constraints: [{ metric: maxDrawdown, atMost: 1 % }] }",
  });
  const { out, code } = flyball(["optimize", file, "--trials", "8", "--results", join(temporaryFolder(), "none")]);
  expect(code).toBe(3);
  expect(out).toMatch(/None of the 8 sets tried meets every constraint; .* violates? them least/);
});

test("an interrupt ends the generation with exit code 4 and a command that goes on to the same end", async () => {
  const folder = temporaryFolder();
  const file = studyFile({
    scenarios: "{ horizon: 8 h, paths: 64, seed: 11, validation: { paths: 16 }, holdout: { paths: 16 } }",
  });
  const command = [cli, "optimize", file, "--results", join(folder, "a")];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => {
    err += chunk;
    if (String(chunk).includes('"trials"') && child.killed === false) child.kill("SIGINT");
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(4);
  expect(err).toContain("finishing this generation, then stopping");
  expect(out).toContain("interrupted");
  const resume = /resume: +flyball (.*)/.exec(out)?.[1] ?? "";
  expect(resume).toBe(`optimize ${file} --resume --results ${join(folder, "a")}`);
  const whole = ["optimize", file, "--results", join(folder, "b")];
  const show = (name: string) => ["study", "show", join(folder, name), "--json"];
  const ran = flyballEach([resume.split(" "), whole, show("a"), show("b")]);
  expect(ran.map((one) => one.code)).toEqual([0, 0, 0, 0]);
  const [a, b] = ran.slice(2).map((one) => JSON.parse(one.out));
  expect([a.state, b.state]).toEqual(["finished", "finished"]);
  expect(a.resultsHash).toBe(b.resultsHash);
});

test("a time limit that is over before the end leaves a study that can be resumed", () => {
  const directory = join(temporaryFolder(), "limited");
  const file = studyFile({ scenarios: "{ horizon: 24 h, paths: 64, seed: 11 }", search: "{ trials: 2000, seed: 1 }" });
  const { out, code } = flyball(["optimize", file, "--results", directory, "--time-limit", "2 s"]);
  expect(code).toBe(4);
  expect(out).toContain("resume:  flyball optimize");
});

test("a disk that takes no more ends the study with its record intact", () => {
  const directory = join(temporaryFolder(), "full");
  const file = studyFile({ search: "{ trials: 400, generation: 8, seed: 3 }" });
  const script = `ulimit -f 100; exec "${process.execPath}" "${cli}" optimize "${file}" --results "${directory}" --workers 1`;
  const child = spawn("bash", ["-c", script], { stdio: ["ignore", "pipe", "pipe"] });
  let err = "";
  child.stderr.on("data", (chunk) => (err += chunk));
  return new Promise<number | null>((resolve) => child.once("close", resolve)).then((code) => {
    expect(err).toMatch(/the disk (is full|failed)/);
    expect(code).toBe(4);
    expect(err).toContain("--resume");
    expect(existsSync(join(directory, "study.db"))).toBe(true);
    expect(statSync(join(directory, "study.db")).size).toBeGreaterThan(0);
    const shown = JSON.parse(flyball(["study", "show", directory, "--json"]).out);
    expect(shown.trials).toBeGreaterThan(4);
    expect(
      flyball(["optimize", file, "--results", directory, "--resume", "--trials", String(shown.trials + 3)]).code,
    ).toBe(0);
  });
});
