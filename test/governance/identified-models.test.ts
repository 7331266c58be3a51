// What a proposal cannot hold: linear models that were identified, and do not follow from parameters.
import { expect, test } from "vitest";
import { writeProposal } from "../../src/governance/propose.ts";
import type { StudySpec } from "../../src/study/spec.ts";
import { createStore } from "../../src/study/store.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile, temporaryFolder } from "../study/small-study.ts";

const model: NonNullable<StudySpec["models"]>[number] = {
  channel: "funding",
  output: "skew",
  point: { name: "base", volatility: 1, skew: 0, depth: 1 },
  method: "era",
  order: 1,
  A: [[0.9]],
  B: [[-1]],
  C: [[1]],
  D: [[0]],
  sampleTime: 0.1,
  stride: 720,
  fit: 0.9,
  nonlinearity: { scaling: 0, asymmetry: 0 },
  verdict: { accepted: true, words: "linear model accepted" },
};

test("a study on identified models is refused with the channels and the reason", async () => {
  const { spec, path } = readStudy(studyFile());
  const directory = temporaryFolder();
  createStore(directory, {
    spec: { ...spec, models: [model] },
    dataHashes: {},
    codeVersion: "x",
    studyFile: path,
  }).close();
  await expect(writeProposal(directory, { workers: 1 })).rejects.toThrow("found identified models of funding");
});
