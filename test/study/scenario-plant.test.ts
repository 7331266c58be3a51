// A scenario set that does not fit is refused before anything is played, with its place, its size and the remedy.
import { expect, test } from "vitest";
import { kernelModule } from "../../src/simulate/module.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, plantBytes } from "../../src/simulate/plant.ts";
import { holdsStudy } from "../../src/study/database.ts";
import { refuseOversize, scenarioPlant } from "../../src/study/scenario-plant.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { session, studyFile, temporaryFolder } from "./small-study.ts";

test("a plant takes the bytes that were foretold", () => {
  const vector = vectorOf({ "time.blocks": 300, "book.slots": 50 });
  const { memory } = createPlant(kernelModule(), vector, { seed: 1, paths: 40 }, 2);
  const foretold = plantBytes(kernelModule(), vector, 40, 2);
  expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(foretold);
  expect(memory.buffer.byteLength - foretold).toBeLessThan(65536);
});

test("ten million blocks count as what they are, although their bytes do not fit 32 bits", () => {
  const bytes = (blocks: number): number => plantBytes(kernelModule(), vectorOf({ "time.blocks": blocks }), 8, 1);
  const perBlock = bytes(2) - bytes(1);
  expect(bytes(1e7) - bytes(1)).toBe(perBlock * (1e7 - 1));
  expect(bytes(1e7)).toBeGreaterThan(2 ** 32);
  expect(() => scenarioPlant(vectorOf({ "time.blocks": 1e7 }), { seed: 1, paths: 8 }, 1)).toThrow(
    /8 paths of 10000000 blocks, which take 4\.\d\d GB; expected at most 4\.3 GB; use fewer paths/,
  );
});

test("a study is refused for the family that is too large, and nothing is made", async () => {
  const file = studyFile({ scenarios: "{ horizon: 24 h, paths: 8, holdout: { paths: 100000 } }" });
  const words = /1 problem\n {2}scenarios > holdout > paths: found 100000 paths of 7200 blocks/;
  expect(() => refuseOversize(readStudy(file).spec, 1)).toThrow(words);
  const directory = temporaryFolder();
  await expect(session(file, { directory })).rejects.toThrow(words);
  expect(holdsStudy(directory)).toBe(false);
});
