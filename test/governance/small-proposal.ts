// Small real studies of protocols for tests: few slots and paths, a shock, parameters of the rule book and one gain.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Play } from "../../src/governance/evidence.ts";
import { pairedDifferences } from "../../src/objective/difference.ts";
import type { ProtocolFile } from "../../src/protocol/normalised.ts";
import { codeVersion } from "../../src/study/code-version.ts";
import { model } from "../../src/study/model.ts";
import { silent } from "../../src/study/progress.ts";
import { readProtocol } from "../../src/study/protocol-file.ts";
import type { StudyRecord, TrialRecord } from "../../src/study/record.ts";
import { playHere } from "../../src/study/replay.ts";
import { runSession } from "../../src/study/session.ts";
import { specHash } from "../../src/study/signature.ts";
import type { StudySpec } from "../../src/study/spec.ts";
import { createStop } from "../../src/study/stop.ts";
import { readStudy } from "../../src/study/study-file.ts";

const configs = fileURLToPath(new URL("../../configs/", import.meta.url));

/** Every protocol file with what a small study of it tunes: some of its own rule book, and one gain of the control layer. */
export const tunedIn: Readonly<Record<string, string>> = {
  "gmx-v2-eth-usdc":
    "{ margin.initial: { from: 0.6 %, to: 3 % }, adaptive.max: { from: 0.001, to: 0.01 }, margin.stressRise: { from: 0, to: 3 } }",
  "gmx-v2-btc-usdc":
    "{ adaptive.increase: { from: 0.002, to: 0.2 }, margin.maintenanceShare: { from: 0.4, to: 0.9 }, margin.stressRise: { from: 0, to: 3 } }",
  "dydx-v4-eth":
    "{ margin.initial: { from: 6 %, to: 10 % }, premium.limit: { from: 0.05, to: 0.5 }, cap.stressRelief: { from: 0, to: 5 } }",
  "dydx-v4-btc":
    "{ margin.maintenanceShare: { from: 0.3, to: 0.5 }, liquidation.fee: { from: 0.5 %, to: 3 % }, margin.stressRise: { from: 0, to: 2 } }",
  "synthetix-v3-eth":
    "{ velocity.skewScale: { from: 400000, to: 900000 }, liquidation.fee: { from: 0.1 %, to: 1 % }, margin.stressRise: { from: 0, to: 2 } }",
};

export interface SmallStudy {
  readonly protocol: string;
  readonly tune?: string;
  /** Further pairs for `set`, with a comma in front. */
  readonly set?: string;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "proposal-"));
}

/** Writes the study file into a new folder; returns its path. */
export function studyPath({ protocol, tune = tunedIn[protocol] ?? "", set = "" }: SmallStudy): string {
  const folder = temporaryFolder();
  const from = relative(folder, configs);
  const text = [
    `name: small-${protocol}`,
    "description: A test.",
    `protocol: ${from}/protocols/${protocol}.yaml`,
    `market: ${from}/markets/eth.yaml`,
    `set: { shock.size: -8 %, shock.block: 30 blocks, shock.blocks: 5 blocks ${set} }`,
    `tune: ${tune}`,
    "objective:",
    "  losses: [{ metric: excessDrawdown }, { metric: liquidatedShare }, { metric: capitalEfficiency, weight: 0.1 }]",
    "  constraints: [{ metric: maxDrawdown, atMost: 60 % }, { metric: insolvencyHard, atMost: 90 % }]",
    "search: { trials: 12, generation: 6, seed: 3 }",
    "scenarios: { horizon: 15 min, paths: 8, seed: 11, validation: { paths: 8 }, holdout: { paths: 8 }, rescore: 2 }",
  ].join("\n");
  const path = join(folder, "study.yaml");
  writeFileSync(path, text);
  return path;
}

/** Runs the study in this process; returns its results folder. */
export async function finishedStudy(study: SmallStudy): Promise<string> {
  const path = studyPath(study);
  const directory = join(path, "..", "results");
  const options = { directory, workers: 1, trials: null, resume: false, fresh: false };
  await runSession(readStudy(path), options, createStop(Infinity), () => silent);
  return directory;
}

/** A record as a study would leave it, with one candidate at `share` of every tuned range. */
export function recordAt(study: SmallStudy, share: number): StudyRecord<StudySpec> {
  const { spec, dataHashes } = readStudy(studyPath(study));
  const candidate = spec.tune.map(({ from, to }) => from + share * (to - from));
  const today = spec.tune.map((tuned) => tuned.today);
  return {
    spec,
    trials: [trial(0, today), trial(1, candidate)],
    rescored: [],
    best: 1,
    choice: "Trial 1 has the lowest loss.",
    optimism: -0.01,
    resultsHash: "00".repeat(32),
    codeVersion,
    studyFile: "study.yaml",
    specHash: specHash(spec),
    dataHashes,
    state: "finished",
  };
}

function trial(index: number, values: readonly number[]): TrialRecord {
  const begun = { index, generation: index, point: values.map(() => 0.5), values, seed: 11, paths: 8 };
  return { ...begun, loss: 1 - index / 2, violation: 0, measures: {}, failure: null, hash: "" };
}

export function protocolNamed(name: string): ProtocolFile {
  const names = model.parameters.map((row) => row.name);
  return readProtocol(`${configs}protocols/${name}.yaml`, names).protocol;
}

/** Plays in this thread, one vector after the other: independent of the pool that the command uses. */
export const playInThisThread: Play = async (vectors, family, world) => {
  const results = vectors.map((values) => {
    const result = playHere({ ...values, ...world }, family); // no state loop here
    if (!result.ok || result.outcomes === null) throw new Error("the vector failed"); // none of these is unplayable
    return { measures: result.measures, outcomes: result.outcomes };
  });
  const [first] = results;
  return results.map(({ measures, outcomes }, index) => ({
    measures,
    differences: index === 0 || first === undefined ? {} : pairedDifferences(outcomes, first.outcomes),
  }));
};
